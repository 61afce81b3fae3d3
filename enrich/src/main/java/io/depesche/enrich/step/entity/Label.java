package io.depesche.enrich.step.entity;

import io.depesche.contracts.record.EntityType;
import java.util.List;

/**
 * What the model says of a token, as small numbers: {@link #NONE}, or a type together with a form. The numbers are part of the
 * model file.
 */
final class Label {

    /** Not part of a name. */
    public static final int NONE = 0;

    /** First token of a name. */
    public static final int BEGIN = 0;

    /** Further token of a name. */
    public static final int INSIDE = 1;

    /** A compound with a name in it ("Nvidia-Aktie"). */
    public static final int PART = 2;

    /** A word derived from a name ("deutsche"). */
    public static final int DERIVED = 3;

    private static final int FORMS = 4;

    /** The types that the model tells apart; products and events are among {@link EntityType#OTHER}. */
    public static final List<EntityType> TYPES =
            List.of(EntityType.PERSON, EntityType.ORGANIZATION, EntityType.LOCATION, EntityType.OTHER);

    /** How many labels there are. */
    public static final int COUNT = 1 + TYPES.size() * FORMS;

    private Label() {}

    /** The label of a type of {@link #TYPES} in a form. */
    public static int of(EntityType type, int form) {
        return 1 + TYPES.indexOf(type) * FORMS + form;
    }

    /** The form of a label other than {@link #NONE}. */
    public static int formOf(int label) {
        return (label - 1) % FORMS;
    }

    /** The type of a label other than {@link #NONE}. */
    public static EntityType typeOf(int label) {
        return TYPES.get((label - 1) / FORMS);
    }

    /** Whether one label may follow another: an inside needs a begin or inside of its own type before it. */
    public static boolean mayFollow(int before, int label) {
        if (label == NONE || formOf(label) != INSIDE) {
            return true;
        }
        return before == label || before == label - 1;
    }

    /** Whether a sentence may start with a label. */
    public static boolean mayStart(int label) {
        return label == NONE || formOf(label) != INSIDE;
    }
}
