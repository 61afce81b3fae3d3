package io.depesche.enrich.step.entity;

import io.depesche.contracts.record.EntityType;
import io.depesche.contracts.record.MentionKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Borders and types that the guidelines settle, whatever the model says of them. */
final class NameRules {

    /** What stands in the middle of people's names. */
    private static final Set<String> PARTICLES =
            Set.of("al", "bin", "bint", "da", "del", "della", "di", "dos", "el", "ibn", "van", "y");

    /** What a place is that another place gives its name to. */
    private static final Set<String> LANDFORMS =
            Set.of("Bay", "Bucht", "Cape", "Golf", "Gulf", "Isle", "Kap", "Meerenge", "Strait", "Straße");

    private static final Set<String> OF = Set.of("of", "von");

    /** What has a place in its name, as the ends of words. */
    private static final List<String> INSTITUTIONS = List.of(
            "gericht",
            "staatsanwaltschaft",
            "universität",
            "hochschule",
            "klinikum",
            "polizeipräsidium",
            "landratsamt",
            "bezirksamt",
            "handelskammer",
            "erzbistum");

    private static final Set<String> STORMS = Set.of(
            "Hurrikan", "Orkan", "Sturmtief", "Taifun", "Wirbelsturm", "Zyklon", "Hurricane", "Typhoon", "Cyclone");

    private static final Set<String> COMPASS = Set.of("Mittel", "Nord", "Ost", "Süd", "West");

    private static final Set<String> AND = Set.of("bis", "oder", "und");

    private final NameHeads heads;

    NameRules(NameHeads heads) {
        this.heads = heads;
    }

    /** The names of a sentence in reading order, with the borders and types that they ought to have. */
    List<NameSpan> applied(Sentence sentence, int number, List<NameSpan> names) {
        List<NameSpan> settled = new ArrayList<>(names.size());
        for (NameSpan name : names) {
            NameSpan last = settled.isEmpty() ? null : settled.get(settled.size() - 1);
            Optional<NameSpan> joined = last == null ? Optional.empty() : joined(sentence, number, last, name);
            if (joined.isPresent()) {
                settled.set(settled.size() - 1, joined.get());
            } else {
                firstHalf(sentence, number, name, last).ifPresent(settled::add);
                settled.add(typed(sentence, widened(sentence, number, name, last)));
            }
        }
        return settled;
    }

    /** "Abdullah bin Zayed": what a particle holds together is one person. */
    private static Optional<NameSpan> joined(Sentence sentence, int number, NameSpan first, NameSpan second) {
        boolean people = isPlain(first, EntityType.PERSON) && isPlain(second, EntityType.PERSON);
        return people && first.last() + 2 == second.first() && PARTICLES.contains(sentence.word(first.last() + 1))
                ? NameReader.whole(sentence, number, first.first(), second.last(), EntityType.PERSON, MentionKind.NAME)
                : Optional.empty();
    }

    /** "Ost- und Westdeutschland": the first half is a mention too. */
    private static Optional<NameSpan> firstHalf(Sentence sentence, int number, NameSpan name, NameSpan before) {
        int first = name.first() - 3;
        return isFree(first, before)
                        && isPlain(name, EntityType.LOCATION)
                        && AND.contains(sentence.word(first + 2))
                        && sentence.word(first + 1).equals("-")
                        && COMPASS.contains(sentence.word(first))
                ? NameReader.whole(sentence, number, first, first, EntityType.LOCATION, MentionKind.NAME)
                : Optional.empty();
    }

    /** "Golf von Mexiko", "Amtsgericht Köln": what the place gives its name to belongs to the name. */
    private static NameSpan widened(Sentence sentence, int number, NameSpan name, NameSpan before) {
        if (!isPlain(name, EntityType.LOCATION)) {
            return name;
        }
        int landform = name.first() - 2;
        if (isFree(landform, before)
                && OF.contains(sentence.word(landform + 1))
                && LANDFORMS.contains(sentence.word(landform))) {
            return NameReader.whole(sentence, number, landform, name.last(), EntityType.LOCATION, MentionKind.NAME)
                    .orElse(name);
        }
        int institution = name.first() - 1;
        if (isFree(institution, before) && isInstitution(sentence.word(institution))) {
            return NameReader.whole(
                            sentence, number, institution, name.last(), EntityType.ORGANIZATION, MentionKind.NAME)
                    .orElse(name);
        }
        return name;
    }

    private static boolean isInstitution(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        return Shape.isCapitalised(word) && INSTITUTIONS.stream().anyMatch(lower::endsWith);
    }

    /** Whether there is a token at {@code first}, after the name before. */
    private static boolean isFree(int first, NameSpan before) {
        return first >= 0 && (before == null || before.last() < first);
    }

    private NameSpan typed(Sentence sentence, NameSpan name) {
        if (name.kind() != MentionKind.NAME) {
            return name;
        }
        if (isStorm(sentence, name)) {
            return name.withType(EntityType.OTHER);
        }
        if (name.type() == EntityType.PERSON) {
            return name;
        }
        return heads.typeOf(name)
                .map(type -> Label.TYPES.contains(type) ? type : EntityType.OTHER)
                .filter(type -> type != name.type())
                .map(name::withType)
                .orElse(name);
    }

    /** Whether a name is that of a storm ("Orkan Sabine"). */
    static boolean isStorm(Sentence sentence, NameSpan name) {
        return name.isSingleWord() && name.first() > 0 && STORMS.contains(sentence.word(name.first() - 1));
    }

    private static boolean isPlain(NameSpan name, EntityType type) {
        return name.kind() == MentionKind.NAME && name.type() == type;
    }
}
