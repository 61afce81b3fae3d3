package io.depesche.ingest.discover;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a piece of a path between its hyphens, points and commas is. */
enum PathToken {
    WORD,
    YEAR,
    DATE,
    /** One or two digits. */
    FIGURE,
    /** Three or four digits. */
    SHORT_NUMBER,
    /** Five digits or more, as editorial systems count their articles. */
    NUMBER,
    /** Eight hexadecimal digits or more, both letters and figures. */
    HEX,
    /** Letters and figures mixed. */
    CODE;

    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}");
    private static final Pattern BREAK = Pattern.compile("[-_.,+~:;=!]|%[0-9a-f]{2}");
    private static final Pattern COUNTED = Pattern.compile("[a-z]++\\d{5,18}");
    private static final int DIGITS_OF_AN_ID = 5;
    private static final int LETTERS_OF_A_HEX = 8;
    private static final int LETTERS_OF_A_CODE = 5;

    /** The tokens of one segment in lower case, in their order. */
    static List<PathToken> of(String segment) {
        List<PathToken> tokens = new ArrayList<>();
        Matcher uuid = UUID.matcher(segment);
        int from = 0;
        while (uuid.find()) {
            add(segment.substring(from, uuid.start()), tokens);
            tokens.add(HEX);
            from = uuid.end();
        }
        add(segment.substring(from), tokens);
        return tokens;
    }

    private static void add(String text, List<PathToken> tokens) {
        String[] pieces = BREAK.split(text);
        for (int i = 0; i < pieces.length; i++) {
            boolean date =
                    i + 2 < pieces.length && isYear(pieces[i]) && isFigure(pieces[i + 1]) && isFigure(pieces[i + 2]);
            if (date) {
                tokens.add(DATE);
                i += 2;
            } else if (!pieces[i].isEmpty()) {
                tokens.add(one(pieces[i]));
            }
        }
    }

    boolean isId() {
        return this == NUMBER || this == HEX;
    }

    String written() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static PathToken one(String piece) {
        long digits = piece.chars().filter(PathToken::isDigit).count();
        int length = piece.length();
        if (digits == length) {
            return isYear(piece)
                    ? YEAR
                    : ArticlePaths.isDate(piece)
                            ? DATE
                            : length >= DIGITS_OF_AN_ID ? NUMBER : length > 2 ? SHORT_NUMBER : FIGURE;
        }
        if (digits == 0) {
            return WORD;
        }
        if (COUNTED.matcher(piece).matches()) {
            return NUMBER;
        }
        boolean hex = length >= LETTERS_OF_A_HEX && piece.chars().allMatch(c -> Character.digit(c, 16) >= 0);
        return hex ? HEX : length >= LETTERS_OF_A_CODE ? CODE : WORD;
    }

    private static boolean isYear(String piece) {
        return piece.length() == 4 && (piece.startsWith("19") || piece.startsWith("20")) && isFigures(piece);
    }

    private static boolean isFigure(String piece) {
        return (piece.length() == 1 || piece.length() == 2) && isFigures(piece);
    }

    private static boolean isFigures(String piece) {
        return piece.chars().allMatch(PathToken::isDigit);
    }

    private static boolean isDigit(int character) {
        return character >= '0' && character <= '9';
    }
}
