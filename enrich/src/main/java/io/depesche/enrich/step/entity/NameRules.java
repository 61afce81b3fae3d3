package io.depesche.enrich.step.entity;

import io.depesche.contracts.record.EntityType;
import io.depesche.contracts.record.MentionKind;
import java.util.ArrayList;
import java.util.List;
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
                settled.add(typed(withLandform(sentence, number, name, last)));
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

    /** "Golf von Mexiko": the landform belongs to the name. */
    private static NameSpan withLandform(Sentence sentence, int number, NameSpan name, NameSpan before) {
        int first = name.first() - 2;
        boolean free = first >= 0 && (before == null || before.last() < first);
        return free
                        && isPlain(name, EntityType.LOCATION)
                        && OF.contains(sentence.word(first + 1))
                        && LANDFORMS.contains(sentence.word(first))
                ? NameReader.whole(sentence, number, first, name.last(), EntityType.LOCATION, MentionKind.NAME)
                        .orElse(name)
                : name;
    }

    private NameSpan typed(NameSpan name) {
        if (name.kind() != MentionKind.NAME || name.type() == EntityType.PERSON) {
            return name;
        }
        return heads.typeOf(name)
                .map(type -> Label.TYPES.contains(type) ? type : EntityType.OTHER)
                .filter(type -> type != name.type())
                .map(name::withType)
                .orElse(name);
    }

    private static boolean isPlain(NameSpan name, EntityType type) {
        return name.kind() == MentionKind.NAME && name.type() == type;
    }
}
