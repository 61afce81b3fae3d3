package io.depesche.ingest.fetch;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A path pattern as robots.txt and TDM files write them (RFC 9309, section 2.2.3): it matches from the start of path and query,
 * {@code *} stands for any characters, {@code $} at the end for the end. Percent-encoding is compared as RFC 3986 has it: an
 * escape of a character that needs none is the character itself. Matching takes time linear in the path for each piece between
 * two stars. Immutable.
 */
public final class PathRule {

    private static final String LEGAL = "-._~:/?#[]@!&'()+,;=";
    private static final String UNRESERVED = "-._~";

    private final List<String> pieces;
    private final boolean toTheEnd;
    private final int length;

    private PathRule(List<String> pieces, boolean toTheEnd, int length) {
        this.pieces = List.copyOf(pieces);
        this.toTheEnd = toTheEnd;
        this.length = length;
    }

    /** Reads a pattern; any text is one. */
    public static PathRule of(String pattern) {
        boolean toTheEnd = pattern.endsWith("$");
        String text = toTheEnd ? pattern.substring(0, pattern.length() - 1) : pattern;
        List<String> pieces = new ArrayList<>();
        int length = toTheEnd ? 1 : 0;
        int from = 0;
        while (true) {
            int star = text.indexOf('*', from);
            String piece = escaped(star < 0 ? text.substring(from) : text.substring(from, star));
            length += piece.length();
            if (pieces.isEmpty() || !piece.isEmpty() || star < 0) {
                pieces.add(piece);
            }
            if (star < 0) {
                return new PathRule(pieces, toTheEnd, length + pieces.size() - 1);
            }
            from = star + 1;
        }
    }

    /** Path and query of an address, written so that patterns can be matched with it. */
    public static String pathOf(URI address) {
        String path = address.getRawPath() == null || address.getRawPath().isEmpty() ? "/" : address.getRawPath();
        String query = address.getRawQuery() == null ? "" : "?" + address.getRawQuery();
        return escaped(path + query);
    }

    /** Whether the pattern matches a path that {@link #pathOf} wrote. */
    public boolean matches(String path) {
        String first = pieces.get(0);
        if (!path.startsWith(first)) {
            return false;
        }
        int last = pieces.size() - 1;
        if (last == 0) {
            return !toTheEnd || path.length() == first.length();
        }
        int at = first.length();
        for (int i = 1; i < last; i++) {
            int found = path.indexOf(pieces.get(i), at);
            if (found < 0) {
                return false;
            }
            at = found + pieces.get(i).length();
        }
        String end = pieces.get(last);
        return toTheEnd ? path.length() - end.length() >= at && path.endsWith(end) : path.indexOf(end, at) >= 0;
    }

    /** By how much it says: of the rules that match, the longest decides. */
    public int length() {
        return length;
    }

    /** Decodes escapes of unreserved characters, writes other escapes in upper case and encodes what may not stand alone. */
    private static String escaped(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); ) {
            int character = text.codePointAt(i);
            int next = i + Character.charCount(character);
            int octet = character == '%' ? octet(text, i) : -1;
            if (octet >= 0) {
                append(plain, octet, isWord(octet) || UNRESERVED.indexOf(octet) >= 0);
                next = i + 3;
            } else if (character < 128) {
                append(plain, character, isWord(character) || LEGAL.indexOf(character) >= 0);
            } else {
                for (byte each : text.substring(i, next).getBytes(StandardCharsets.UTF_8)) {
                    append(plain, each & 0xff, false);
                }
            }
            i = next;
        }
        return plain.toString();
    }

    private static void append(StringBuilder plain, int octet, boolean asItIs) {
        if (asItIs) {
            plain.append((char) octet);
        } else {
            plain.append('%').append(hex(octet >> 4)).append(hex(octet & 0xf));
        }
    }

    private static char hex(int digit) {
        return "0123456789ABCDEF".charAt(digit);
    }

    private static boolean isWord(int character) {
        return (character >= 'a' && character <= 'z')
                || (character >= 'A' && character <= 'Z')
                || (character >= '0' && character <= '9');
    }

    /** The octet that an escape at the place stands for; -1 where there is none. */
    private static int octet(String text, int at) {
        if (at + 2 >= text.length()) {
            return -1;
        }
        int high = Character.digit(text.charAt(at + 1), 16);
        int low = Character.digit(text.charAt(at + 2), 16);
        return high < 0 || low < 0 ? -1 : high * 16 + low;
    }
}
