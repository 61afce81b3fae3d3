package io.depesche.ingest.extract;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds the charset of a page: the byte order mark; UTF-8 where letters beyond ASCII read as UTF-8, whatever a label says,
 * for chance makes it so too rarely; else the Content-Type header, then the page's own meta element; else windows-1252.
 * Labels mean what browsers take them for (WHATWG Encoding): ISO-8859-1 and ASCII are windows-1252.
 */
public final class Charsets {

    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
    /** Browsers look for the meta element in the first 1,024 bytes; many sites put it later. */
    private static final int META_WINDOW = 8_192;

    private Charsets() {}

    /**
     * A page's text.
     *
     * @param text every byte decoded; a malformed sequence is U+FFFD
     * @param charset what it was decoded with
     */
    public record Decoded(String text, Charset charset) {}

    /**
     * Decodes a page or a feed.
     *
     * @param declared the charset of the Content-Type header, as sent
     */
    public static Decoded decode(byte[] bytes, Optional<String> declared) {
        if (startsWith(bytes, 0xEF, 0xBB, 0xBF)) {
            return new Decoded(new String(bytes, 3, bytes.length - 3, StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        }
        if (startsWith(bytes, 0xFE, 0xFF)) {
            return new Decoded(
                    new String(bytes, 2, bytes.length - 2, StandardCharsets.UTF_16BE), StandardCharsets.UTF_16BE);
        }
        if (startsWith(bytes, 0xFF, 0xFE)) {
            return new Decoded(
                    new String(bytes, 2, bytes.length - 2, StandardCharsets.UTF_16LE), StandardCharsets.UTF_16LE);
        }
        Optional<Charset> stated = declared.flatMap(Charsets::named).or(() -> inMeta(bytes));
        Charset charset =
                switch (utf8(bytes)) {
                    case ASCII -> stated.orElse(StandardCharsets.UTF_8);
                    case UTF8 -> StandardCharsets.UTF_8;
                    case OTHER ->
                        stated.filter(named -> !named.equals(StandardCharsets.UTF_8))
                                .orElse(WINDOWS_1252);
                };
        return new Decoded(new String(bytes, charset), charset);
    }

    private static boolean startsWith(byte[] bytes, int... mark) {
        if (bytes.length < mark.length) {
            return false;
        }
        for (int index = 0; index < mark.length; index++) {
            if ((bytes[index] & 0xFF) != mark[index]) {
                return false;
            }
        }
        return true;
    }

    private enum Evidence {
        ASCII,
        UTF8,
        OTHER
    }

    /**
     * What the bytes beyond ASCII look like. A page cut off, or with one alien quotation in it, is still UTF-8: nine in ten of
     * its sequences must be.
     */
    private static Evidence utf8(byte[] bytes) {
        int valid = 0;
        int broken = 0;
        for (int index = 0; index < bytes.length; index++) {
            int lead = bytes[index] & 0xFF;
            if (lead < 0x80) {
                continue;
            }
            int more = lead >= 0xF5 ? 0 : lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : lead >= 0xC2 ? 1 : 0;
            int follow = 0;
            while (follow < more && index + 1 < bytes.length && (bytes[index + 1] & 0xC0) == 0x80) {
                follow++;
                index++;
            }
            if (more > 0 && follow == more) {
                valid++;
            } else {
                broken++;
            }
        }
        return valid + broken == 0 ? Evidence.ASCII : valid > broken * 9 ? Evidence.UTF8 : Evidence.OTHER;
    }

    private static Optional<Charset> inMeta(byte[] bytes) {
        String head = new String(bytes, 0, Math.min(bytes.length, META_WINDOW), StandardCharsets.ISO_8859_1)
                .toLowerCase(Locale.ROOT);
        for (int at = head.indexOf("charset"); at >= 0; at = head.indexOf("charset", at + 1)) {
            int from = at + "charset".length();
            while (from < head.length()
                    && (head.charAt(from) == ' ' || head.charAt(from) == '=' || isQuote(head.charAt(from)))) {
                from++;
            }
            int to = from;
            while (to < head.length() && to - from < 40 && isLabelCharacter(head.charAt(to))) {
                to++;
            }
            boolean inTag = head.lastIndexOf("<meta", at) > head.lastIndexOf('>', at)
                    || head.lastIndexOf("<?xml", at) > head.lastIndexOf('>', at);
            if (to > from && inTag) {
                // A page that says UTF-16 in single bytes is not UTF-16.
                return named(head.substring(from, to))
                        .filter(charset -> !charset.name().startsWith("UTF-16"));
            }
        }
        return Optional.empty();
    }

    private static boolean isQuote(char character) {
        return character == '"' || character == '\'';
    }

    private static boolean isLabelCharacter(char character) {
        return Character.isLetterOrDigit(character) || character == '-' || character == '_' || character == ':';
    }

    private static Optional<Charset> named(String label) {
        String plain = PlainText.clean(label.replace("\"", "").replace("'", "")).toLowerCase(Locale.ROOT);
        if (plain.equals("iso-8859-1") || plain.equals("latin1") || plain.equals("us-ascii") || plain.equals("ascii")) {
            return Optional.of(WINDOWS_1252);
        }
        try {
            return Optional.of(Charset.forName(plain)).filter(Charset::canEncode);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            return Optional.empty();
        } catch (IllegalArgumentException empty) {
            return Optional.empty();
        }
    }
}
