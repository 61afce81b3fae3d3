package io.depesche.enrich.step.amount;

import java.util.OptionalDouble;

/** Numbers in digits as German, Swiss and English texts write them: "1.250,5", "1'250.5", "1,250.5". */
final class DigitNumber {

    /** Numbers of more digits are no amounts. */
    private static final int MOST_DIGITS = 15;

    private static final int GROUP = 3;

    private DigitNumber() {}

    /**
     * The value of a token of digits, points and commas; absent where it is no number ("3.2.1", "04", "14:30").
     *
     * @param group the language's mark between groups of three digits
     */
    static OptionalDouble of(String token, char group) {
        char decimal = group == '.' ? ',' : '.';
        StringBuilder plain = new StringBuilder();
        int sinceMark = 0;
        int groups = 0;
        boolean fraction = false;
        for (int index = 0; index < token.length(); index++) {
            char sign = token.charAt(index);
            if (sign >= '0' && sign <= '9') {
                plain.append(sign);
                sinceMark++;
            } else if (sign == group && !fraction && isGroup(token, index, groups == 0 ? 1 : GROUP, sinceMark)) {
                groups++;
                sinceMark = 0;
            } else if ((sign == decimal || (sign == '.' && groups == 0)) && !fraction && sinceMark > 0) {
                fraction = true;
                plain.append('.');
                sinceMark = 0;
            } else {
                return OptionalDouble.empty();
            }
            if (plain.length() > MOST_DIGITS) {
                return OptionalDouble.empty();
            }
        }
        boolean padded = plain.length() > 1 && plain.charAt(0) == '0' && plain.charAt(1) != '.';
        boolean whole = sinceMark > 0 && !padded;
        return whole ? OptionalDouble.of(Double.parseDouble(plain.toString())) : OptionalDouble.empty();
    }

    /** Whether a mark parts groups: up to three digits before it, and three after. */
    private static boolean isGroup(String token, int mark, int least, int before) {
        if (before < least || before > GROUP || mark + GROUP >= token.length()) {
            return false;
        }
        for (int index = mark + 1; index <= mark + GROUP; index++) {
            if (!isDigit(token.charAt(index))) {
                return false;
            }
        }
        return mark + GROUP + 1 == token.length() || !isDigit(token.charAt(mark + GROUP + 1));
    }

    static boolean isDigit(char sign) {
        return sign >= '0' && sign <= '9';
    }

    /** Whether a token is a group of three digits. */
    static boolean isGroup(String token) {
        return token.length() == GROUP
                && isDigit(token.charAt(0))
                && isDigit(token.charAt(1))
                && isDigit(token.charAt(2));
    }
}
