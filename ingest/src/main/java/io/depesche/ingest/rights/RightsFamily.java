package io.depesche.ingest.rights;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Signals by which an outlet reserves its text, as the outlets file names them under {@code honour}. */
public enum RightsFamily {
    /** Robots meta elements and the X-Robots-Tag header. */
    ROBOTS,
    /** TDM Reservation Protocol: file, headers and meta elements. */
    TDMREP,
    /** Content-Signal, in robots.txt and as a header. */
    CONTENT_SIGNAL;

    /** As in the outlets file: {@code robots}, {@code tdmrep}, {@code content-signal}. */
    public String written() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The family that is written so. */
    public static Optional<RightsFamily> written(String text) {
        return Arrays.stream(values())
                .filter(family -> family.written().equals(text))
                .findFirst();
    }
}
