package io.depesche.enrich.step.date;

import java.util.Arrays;
import java.util.Optional;

/**
 * The words, numbers and marks of one text with what each can mean. Indexes count words, numbers and marks alike; asking beyond either
 * end is allowed and finds nothing.
 */
final class Words {

    /** Numbers longer than this are no part of any date. */
    private static final int DIGITS = 6;

    private final String text;
    private final String language;
    private int count;
    private int[] from;
    private int[] to;
    /** The number's value, or -1 for words and marks, or -2 for numbers that are too long. */
    private int[] number;

    private Meanings[] meanings;
    private int[] sentence;

    private Words(String text, String language) {
        this.text = text;
        this.language = language;
        int capacity = text.length() / 4 + 16;
        from = new int[capacity];
        to = new int[capacity];
        number = new int[capacity];
        meanings = new Meanings[capacity];
        sentence = new int[capacity];
    }

    /** Splits a text. Costs one pass. */
    static Words of(String text, Lexicon lexicon) {
        Words words = new Words(text, lexicon.language());
        int at = 0;
        int sentence = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            int end = endOfWord(text, at);
            if (c == '\n') {
                sentence++;
            }
            if (!isSpace(c)) {
                words.add(at, end, Character.isLetter(c) ? lexicon.meanings(text, at, end) : Meanings.NONE, sentence);
                if (words.endsSentence(words.count - 1)) {
                    sentence++;
                }
            }
            at = end;
        }
        return words;
    }

    /** Where the word, number or mark that starts at an index ends. */
    static int endOfWord(String text, int at) {
        char c = text.charAt(at);
        int end = at + 1;
        if (isDigit(c)) {
            while (end < text.length() && isDigit(text.charAt(end))) {
                end++;
            }
        } else if (Character.isLetter(c)) {
            while (end < text.length() && isInner(text.charAt(end))) {
                end++;
            }
        } else if (Character.isHighSurrogate(c) && end < text.length() && Character.isLowSurrogate(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isInner(char c) {
        return Character.isLetter(c) || Character.getType(c) == Character.NON_SPACING_MARK || c == '\u00ad';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isSpace(char c) {
        return Character.isWhitespace(c) || c == '\u00a0' || c == '\u202f' || c == '\u2009' || c == '\u200b';
    }

    private void add(int start, int end, Meanings meaning, int inSentence) {
        if (count == from.length) {
            int capacity = count * 2;
            from = Arrays.copyOf(from, capacity);
            to = Arrays.copyOf(to, capacity);
            number = Arrays.copyOf(number, capacity);
            meanings = Arrays.copyOf(meanings, capacity);
            sentence = Arrays.copyOf(sentence, capacity);
        }
        from[count] = start;
        to[count] = end;
        number[count] = numberOf(start, end);
        meanings[count] = meaning;
        sentence[count] = inSentence;
        count++;
    }

    private int numberOf(int start, int end) {
        if (!isDigit(text.charAt(start))) {
            return -1;
        }
        if (end - start > DIGITS) {
            return -2;
        }
        int value = 0;
        for (int index = start; index < end; index++) {
            value = value * 10 + text.charAt(index) - '0';
        }
        return value;
    }

    /** A full stop ends a sentence unless it follows a number or an abbreviation. */
    private boolean endsSentence(int index) {
        char c = text.charAt(from[index]);
        if (c == '!' || c == '?') {
            return true;
        }
        if (c != '.' || index == 0) {
            return false;
        }
        int length = to[index - 1] - from[index - 1];
        boolean shortWord = length == 2 && Character.isLowerCase(text.charAt(from[index - 1])) && !is(index - 1, "ca");
        boolean beforeNumber = to[index] + 1 < text.length() && isDigit(text.charAt(to[index] + 1)) && length <= 4;
        boolean afterWord =
                Character.isLetter(text.charAt(from[index - 1])) && (length > 2 || shortWord) && !beforeNumber;
        boolean afterYear = number[index - 1] > 31 || text.charAt(to[index - 1] - 1) == ')';
        return (afterWord || afterYear || isQuote(text.charAt(to[index - 1] - 1))) && nextIsSpace(index);
    }

    private static boolean isQuote(char c) {
        return c == '"' || c == '“' || c == '”' || c == '«' || c == '»' || c == '\'' || c == '’';
    }

    private boolean nextIsSpace(int index) {
        return to[index] >= text.length() || isSpace(text.charAt(to[index])) || isQuote(text.charAt(to[index]));
    }

    /** BCP 47 language of the word lists that gave the words their roles. */
    String language() {
        return language;
    }

    int count() {
        return count;
    }

    private boolean inside(int index) {
        return index >= 0 && index < count;
    }

    /** UTF-16 index where the word starts. */
    int from(int index) {
        return from[index];
    }

    /** UTF-16 index one past the word. */
    int to(int index) {
        return to[index];
    }

    /** Number of the sentence that the word stands in. */
    int sentence(int index) {
        return sentence[index];
    }

    /** Whether two words stand in one sentence; beyond the text none does. */
    boolean sameSentence(int left, int right) {
        return inside(left) && inside(right) && sentence[left] == sentence[right];
    }

    /** The word as written; empty beyond the text. */
    String word(int index) {
        return inside(index) ? text.substring(from[index], to[index]) : "";
    }

    /** The written text of several words. */
    String between(int first, int end) {
        return text.substring(from[first], to[end - 1]);
    }

    /** Value of a number of up to six digits, -1 for anything else. */
    int number(int index) {
        return inside(index) ? Math.max(-1, number[index]) : -1;
    }

    /** How many digits or letters the word has. */
    int length(int index) {
        return inside(index) ? to[index] - from[index] : 0;
    }

    /** Whether the word is made of digits, however many. */
    boolean isNumber(int index) {
        return inside(index) && number[index] != -1;
    }

    /** Whether the word is one certain mark. */
    boolean is(int index, char mark) {
        return inside(index) && text.charAt(from[index]) == mark && to[index] == from[index] + 1;
    }

    /** Whether the word is a dash that can join two ends of a range. */
    boolean isDash(int index) {
        return is(index, '-') || is(index, '\u2011') || is(index, '–') || is(index, '—');
    }

    /** Whether the word is a dash that follows the word before it without a space. */
    boolean isHyphen(int index) {
        return isDash(index) && isGlued(index);
    }

    /**
     * Whether words are part of a name or a compound: "Herr Freitag", "Mai-Ausflug"; not where the hyphen leads to another word of the same
     * role, as in "Mai-Juni".
     */
    boolean isInName(int first, int end, Role role) {
        return has(first - 1, Role.NAME_TITLE) || (isHyphen(end) && isWord(end + 1) && !has(end + 1, role));
    }

    /** Whether the word is made of letters. */
    boolean isWord(int index) {
        return inside(index) && Character.isLetter(text.charAt(from[index]));
    }

    boolean isCapitalised(int index) {
        return inside(index) && Character.isUpperCase(text.charAt(from[index]));
    }

    boolean isLowerCase(int index) {
        return inside(index) && Character.isLowerCase(text.charAt(from[index]));
    }

    /** Whether the word follows the one before it without a space. */
    boolean isGlued(int index) {
        return inside(index) && inside(index - 1) && from[index] == to[index - 1];
    }

    /** Whether the word has any role at all. */
    boolean hasSenses(int index) {
        return inside(index) && !meanings[index].isEmpty();
    }

    /** The roles that a word has, alone or with those after it. */
    RoleBits roles(int index) {
        return inside(index) ? meanings[index].roles() : Meanings.NONE.roles();
    }

    /** The sense of a word in a role, the longest group of words first. */
    Optional<Sense> sense(int index, Role role) {
        int found = find(index, role);
        return found < 0 ? Optional.empty() : Optional.of(meanings[index].get(found));
    }

    /** Whether the word, alone or with those after it, has a role. */
    boolean has(int index, Role role) {
        return find(index, role) >= 0;
    }

    /** Whether the word has a role with a certain value. */
    boolean has(int index, Role role, String value) {
        if (!roles(index).has(role)) {
            return false;
        }
        Meanings all = meanings[index];
        for (int candidate = 0; candidate < all.count(); candidate++) {
            Sense sense = all.get(candidate);
            if (sense.role() == role && sense.value().equals(value) && continues(index, sense)) {
                return true;
            }
        }
        return false;
    }

    private int find(int index, Role role) {
        if (!roles(index).has(role)) {
            return -1;
        }
        Meanings all = meanings[index];
        for (int candidate = 0; candidate < all.count(); candidate++) {
            if (all.get(candidate).role() == role && continues(index, all.get(candidate))) {
                return candidate;
            }
        }
        return -1;
    }

    /** Whether the word is spelled in a certain way, case included. */
    boolean is(int index, String spelling) {
        return length(index) == spelling.length() && text.startsWith(spelling, from[index]);
    }

    boolean startsWith(int index, String start) {
        return length(index) >= start.length() && text.startsWith(start, from[index]);
    }

    boolean endsWith(int index, String ending) {
        return length(index) >= ending.length() && text.startsWith(ending, to[index] - ending.length());
    }

    /** Whether a group of letters stands somewhere in the word after its first two. */
    boolean holdsInside(int index, String letters) {
        for (int at = from[index] + 2; at + letters.length() <= to[index]; at++) {
            if (text.startsWith(letters, at)) {
                return true;
            }
        }
        return false;
    }

    private boolean continues(int index, Sense sense) {
        for (int offset = 0; offset < sense.rest().size(); offset++) {
            String wanted = sense.rest().get(offset);
            int other = index + 1 + offset;
            if (!inside(other)
                    || to[other] - from[other] != wanted.length()
                    || !text.regionMatches(true, from[other], wanted, 0, wanted.length())) {
                return false;
            }
        }
        return true;
    }
}
