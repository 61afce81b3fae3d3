package io.depesche.enrich.step.date;

import java.util.Optional;

/** Which of several equal periods an adjective picks: "letzte", "next", "diese", "am folgenden". */
enum Selection {
    NONE,
    BEFORE_LAST,
    LAST,
    THIS,
    NEXT,
    AFTER_NEXT,
    /** The next one after the last date in the text. */
    FOLLOWING,
    /** The last date in the text. */
    SAME,
    /** The one before the last date in the text. */
    PRECEDING;

    /** How many periods lie between the reference and the one picked; absent where none is picked. */
    Optional<Integer> offset() {
        return switch (this) {
            case NONE -> Optional.empty();
            case BEFORE_LAST -> Optional.of(-2);
            case AFTER_NEXT -> Optional.of(2);
            case LAST, PRECEDING -> Optional.of(-1);
            case THIS, SAME -> Optional.of(0);
            case NEXT, FOLLOWING -> Optional.of(1);
        };
    }

    /** Whether the period is counted from the last date in the text, not from the publication date. */
    boolean fromText() {
        return this == FOLLOWING || this == SAME || this == PRECEDING;
    }
}
