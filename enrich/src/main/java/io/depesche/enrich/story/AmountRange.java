package io.depesche.enrich.story;

/**
 * The numbers that an amount may mean.
 *
 * @param stated the number that is stated
 * @param exact whether nothing is said of how it is meant
 */
record AmountRange(double stated, double lowest, double highest, boolean exact) {

    /** How far "about" reaches, as a share. */
    private static final double ABOUT = 0.1;

    /** A number is rounded to another at most so far away, as a share. */
    private static final double ROUNDED = 0.1;

    /** Smaller whole numbers are counted, not rounded. */
    private static final double COUNTED = 100;

    /** @param mod as of amounts, empty where the number is meant as it stands */
    static AmountRange of(double number, String mod) {
        double margin = Math.abs(number) * ABOUT;
        return switch (mod) {
            case "" -> new AmountRange(number, number, number, true);
            case "MORE_THAN", "EQUAL_OR_MORE" -> new AmountRange(number, number, Double.POSITIVE_INFINITY, false);
            case "LESS_THAN", "EQUAL_OR_LESS" -> new AmountRange(number, Double.NEGATIVE_INFINITY, number, false);
            default -> new AmountRange(number, number - margin, number + margin, false);
        };
    }

    /** Whether one number can be meant by both; rounding is no difference. */
    boolean agrees(AmountRange other) {
        boolean overlap = lowest <= other.highest && other.lowest <= highest;
        return overlap || isRounded(stated, other.stated) || isRounded(other.stated, stated);
    }

    private static boolean isRounded(double rounded, double number) {
        boolean counted = Math.abs(number) < COUNTED && number == Math.rint(number);
        if (counted || rounded == 0 || Math.abs(rounded - number) > Math.abs(number) * ROUNDED) {
            return false;
        }
        double step = stepOf(rounded);
        return Math.abs(rounded - number) <= step / 2;
    }

    /** The unit of a number's last digit that is not zero: 100 of 300, 0.1 of 4.5. */
    private static double stepOf(double number) {
        double step = Math.pow(10, Math.floor(Math.log10(Math.abs(number))));
        for (int digit = 0; digit < 6; digit++) {
            double steps = number / step;
            if (Math.abs(steps - Math.rint(steps)) < 1e-6) {
                return step;
            }
            step /= 10;
        }
        return step;
    }
}
