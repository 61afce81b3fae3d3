package io.depesche.enrich.step.quote;

import io.depesche.contracts.record.Entity;
import io.depesche.contracts.record.EntityType;
import io.depesche.contracts.record.Field;
import io.depesche.contracts.record.Mention;
import io.depesche.contracts.record.MentionKind;
import io.depesche.enrich.step.entity.GermanDictionary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The people and organizations named in a field, in reading order. */
final class People {

    /** So many characters back a pronoun can look. */
    private static final int MEMORY = 500;

    /** Two people so near each other leave a pronoun open, even where it is clear who is a man and who a woman. */
    private static final int NEAR = 120;

    private final List<Person> people;
    private final int[] starts;

    private People(List<Person> people) {
        this.people = people;
        this.starts = people.stream().mapToInt(Person::start).toArray();
    }

    /**
     * @param quotations what stands in marks, in reading order
     * @param forenames tells men from women by their first names
     */
    static People of(
            List<Entity> entities, Field field, String text, List<Quotation> quotations, GermanDictionary forenames) {
        List<Person> people = new ArrayList<>();
        for (Entity entity : entities) {
            if (entity.getType() == EntityType.PERSON || entity.getType() == EntityType.ORGANIZATION) {
                Optional<GermanDictionary.Forename> name = forename(entity, forenames);
                boolean man = name.map(GermanDictionary.Forename::man).orElse(true);
                boolean woman = name.map(GermanDictionary.Forename::woman).orElse(true);
                for (Mention mention : entity.getMentions()) {
                    if (mention.getField() == field && mention.getKind() == MentionKind.NAME) {
                        boolean genitive = mention.getExact().endsWith("s")
                                && !entity.getName().endsWith("s");
                        people.add(new Person(
                                mention.getStart(),
                                mention.getEnd(),
                                entity.getId(),
                                entity.getType(),
                                man,
                                woman,
                                genitive,
                                false));
                    }
                }
            }
        }
        people.sort(Comparator.comparingInt(Person::start));
        return new People(inUtf16(people, text, quotations));
    }

    private static Optional<GermanDictionary.Forename> forename(Entity entity, GermanDictionary forenames) {
        return entity.getType() == EntityType.PERSON
                ? forenames.forename(entity.getName().split(" ", 2)[0])
                : Optional.empty();
    }

    private static List<Person> inUtf16(List<Person> people, String text, List<Quotation> quotations) {
        List<Person> placed = new ArrayList<>();
        int index = 0;
        int point = 0;
        int quotation = 0;
        for (Person person : people) {
            int start = text.offsetByCodePoints(index, person.start() - point);
            int end = text.offsetByCodePoints(start, person.end() - person.start());
            while (quotation < quotations.size() && quotations.get(quotation).end() < end) {
                quotation++;
            }
            boolean quoted =
                    quotation < quotations.size() && quotations.get(quotation).start() <= start;
            placed.add(person.at(start, end, quoted));
            index = end;
            point = person.end();
        }
        return placed;
    }

    /** The one whose mention starts at an index. */
    Optional<Person> startingAt(int index) {
        int found = firstFrom(index);
        return found < people.size() && people.get(found).start() == index
                ? Optional.of(people.get(found))
                : Optional.empty();
    }

    /** The one whose mention ends at an index. */
    Optional<Person> endingAt(int index) {
        int found = firstFrom(index) - 1;
        return found >= 0 && people.get(found).end() == index ? Optional.of(people.get(found)) : Optional.empty();
    }

    /** Whether a mention covers exactly a stretch of the text. */
    boolean isName(int start, int end) {
        return startingAt(start).filter(person -> person.end() == end).isPresent();
    }

    /** Whom "he" or "she" before an index means: the last fitting person, unless another one stands beside. */
    Optional<Person> lastBefore(int index, boolean woman) {
        Optional<Person> last = Optional.empty();
        for (int at = firstFrom(index) - 1; at >= 0; at--) {
            Person person = people.get(at);
            int limit = last.filter(found -> found.man() != found.woman())
                    .map(found -> found.start() - NEAR)
                    .orElse(index - MEMORY);
            if (person.end() < limit) {
                break;
            }
            if (person.isHuman() && !person.quoted() && (woman ? person.woman() : person.man())) {
                if (last.isPresent() && !last.get().id().equals(person.id())) {
                    return Optional.empty();
                }
                last = last.isPresent() ? last : Optional.of(person);
            }
        }
        return last;
    }

    private int firstFrom(int index) {
        int found = Arrays.binarySearch(starts, index);
        return found >= 0 ? found : -found - 1;
    }
}
