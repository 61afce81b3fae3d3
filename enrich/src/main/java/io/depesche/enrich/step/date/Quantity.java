package io.depesche.enrich.step.date;

import java.util.Optional;

/**
 * How many: "drei", "26 000", "2,5", "anderthalb", "ein paar", "a couple of".
 *
 * @param amount the number as TIMEX3 writes it, "X" where it is vague
 * @param end index one past the last word
 */
record Quantity(String amount, int end) {

    private static final int LONGEST_NUMBER = 5;

    static Optional<Quantity> at(Words words, int at) {
        if (words.isNumber(at)) {
            return digits(words, at);
        }
        Optional<Sense> halves = words.sense(at, Role.HALVES);
        if (halves.isPresent()) {
            return Optional.of(
                    new Quantity(halves.get().value(), at + halves.get().words()));
        }
        Optional<Sense> vague = words.sense(at, Role.VAGUE);
        if (vague.isPresent()) {
            return Optional.of(new Quantity("X", at + vague.get().words()));
        }
        Optional<Sense> number = words.sense(at, Role.NUMBER);
        return number.map(found -> afterNumber(words, at, found));
    }

    private static Quantity afterNumber(Words words, int at, Sense number) {
        int end = at + number.words();
        Optional<Sense> vague = words.sense(end, Role.VAGUE);
        if (number.number() == 1 && vague.isPresent()) {
            return new Quantity("X", end + vague.get().words());
        }
        Optional<Sense> half = words.sense(end, Role.HALVES);
        if (number.number() == 1 && half.isPresent()) {
            return new Quantity(half.get().value(), end + half.get().words());
        }
        return new Quantity(String.valueOf(number.number()), end);
    }

    private static Optional<Quantity> digits(Words words, int at) {
        int number = words.number(at);
        boolean inWord = words.isGlued(at)
                && (words.isWord(at - 1)
                        || words.is(at - 1, '.')
                        || words.is(at - 1, ',')
                        || words.is(at - 1, '/')
                        || words.is(at - 1, ':'));
        if (number < 0 || words.length(at) > LONGEST_NUMBER || inWord) {
            return Optional.empty();
        }
        boolean decimal =
                (words.is(at + 1, ',') || words.is(at + 1, '.')) && words.isGlued(at + 1) && words.isGlued(at + 2);
        if (decimal && words.isNumber(at + 2)) {
            int fraction = words.number(at + 2);
            if (words.length(at + 2) == 3) {
                return Optional.of(new Quantity(String.valueOf(number * 1000 + fraction), at + 3));
            }
            return Optional.of(new Quantity(number + "." + words.word(at + 2), at + 3));
        }
        boolean thousands = words.length(at) <= 3 && words.length(at + 1) == 3 && words.isNumber(at + 1);
        if (thousands) {
            return Optional.of(new Quantity(String.valueOf(number * 1000 + words.number(at + 1)), at + 2));
        }
        return Optional.of(new Quantity(String.valueOf(number), at + 1));
    }

    boolean isWhole() {
        return !isVague() && amount.indexOf('.') < 0;
    }

    boolean isVague() {
        return amount.equals("X");
    }
}
