package io.depesche.ingest.discover;

import java.io.IOException;
import java.io.Reader;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jsoup.parser.Parser;

/**
 * Goes through the tags of markup of any length, sound or not, in the memory of one tag. Attributes, comments, document types and
 * processing instructions are passed over, nothing that they declare is expanded; an ampersand may stand for itself.
 */
final class SitemapScanner {

    private static final int MAX_NAME = 100;
    private static final int MAX_TEXT = 10_000;
    private static final Pattern BARE = Pattern.compile("&(?!(?:#\\d{1,8}|#[xX]\\p{XDigit}{1,7}|\\w{1,32});)");

    private final Reader reader;
    private final StringBuilder text = new StringBuilder();
    private int ahead = -2;
    private String prefix = "";
    private String name = "";
    private boolean end;

    /**
     * @param reader buffered; left open
     */
    SitemapScanner(Reader reader) {
        this.reader = reader;
    }

    /** Goes to the next tag, if there is one. */
    boolean next() throws IOException {
        text.setLength(0);
        for (int character = read(); character >= 0; character = read()) {
            if (character != '<') {
                append((char) character);
            } else if (tag()) {
                return true;
            }
        }
        return false;
    }

    /** The prefix of the tag's name, in lower case; empty where there is none. */
    String prefix() {
        return prefix;
    }

    /** The tag's name without its prefix, in lower case. */
    String name() {
        return name;
    }

    /** Whether it is an end tag. */
    boolean isEnd() {
        return end;
    }

    /** The text between the tag before and this one, references replaced; empty where it is longer than any value. */
    String text() {
        if (text.length() >= MAX_TEXT) {
            return "";
        }
        String plain = text.toString();
        return plain.indexOf('&') < 0
                ? plain.strip()
                : Parser.unescapeEntities(BARE.matcher(plain).replaceAll("&amp;"), true)
                        .strip();
    }

    private boolean tag() throws IOException {
        int next = peek();
        if (next == '!') {
            read();
            declaration();
            return false;
        }
        if (next == '?') {
            skip("?>");
            return false;
        }
        if (next != '/' && !Character.isLetter(next)) {
            append('<');
            return false;
        }
        end = next == '/';
        StringBuilder tag = new StringBuilder();
        boolean inName = true;
        for (int character = read(); character >= 0 && character != '>'; character = read()) {
            inName = inName && !Character.isWhitespace(character) && tag.length() < MAX_NAME;
            if (inName && character != '/') {
                tag.append((char) character);
            }
        }
        String full = tag.toString().toLowerCase(Locale.ROOT);
        int colon = full.indexOf(':');
        prefix = colon < 0 ? "" : full.substring(0, colon);
        name = full.substring(colon + 1);
        return true;
    }

    private void declaration() throws IOException {
        if (peek() == '-') {
            read();
            if (peek() == '-') {
                skip("-->");
                return;
            }
        } else if (peek() == '[') {
            skip("[");
            skip("[");
            section();
            return;
        }
        boolean subset = false;
        for (int character = read(); character >= 0 && (subset || character != '>'); character = read()) {
            subset = character == '[' || (subset && character != ']');
        }
    }

    private void section() throws IOException {
        int brackets = 0;
        for (int character = read(); character >= 0; character = read()) {
            if (character == '>' && brackets >= 2) {
                text.setLength(Math.max(0, text.length() - 2));
                return;
            }
            brackets = character == ']' ? brackets + 1 : 0;
            append((char) character);
            if (character == '&') {
                "amp;".chars().forEach(escape -> append((char) escape));
            }
        }
    }

    /** Goes behind the next place where the mark stands, which begins with no part of itself but its first character. */
    private void skip(String mark) throws IOException {
        int matched = 0;
        for (int character = read(); character >= 0; character = read()) {
            if (character == mark.charAt(matched)) {
                matched++;
                if (matched == mark.length()) {
                    return;
                }
            } else if (!(matched == 2 && character == '-' && mark.equals("-->"))) {
                matched = character == mark.charAt(0) ? 1 : 0;
            }
        }
    }

    private void append(char character) {
        if (text.length() < MAX_TEXT) {
            text.append(character);
        }
    }

    private int read() throws IOException {
        int character = peek();
        ahead = -2;
        return character;
    }

    private int peek() throws IOException {
        if (ahead == -2) {
            ahead = reader.read();
        }
        return ahead;
    }
}
