package io.depesche.enrich.onnx;

import io.depesche.contracts.record.EntityType;
import io.depesche.contracts.record.MentionKind;
import io.depesche.enrich.step.entity.NameFinder.FoundName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What a model's labels mean. {@code B-PER}, {@code I-PER}: first and further words of a name; also {@code S-}, {@code U-}, {@code E-}, {@code
 * L-}, and {@code PER} alone, where neighbours of one type are one name. A type that ends in {@code part} or {@code deriv}, as in GermEval's
 * sets, is a compound with a name in it, or a word derived from one. Dates and amounts are no names; types that we do not know are OTHER.
 */
final class ModelLabels {

    private static final String OUTSIDE = "O";

    private static final Set<String> PEOPLE = Set.of("per", "pers", "person", "people");
    private static final Set<String> ORGANIZATIONS = Set.of(
            "org", "organization", "organisation", "corp", "corporation", "company", "group", "institution", "media");
    private static final Set<String> PLACES =
            Set.of("loc", "location", "gpe", "fac", "facility", "place", "city", "country", "geo", "street");
    private static final Set<String> NO_NAMES =
            Set.of("date", "time", "money", "percent", "quantity", "ordinal", "cardinal", "number", "duration", "set");

    private final List<Optional<Meaning>> meanings;

    private record Meaning(EntityType type, MentionKind kind, boolean begins) {

        boolean goesOn(Meaning name) {
            return !begins && kind == MentionKind.NAME && name.kind == MentionKind.NAME && type == name.type;
        }
    }

    /** @param labels the model's labels in the order of their numbers */
    ModelLabels(List<String> labels) {
        meanings = labels.stream().map(ModelLabels::meaningOf).toList();
    }

    int count() {
        return meanings.size();
    }

    /** Whether a label says that a word is in no name. */
    static boolean isOutside(String label) {
        return label.equals(OUTSIDE);
    }

    private static Optional<Meaning> meaningOf(String label) {
        if (isOutside(label)) {
            return Optional.empty();
        }
        boolean prefixed =
                label.length() > 2 && "BIESUL".indexOf(label.charAt(0)) >= 0 && "-_".indexOf(label.charAt(1)) >= 0;
        String name = (prefixed ? label.substring(2) : label).strip().toLowerCase(Locale.ROOT);
        MentionKind kind = kindOf(name);
        String type =
                switch (kind) {
                    case NAME -> name;
                    case PART -> name.substring(0, name.length() - "part".length());
                    case DERIVED -> name.substring(0, name.length() - "deriv".length());
                };
        return NO_NAMES.contains(type)
                ? Optional.empty()
                : Optional.of(new Meaning(typeOf(type), kind, prefixed && "BSU".indexOf(label.charAt(0)) >= 0));
    }

    private static MentionKind kindOf(String type) {
        if (type.endsWith("part")) {
            return MentionKind.PART;
        }
        return type.endsWith("deriv") ? MentionKind.DERIVED : MentionKind.NAME;
    }

    private static EntityType typeOf(String type) {
        if (PEOPLE.contains(type)) {
            return EntityType.PERSON;
        }
        if (ORGANIZATIONS.contains(type)) {
            return EntityType.ORGANIZATION;
        }
        return PLACES.contains(type) ? EntityType.LOCATION : EntityType.OTHER;
    }

    /** The names of a sentence, whose words have these labels. */
    List<FoundName> names(int[] labels) {
        List<FoundName> names = new ArrayList<>();
        int word = 0;
        while (word < labels.length) {
            int first = word++;
            Optional<Meaning> begun = meanings.get(labels[first]);
            if (begun.isPresent()) {
                while (word < labels.length
                        && meanings.get(labels[word])
                                .filter(next -> next.goesOn(begun.get()))
                                .isPresent()) {
                    word++;
                }
                names.add(new FoundName(
                        first, word - 1, begun.get().type(), begun.get().kind()));
            }
        }
        return names;
    }
}
