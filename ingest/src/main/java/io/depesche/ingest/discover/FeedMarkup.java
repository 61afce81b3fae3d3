package io.depesche.ingest.discover;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Entities;

/**
 * Makes markup that a forgiving parser reads as it was meant: CDATA sections become text, an ampersand that starts no reference
 * stands for itself, comments, document types and control characters go. Of a document type's entities only short plain ones are
 * replaced, once each place; others stay as they are written. Takes time by the length of the text alone.
 */
final class FeedMarkup {

    private static final int MAX_REFERENCE = 32;
    private static final int MAX_ENTITIES = 100;
    private static final int MAX_REPLACED = 1_000;
    private static final String SECTION = "<![CDATA[";
    private static final String SECTION_END = "]]>";
    private static final Pattern REFERENCE = Pattern.compile("&(?:#\\d{1,8}|#[xX]\\p{XDigit}{1,7}|([\\w.:-]{1,32}));");
    private static final Pattern ENTITY =
            Pattern.compile("<!ENTITY\\s+([\\w.:-]{1,32})\\s+(?:\"([^\"&%<]{0,200})\"|'([^'&%<]{0,200})')\\s*>");

    private final String text;
    private final int maxTags;
    private final StringBuilder plain;
    private final Map<String, String> entities = new HashMap<>();
    private int replaced;
    private int tags;
    private int at;
    /** Where the next end of a section or a comment is known to be missing, so that it is searched for once only. */
    private boolean noSectionEnd;

    private boolean noCommentEnd;

    private FeedMarkup(String text, int maxTags) {
        this.text = text;
        this.maxTags = maxTags;
        this.plain = new StringBuilder(text.length() + 64);
    }

    /** The text made readable; it ends before the tag that would be one too many. */
    static String repaired(String text, int maxTags) {
        return new FeedMarkup(text, maxTags).repaired();
    }

    private String repaired() {
        while (at < text.length()) {
            char character = text.charAt(at);
            if (character == '<') {
                if (!markup()) {
                    break;
                }
            } else if (character == '&') {
                reference();
            } else if (character == ']' && text.startsWith(SECTION_END, at)) {
                at += SECTION_END.length();
            } else {
                append(character);
                at++;
            }
        }
        return plain.toString();
    }

    private boolean markup() {
        if (text.startsWith(SECTION, at)) {
            section();
        } else if (text.startsWith("<!--", at)) {
            comment();
        } else if (text.startsWith("<!", at)) {
            declaration();
        } else {
            char next = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
            if (Character.isLetter(next) && ++tags > maxTags) {
                return false;
            }
            plain.append(Character.isLetter(next) || "/?:_".indexOf(next) >= 0 ? "<" : "&lt;");
            at++;
        }
        return true;
    }

    private void section() {
        int from = at + SECTION.length();
        int end = noSectionEnd ? -1 : text.indexOf(SECTION_END, from);
        noSectionEnd = end < 0;
        if (end < 0) {
            // Cut off or never closed: it can hardly reach beyond the element that it stands in.
            int close = text.indexOf("</", from);
            end = close < 0 ? text.length() : endOfElement(from, close);
            at = end;
        } else {
            at = end + SECTION_END.length();
        }
        for (int index = from; index < end; index++) {
            if (text.startsWith(SECTION, index)) {
                index += SECTION.length() - 1;
                continue;
            }
            switch (text.charAt(index)) {
                case '&' -> plain.append("&amp;");
                case '<' -> plain.append("&lt;");
                case '>' -> plain.append("&gt;");
                default -> append(text.charAt(index));
            }
        }
    }

    /** The end tag of the element whose start tag was the last one written. */
    private int endOfElement(int from, int otherwise) {
        int tag = plain.lastIndexOf("<");
        int end = tag + 1;
        while (tag >= 0
                && end < plain.length()
                && !Character.isWhitespace(plain.charAt(end))
                && plain.charAt(end) != '>') {
            end++;
        }
        int close = tag < 0 ? -1 : text.indexOf("</" + plain.substring(tag + 1, end), from);
        return close < 0 ? otherwise : close;
    }

    private void comment() {
        int end = noCommentEnd ? -1 : text.indexOf("-->", at + 4);
        noCommentEnd = end < 0;
        int close = end < 0 ? text.indexOf('>', at) : end + 2;
        at = close < 0 ? text.length() : close + 1;
    }

    private void declaration() {
        int end = text.indexOf('>', at);
        int subset = text.indexOf('[', at);
        if (end < 0) {
            at = text.length();
        } else if (subset < 0 || subset > end || !text.regionMatches(true, at, "<!DOCTYPE", 0, 9)) {
            at = end + 1;
        } else {
            int close = text.indexOf(']', subset);
            int last = close < 0 ? end : text.indexOf('>', close);
            int to = last < 0 ? text.length() : last + 1;
            Matcher entity = ENTITY.matcher(text).region(subset, to);
            while (entities.size() < MAX_ENTITIES && entity.find()) {
                entities.putIfAbsent(entity.group(1), entity.group(2) == null ? entity.group(3) : entity.group(2));
            }
            at = to;
        }
    }

    private void reference() {
        Matcher reference = REFERENCE.matcher(text).region(at, Math.min(text.length(), at + MAX_REFERENCE + 2));
        if (!reference.lookingAt()) {
            plain.append("&amp;");
            at++;
            return;
        }
        String name = reference.group(1);
        at = reference.end();
        if (name == null || Entities.isNamedEntity(name)) {
            plain.append(reference.group());
        } else if (entities.containsKey(name) && replaced++ < MAX_REPLACED) {
            plain.append(entities.get(name).replace(">", "&gt;"));
        } else {
            plain.append("&amp;").append(name).append(';');
        }
    }

    private void append(char character) {
        boolean control = character < ' ' && character != '\t' && character != '\n' && character != '\r';
        if (!control && character != '\uFFFE' && character != '\uFFFF') {
            plain.append(character);
        }
    }
}
