package io.depesche.ingest.extract;

import com.ibm.icu.text.CharsetDetector;
import com.ibm.icu.text.CharsetMatch;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the charset of a page or a feed: the byte order mark; UTF-16 and UTF-32 by their zeros; UTF-8 where letters beyond ASCII
 * read as UTF-8, whatever a label says, for chance makes it so too rarely; else the Content-Type header, then what the text says of
 * itself in its meta element or XML declaration. Where nothing says anything the letters decide, if they are clear about it; else
 * it is windows-1252. Labels mean what browsers take them for ({@link EncodingLabels}).
 */
public final class Charsets {

    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
    /** Browsers look for the meta element in the first 1,024 bytes; many sites put it later. */
    private static final int META_WINDOW = 8_192;

    private static final int ZEROS_WINDOW = 1_024;
    /** As much as tells one language's letters from another's. */
    private static final int GUESS_WINDOW = 65_536;
    /** Of a hundred; less is a guess. */
    private static final int CONFIDENT = 40;

    private static final Pattern XML_ENCODING =
            Pattern.compile("<\\?xml\\s[^<>]{0,200}?encoding\\s{0,5}=\\s{0,5}[\"']?([^\"'\\s?>]{1,40})");

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
            String text = WellFormedUtf8.text(bytes, 3)
                    .orElseGet(() -> new String(bytes, 3, bytes.length - 3, StandardCharsets.UTF_8));
            return new Decoded(text, StandardCharsets.UTF_8);
        }
        Optional<Charset> wide = wide(bytes);
        if (wide.isPresent()) {
            String text = new String(bytes, wide.get());
            return new Decoded(text.startsWith("\uFEFF") ? text.substring(1) : text, wide.get());
        }
        boolean ascii = WellFormedUtf8.endOfAscii(bytes, 0) == bytes.length;
        Optional<String> wellFormed = ascii ? Optional.empty() : WellFormedUtf8.text(bytes, 0);
        if (wellFormed.isPresent()) {
            return new Decoded(wellFormed.get(), StandardCharsets.UTF_8);
        }
        // Text that says UTF-16 in single bytes is not UTF-16.
        Optional<Charset> stated = declared.flatMap(EncodingLabels::charset)
                .or(() -> inText(bytes))
                .filter(charset ->
                        !charset.name().startsWith("UTF-16") && !charset.name().startsWith("UTF-32"));
        Charset charset =
                switch (ascii ? Evidence.ASCII : utf8(bytes)) {
                    case ASCII -> stated.orElse(StandardCharsets.UTF_8);
                    case UTF8 -> StandardCharsets.UTF_8;
                    case OTHER ->
                        stated.isEmpty()
                                ? guessed(bytes)
                                : stated.filter(named -> !named.equals(StandardCharsets.UTF_8))
                                        .orElse(WINDOWS_1252);
                };
        return new Decoded(new String(bytes, charset), charset);
    }

    /** UTF-16 and UTF-32, by their byte order mark or by where the zeros are that a text in them is full of. */
    private static Optional<Charset> wide(byte[] bytes) {
        if (startsWith(bytes, 0, 0, 0xFE, 0xFF) || startsWith(bytes, 0, 0, 0, '<')) {
            return Optional.of(Charset.forName("UTF-32BE"));
        }
        if (startsWith(bytes, 0xFF, 0xFE, 0, 0) || startsWith(bytes, '<', 0, 0, 0)) {
            return Optional.of(Charset.forName("UTF-32LE"));
        }
        if (startsWith(bytes, 0xFE, 0xFF)) {
            return Optional.of(StandardCharsets.UTF_16BE);
        }
        if (startsWith(bytes, 0xFF, 0xFE)) {
            return Optional.of(StandardCharsets.UTF_16LE);
        }
        int pairs = Math.min(bytes.length, ZEROS_WINDOW) / 2;
        int high = 0;
        int low = 0;
        for (int pair = 0; pair < pairs; pair++) {
            high += bytes[2 * pair] == 0 ? 1 : 0;
            low += bytes[2 * pair + 1] == 0 ? 1 : 0;
        }
        if (high * 2 > pairs && low * 10 < pairs) {
            return Optional.of(StandardCharsets.UTF_16BE);
        }
        return low * 2 > pairs && high * 10 < pairs ? Optional.of(StandardCharsets.UTF_16LE) : Optional.empty();
    }

    /** By the frequencies of letters; what is written in Latin letters is taken for windows-1252 unless another fits it better. */
    private static Charset guessed(byte[] bytes) {
        int first = 0;
        while (first < bytes.length && bytes[first] >= 0) {
            first++;
        }
        int from = Math.max(0, first - 1_000);
        CharsetMatch match = new CharsetDetector()
                .setText(Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + GUESS_WINDOW)))
                .detect();
        return match == null
                        || match.getConfidence() < CONFIDENT
                        || match.getName().startsWith("IBM4")
                ? WINDOWS_1252
                : EncodingLabels.charset(match.getName())
                        .filter(charset -> !charset.equals(StandardCharsets.UTF_8)
                                && !charset.name().startsWith("UTF-"))
                        .orElse(WINDOWS_1252);
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

    private static Optional<Charset> inText(byte[] bytes) {
        String head = new String(bytes, 0, Math.min(bytes.length, META_WINDOW), StandardCharsets.ISO_8859_1)
                .toLowerCase(Locale.ROOT);
        return inMeta(head).or(() -> {
            Matcher declaration = XML_ENCODING.matcher(head);
            return declaration.find() ? EncodingLabels.charset(declaration.group(1)) : Optional.empty();
        });
    }

    private static Optional<Charset> inMeta(String head) {
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
                return EncodingLabels.charset(head.substring(from, to));
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
}
