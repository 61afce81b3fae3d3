package io.depesche.enrich.step.entity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Cuts news text into sentences of tokens, in one pass. A hyphen compound is one token ("US-Regierung"), as is an abbreviation with
 * its full stop ("Dr.", "U.S."); an English possessive is a token of its own ("'s"); so is every sign. No token holds
 * white space or parts a surrogate pair.
 */
public final class Tokenizer {

    /** A longer sentence, as in tables and noise, is cut so that no step needs more memory than this many tokens. */
    static final int MOST_TOKENS = 300;

    private static final int LONGEST_ABBREVIATION = 12;

    private final Set<String> abbreviations;

    /** The tokenizer of a language, "de" or "en". */
    public static Tokenizer of(String language) {
        return new Tokenizer(NewsLanguage.abbreviationsOf(language));
    }

    /** @param abbreviations lower-case words whose full stop ends no sentence, without the full stop */
    public Tokenizer(Set<String> abbreviations) {
        this.abbreviations = Set.copyOf(abbreviations);
    }

    /** The sentences of a text in reading order. A line break always ends one. */
    public List<Sentence> sentencesOf(String text) {
        return sentences(text, tokens(text));
    }

    private int[] tokens(String text) {
        int[] bounds = new int[Math.max(16, text.length() / 2)];
        int used = 0;
        int at = 0;
        while (at < text.length()) {
            int sign = text.codePointAt(at);
            if (isBlank(sign)) {
                at += Character.charCount(sign);
                continue;
            }
            int end = isWordPart(sign) ? endOfWord(text, at) : endOfSign(text, at, sign);
            if (used + 2 > bounds.length) {
                bounds = Arrays.copyOf(bounds, bounds.length * 2);
            }
            bounds[used++] = at;
            bounds[used++] = end;
            at = end;
        }
        return Arrays.copyOf(bounds, used);
    }

    private static boolean isBlank(int sign) {
        return Character.isWhitespace(sign)
                || Character.isSpaceChar(sign)
                || Character.isISOControl(sign)
                || Character.getType(sign) == Character.FORMAT;
    }

    private static boolean isWordPart(int sign) {
        if (sign < 128) {
            return (sign >= '0' && sign <= '9')
                    || (sign >= 'a' && sign <= 'z')
                    || (sign >= 'A' && sign <= 'Z')
                    || sign == '_';
        }
        return switch (Character.getType(sign)) {
            case Character.UPPERCASE_LETTER,
                    Character.LOWERCASE_LETTER,
                    Character.TITLECASE_LETTER,
                    Character.MODIFIER_LETTER,
                    Character.OTHER_LETTER,
                    Character.NON_SPACING_MARK,
                    Character.COMBINING_SPACING_MARK,
                    Character.ENCLOSING_MARK,
                    Character.DECIMAL_DIGIT_NUMBER,
                    Character.LETTER_NUMBER,
                    Character.OTHER_NUMBER -> true;
            default -> false;
        };
    }

    /** A run of one and the same sign is one token ("...", "!!!"), except where each sign stands for itself. */
    private static int endOfSign(String text, int start, int sign) {
        int width = Character.charCount(sign);
        int end = start + width;
        if (sign == '.' || sign == '!' || sign == '?' || sign == '-' || sign == '*' || sign == '=') {
            while (end < text.length() && text.charAt(end) == sign) {
                end++;
            }
        }
        // "'s" and "’s" after a name.
        if ((sign == '\'' || sign == '’')
                && end < text.length()
                && (text.charAt(end) == 's' || text.charAt(end) == 'S')
                && start > 0
                && isWordPart(text.codePointBefore(start))
                && !wordPartAt(text, end + 1)) {
            end++;
        }
        return end;
    }

    private static boolean wordPartAt(String text, int index) {
        return index < text.length() && isWordPart(text.codePointAt(index));
    }

    private int endOfWord(String text, int start) {
        int segment = start;
        boolean dotted = false;
        int at = start;
        while (at < text.length()) {
            int sign = text.codePointAt(at);
            if (isWordPart(sign)) {
                at += Character.charCount(sign);
            } else if (joins(text, segment, at, sign)) {
                dotted |= sign == '.';
                at++;
                segment = at;
            } else {
                break;
            }
        }
        return at < text.length() && text.charAt(at) == '.' && isAbbreviation(text, start, at, dotted) ? at + 1 : at;
    }

    /** Whether the sign between two word parts holds them together. */
    private static boolean joins(String text, int segment, int at, int sign) {
        if (!wordPartAt(text, at + 1)) {
            return false;
        }
        char before = text.charAt(at - 1);
        char after = text.charAt(at + 1);
        return switch (sign) {
            case '-', '\u2010', '\u2011' -> true;
            case '\'', '’' ->
                Character.isLetter(after) && !((after == 's' || after == 'S') && !wordPartAt(text, at + 2));
            case '&' -> Character.isUpperCase(before) && Character.isUpperCase(after);
            case ',', ':' -> isDigit(before) && isDigit(after);
            case '.' -> at - segment == 1 || (isDigit(before) && isDigit(after)) || Character.isLowerCase(after);
            default -> false;
        };
    }

    private static boolean isDigit(char sign) {
        return sign >= '0' && sign <= '9';
    }

    private boolean isAbbreviation(String text, int start, int end, boolean dotted) {
        if (end + 1 < text.length() && text.charAt(end + 1) == '.') {
            return false;
        }
        if (end - start == 1) {
            return Character.isUpperCase(text.charAt(start));
        }
        if (end - start > LONGEST_ABBREVIATION) {
            return false;
        }
        boolean endsInLetter =
                Character.isLetter(text.charAt(end - 1)) && !Character.isLetter(text.codePointBefore(end - 1));
        return (dotted && endsInLetter)
                || abbreviations.contains(text.substring(start, end).toLowerCase(Locale.ROOT));
    }

    private static List<Sentence> sentences(String text, int[] bounds) {
        List<Sentence> sentences = new ArrayList<>();
        int first = 0;
        for (int token = 0; token < bounds.length; token += 2) {
            int next = token + 2;
            if (next == bounds.length || next - first >= 2 * MOST_TOKENS || endsAfter(text, bounds, token)) {
                sentences.add(new Sentence(text, Arrays.copyOfRange(bounds, first, next)));
                first = next;
            }
        }
        return sentences;
    }

    /** Whether a sentence ends between the token at {@code token} and the next. */
    private static boolean endsAfter(String text, int[] bounds, int token) {
        int end = bounds[token + 1];
        int next = bounds[token + 2];
        if (hasLineBreak(text, end, next)) {
            return true;
        }
        if (end == next || Character.isLowerCase(text.codePointAt(next))) {
            return false;
        }
        int stop = token;
        while (stop > 0 && isClosing(text.charAt(bounds[stop])) && bounds[stop - 1] == bounds[stop]) {
            stop -= 2;
        }
        char mark = text.charAt(bounds[stop]);
        if (mark == '!' || mark == '?' || mark == '…') {
            return true;
        }
        return mark == '.' && !isOrdinal(text, bounds, stop);
    }

    private static boolean hasLineBreak(String text, int from, int to) {
        for (int at = from; at < to; at++) {
            char sign = text.charAt(at);
            if (sign == '\n' || sign == '\r' || sign == '\u2028' || sign == '\u2029') {
                return true;
            }
        }
        return false;
    }

    private static boolean isClosing(char sign) {
        return sign == '"'
                || sign == '“'
                || sign == '”'
                || sign == '’'
                || sign == '\''
                || sign == '«'
                || sign == '»'
                || sign == ')'
                || sign == ']'
                || sign == '‘';
    }

    /** "3." as in "3. Mai": a number of at most two digits straight before the full stop. */
    private static boolean isOrdinal(String text, int[] bounds, int stop) {
        if (stop == 0 || bounds[stop - 1] != bounds[stop]) {
            return false;
        }
        int start = bounds[stop - 2];
        int length = bounds[stop - 1] - start;
        return length <= 2 && isDigit(text.charAt(start)) && isDigit(text.charAt(start + length - 1));
    }
}
