package io.depesche.enrich.step.entity;

import io.depesche.contracts.record.EntityType;
import io.depesche.contracts.record.MentionKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Makes the names of one article agree, since writers use one name for one thing. A name takes the type that most of its
 * mentions have; a surname alone is the person named in full elsewhere; a word that is a name in most places is one in the
 * others, be it alone or in front of a hyphen.
 */
final class DocumentPass {

    /** So many times more mentions must have the main reading than have others. */
    private static final int CLEAR = 2;

    /** So many more times may the surname of a person named in full have been missed. */
    private static final int SURNAME_TRUST = 2;

    private static final int SHORTEST_ADDED = 3;

    private final NeverNames neverNames;
    private final boolean genitiveS;

    /** @param neverNames words that are no names by themselves, except as the surname of a person named in full */
    DocumentPass(NeverNames neverNames, boolean genitiveS) {
        this.neverNames = neverNames;
        this.genitiveS = genitiveS;
    }

    /** The fields of one article, with agreeing names. */
    List<TaggedText> agree(List<TaggedText> found) {
        List<TaggedText> fields = found.stream().map(this::withoutTitles).toList();
        Readings readings = new Readings();
        fields.forEach(field -> field.names().forEach(readings::count));
        fields.forEach(
                field -> forEachUnnamed(field, (sentence, number, token) -> readings.miss(sentence.word(token))));
        return fields.stream()
                .map(field -> new TaggedText(field.text(), field.sentences(), agree(field, readings)))
                .toList();
    }

    private TaggedText withoutTitles(TaggedText field) {
        return new TaggedText(
                field.text(),
                field.sentences(),
                field.names().stream()
                        .map(name ->
                                neverNames.withoutTitles(name, field.sentences().get(name.sentence())))
                        .toList());
    }

    private List<NameSpan> agree(TaggedText field, Readings readings) {
        List<NameSpan> names = new ArrayList<>();
        for (NameSpan name : field.names()) {
            if (neverNames.holds(name.exact())
                    && !(name.type() == EntityType.PERSON && readings.isSurname(name.exact()))) {
                continue;
            }
            names.add(
                    name.kind() == MentionKind.DERIVED
                            ? name
                            : readings.of(name.exact())
                                    .map(Reading::type)
                                    .filter(type -> type != name.type())
                                    .map(name::withType)
                                    .orElse(name));
        }
        forEachUnnamed(field, (sentence, number, token) -> added(sentence, number, token, readings)
                .ifPresent(names::add));
        names.sort((a, b) -> Integer.compare(a.start(), b.start()));
        return names;
    }

    private Optional<NameSpan> added(Sentence sentence, int number, int token, Readings readings) {
        String word = sentence.word(token);
        if (neverNames.holds(word)) {
            return Optional.empty();
        }
        Optional<EntityType> whole = readings.of(word)
                .filter(reading -> word.length() >= SHORTEST_ADDED && isMostlyName(word, reading, readings))
                .map(Reading::type);
        if (whole.isPresent()) {
            return NameReader.whole(sentence, number, token, token, whole.get(), MentionKind.NAME);
        }
        int head = NameReader.headOf(word);
        return head == 0
                ? Optional.empty()
                : readings.of(word.substring(0, head))
                        .flatMap(reading -> NameReader.part(sentence, number, token, reading.type()))
                        .filter(part -> !neverNames.holds(part.exact()));
    }

    private static boolean isMostlyName(String word, Reading reading, Readings readings) {
        int trust = readings.isSurname(word) ? SURNAME_TRUST : 1;
        return trust * reading.named() >= readings.missesOf(word);
    }

    /** Visits the capitalised words that are in no name. */
    private static void forEachUnnamed(TaggedText field, TokenVisitor visitor) {
        List<NameSpan> names = field.names();
        int next = 0;
        for (int number = 0; number < field.sentences().size(); number++) {
            Sentence sentence = field.sentences().get(number);
            for (int token = 0; token < sentence.size(); token++) {
                while (next < names.size() && names.get(next).end() <= sentence.start(token)) {
                    next++;
                }
                boolean named = next < names.size() && names.get(next).start() < sentence.end(token);
                if (!named && Shape.isCapitalised(sentence.word(token))) {
                    visitor.visit(sentence, number, token);
                }
            }
        }
    }

    private interface TokenVisitor {
        void visit(Sentence sentence, int number, int token);
    }

    /** How a name is mostly read, and how often it is a name at all. */
    private record Reading(EntityType type, int named) {}

    /** How often each name stands for each type. */
    private final class Readings {

        private final Map<String, int[]> counts = new HashMap<>();
        private final Map<String, Integer> misses = new HashMap<>();
        private final Set<String> surnames = new HashSet<>();

        void count(NameSpan name) {
            if (name.kind() == MentionKind.DERIVED) {
                return;
            }
            count(name.exact(), name.type());
            if (name.type() == EntityType.PERSON && !name.isSingleWord()) {
                // Being named in full outweighs one doubtful reading of the surname.
                for (int vote = 0; vote < CLEAR; vote++) {
                    count(lastWordOf(name.exact()), EntityType.PERSON);
                }
                surnames.add(lastWordOf(name.exact()));
            }
        }

        private void count(String exact, EntityType type) {
            counts.computeIfAbsent(exact, unseen -> new int[Label.TYPES.size()])[Label.TYPES.indexOf(type)]++;
        }

        /** Whether the article names a person in full who has this surname. */
        boolean isSurname(String exact) {
            return surnames.contains(exact);
        }

        void miss(String word) {
            misses.merge(word, 1, Integer::sum);
        }

        int missesOf(String word) {
            return misses.getOrDefault(word, 0);
        }

        /** The clear reading of a name, if it has one; for a genitive that of its name. */
        Optional<Reading> of(String exact) {
            int[] found = counts.get(exact);
            if (genitiveS && exact.endsWith("s")) {
                int[] stem = counts.get(exact.substring(0, exact.length() - 1));
                found = stem == null ? found : stem;
            }
            if (found == null) {
                return Optional.empty();
            }
            int best = 0;
            int all = 0;
            for (int type = 0; type < found.length; type++) {
                all += found[type];
                best = found[type] > found[best] ? type : best;
            }
            return found[best] >= CLEAR * (all - found[best])
                    ? Optional.of(new Reading(Label.TYPES.get(best), all))
                    : Optional.empty();
        }
    }

    /** The last word of a name. */
    static String lastWordOf(String name) {
        return name.substring(name.lastIndexOf(' ') + 1);
    }
}
