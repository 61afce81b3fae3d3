package io.depesche.enrich.step.amount;

import io.depesche.enrich.step.Vocabulary;
import io.depesche.enrich.step.Vocabulary.Phrase;
import io.depesche.enrich.step.entity.Sentence;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** Reads numbers in digits and words with their scales: "1.250,5", "26 000", "zweiundzwanzig", "half a million", "zwei Drittel". */
final class Numerals {

    private static final int LONGEST_WORD = 60;

    /** "einund…" and "zweitausend" have more letters. */
    private static final int SHORTEST_COMPOUND = 8;

    private static final int MOST_SCALES = 2;

    private static final Set<AmountRole> STARTING = EnumSet.of(
            AmountRole.NUMBER, AmountRole.ONE, AmountRole.HALF, AmountRole.HALF_OF, AmountRole.QUARTER_SCALE);

    private final Vocabulary<AmountRole> words;
    private final boolean german;

    Numerals(Vocabulary<AmountRole> words, boolean german) {
        this.words = words;
        this.german = german;
    }

    /** Whether a number can start with a word; costs little and is false for most words. */
    boolean canStart(String token) {
        return DigitNumber.isDigit(token.charAt(0))
                || words.canStart(STARTING, token)
                || token.indexOf('-') > 0
                || (german
                        && token.length() > SHORTEST_COMPOUND
                        && (token.contains("und") || token.contains("tausend")));
    }

    /** The number that starts at a token. */
    Optional<Numeral> at(Sentence sentence, List<String> tokens, int at) {
        String token = tokens.get(at);
        if (DigitNumber.isDigit(token.charAt(0))) {
            return digits(sentence, tokens, at).map(number -> scaled(tokens, number));
        }
        Optional<Numeral> special = half(tokens, at).or(() -> fraction(tokens, at));
        return special.isPresent() ? special : spelled(tokens, at).map(number -> scaled(tokens, number));
    }

    private Optional<Numeral> digits(Sentence sentence, List<String> tokens, int at) {
        char group = german ? '.' : ',';
        OptionalDouble first = DigitNumber.of(tokens.get(at), group);
        if (first.isEmpty()) {
            return Optional.empty();
        }
        double value = first.getAsDouble();
        int end = at + 1;
        boolean open = tokens.get(at).length() <= 3 && value >= 1;
        while (open && end < tokens.size()) {
            boolean apostrophe = end + 1 < tokens.size() && isGroupMark(sentence, tokens, end);
            int next = apostrophe ? end + 1 : end;
            open = DigitNumber.isGroup(tokens.get(next))
                    && sentence.start(next) - sentence.end(end - 1) == 1
                    && end - at < 8;
            if (open) {
                value = value * 1000 + Double.parseDouble(tokens.get(next));
                end = next + 1;
            }
        }
        return Optional.of(new Numeral(value, at, end, Numeral.Kind.PLAIN));
    }

    /** The Swiss mark between groups. */
    private static boolean isGroupMark(Sentence sentence, List<String> tokens, int at) {
        String mark = tokens.get(at);
        return (mark.equals("'") || mark.equals("’"))
                && sentence.start(at) == sentence.end(at - 1)
                && sentence.start(at + 1) == sentence.end(at);
    }

    /** "eine halbe Million", "half a million"; and "Viertelmillion". */
    private Optional<Numeral> half(List<String> tokens, int at) {
        int from = words.has(AmountRole.ONE, tokens, at) ? at + 1 : at;
        Optional<Phrase<AmountRole>> quarter = words.at(AmountRole.QUARTER_SCALE, tokens, from);
        if (quarter.isPresent()) {
            return Optional.of(new Numeral(quarter.get().number(), at, from + 1, Numeral.Kind.SCALED));
        }
        return words.at(AmountRole.HALF, tokens, from).flatMap(half -> {
            int end = from + half.size();
            return words.at(AmountRole.SCALE, tokens, end)
                    .map(scale -> new Numeral(0.5, at, end, Numeral.Kind.PLAIN).times(scale.number(), end + 1));
        });
    }

    /** "zwei Drittel", "two-thirds", "ein Viertel", "a third of", "die Hälfte". */
    private Optional<Numeral> fraction(List<String> tokens, int at) {
        Optional<Phrase<AmountRole>> half = words.at(AmountRole.HALF_OF, tokens, at);
        if (half.isPresent() && (german || isOf(tokens, at + 1))) {
            return share(half.get().number(), at, at + half.get().size());
        }
        String token = tokens.get(at);
        int hyphen = token.indexOf('-');
        if (hyphen > 0 && token.length() < LONGEST_WORD) {
            List<String> parts = List.of(token.substring(0, hyphen), token.substring(hyphen + 1));
            OptionalDouble count = small(parts.get(0));
            return count.isEmpty()
                    ? Optional.empty()
                    : words.at(AmountRole.FRACTION, parts, 1)
                            .flatMap(part -> share(count.getAsDouble() / part.number(), at, at + 1));
        }
        OptionalDouble count = words.has(AmountRole.ONE, tokens, at) ? OptionalDouble.of(1) : small(token);
        return count.isEmpty()
                ? Optional.empty()
                : words.at(AmountRole.FRACTION, tokens, at + 1)
                        .filter(part -> german || isOf(tokens, at + 2))
                        .flatMap(part -> share(count.getAsDouble() / part.number(), at, at + 2));
    }

    private static boolean isOf(List<String> tokens, int at) {
        return at < tokens.size() && tokens.get(at).equals("of");
    }

    private static Optional<Numeral> share(double value, int first, int end) {
        return value <= 1 ? Optional.of(new Numeral(value, first, end, Numeral.Kind.SHARE)) : Optional.empty();
    }

    /** A number with the scales that follow it. */
    Numeral scaled(List<String> tokens, Numeral number) {
        Numeral found = number;
        for (int scales = 0; scales < MOST_SCALES; scales++) {
            Optional<Phrase<AmountRole>> scale = words.at(AmountRole.SCALE, tokens, found.end());
            if (scale.isEmpty() || isUnitToo(tokens, found.end())) {
                return found;
            }
            found = found.times(scale.get().number(), found.end() + 1);
        }
        return found;
    }

    /** "m" is metres unless it is glued to a sum of money, which is read elsewhere. */
    private boolean isUnitToo(List<String> tokens, int at) {
        return words.has(AmountRole.UNIT, tokens, at);
    }

    private Optional<Numeral> spelled(List<String> tokens, int at) {
        Optional<Phrase<AmountRole>> phrase = words.at(AmountRole.NUMBER, tokens, at);
        if (phrase.isPresent() && (phrase.get().size() > 1 || tokens.get(at).indexOf('-') > 0)) {
            return Optional.of(
                    new Numeral(phrase.get().number(), at, at + phrase.get().size(), Numeral.Kind.PLAIN));
        }
        if (words.has(AmountRole.ONE, tokens, at) || words.has(AmountRole.ONE_OF_UNITS, tokens, at)) {
            return Optional.of(new Numeral(1, at, at + 1, Numeral.Kind.ONE))
                    .map(one -> german ? one : english(tokens, at).orElse(one));
        }
        if (german) {
            OptionalDouble value = compound(tokens.get(at));
            return value.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Numeral(value.getAsDouble(), at, at + 1, Numeral.Kind.PLAIN));
        }
        return english(tokens, at);
    }

    /** "one hundred and twenty-five", "two thousand three hundred"; larger scales are left to {@link #scaled}. */
    private Optional<Numeral> english(List<String> tokens, int at) {
        double total = 0;
        double current = 0;
        int end = at;
        boolean article = words.has(AmountRole.ONE, tokens, at);
        if (article) {
            current = 1;
            end++;
        }
        boolean scaleSeen = false;
        while (end < tokens.size()) {
            String token = tokens.get(end);
            OptionalDouble small = small(token);
            Optional<Phrase<AmountRole>> scale = words.at(AmountRole.SCALE, tokens, end);
            boolean fits = small.isPresent() && (current == 0 || current % (small.getAsDouble() < 10 ? 10 : 100) == 0);
            if (fits && !(article && !scaleSeen)) {
                current += small.getAsDouble();
                end++;
            } else if (scale.isPresent() && current > 0 && current < 1000 && isSpelledScale(token)) {
                scaleSeen = true;
                current *= scale.get().number();
                if (scale.get().number() == 1000) {
                    total += current;
                    current = 0;
                }
                end++;
            } else if (scaleSeen
                    && token.equals("and")
                    && end + 1 < tokens.size()
                    && small(tokens.get(end + 1)).isPresent()) {
                end++;
            } else {
                break;
            }
        }
        double value = total + current;
        boolean one = value == 1 && end == at + 1;
        return end == at || (article && one) || (article && !scaleSeen)
                ? Optional.empty()
                : Optional.of(new Numeral(value, at, end, kindOf(value, one)));
    }

    private static Numeral.Kind kindOf(double value, boolean one) {
        if (one) {
            return Numeral.Kind.ONE;
        }
        return value >= 1000 ? Numeral.Kind.SCALED : Numeral.Kind.PLAIN;
    }

    private static boolean isSpelledScale(String token) {
        return token.equalsIgnoreCase("hundred") || token.equalsIgnoreCase("thousand");
    }

    /** A number word up to ninety-nine. */
    private OptionalDouble small(String token) {
        if (token.length() > LONGEST_WORD) {
            return OptionalDouble.empty();
        }
        int hyphen = token.indexOf('-');
        if (hyphen > 0 && !german) {
            OptionalDouble tens = word(token.substring(0, hyphen));
            OptionalDouble ones = word(token.substring(hyphen + 1));
            boolean fits = tens.isPresent() && ones.isPresent() && tens.getAsDouble() >= 20 && ones.getAsDouble() < 10;
            return fits ? OptionalDouble.of(tens.getAsDouble() + ones.getAsDouble()) : OptionalDouble.empty();
        }
        return german ? compound(token) : word(token);
    }

    private OptionalDouble word(String token) {
        return words.at(AmountRole.NUMBER, List.of(token), 0)
                .map(phrase -> OptionalDouble.of(phrase.number()))
                .orElse(OptionalDouble.empty());
    }

    /** "dreitausendfünfhundertzweiundzwanzig". */
    private OptionalDouble compound(String token) {
        if (token.length() > LONGEST_WORD) {
            return OptionalDouble.empty();
        }
        OptionalDouble whole = word(token);
        return whole.isPresent() ? whole : parts(token.toLowerCase(Locale.ROOT), "tausend", 1000);
    }

    private OptionalDouble parts(String token, String scale, int factor) {
        int at = token.indexOf(scale);
        if (at < 0) {
            return factor == 1000 ? parts(token, "hundert", 100) : belowHundred(token);
        }
        OptionalDouble left = at == 0 ? OptionalDouble.of(1) : lower(token.substring(0, at), factor);
        String rest = token.substring(at + scale.length());
        OptionalDouble right = rest.isEmpty() ? OptionalDouble.of(0) : lower(withoutAnd(rest), factor);
        return left.isPresent() && right.isPresent()
                ? OptionalDouble.of(left.getAsDouble() * factor + right.getAsDouble())
                : OptionalDouble.empty();
    }

    private OptionalDouble lower(String token, int factor) {
        return factor == 1000 ? parts(token, "hundert", 100) : belowHundred(token);
    }

    private static String withoutAnd(String token) {
        return token.startsWith("und") ? token.substring("und".length()) : token;
    }

    private OptionalDouble belowHundred(String token) {
        OptionalDouble whole = word(token);
        int and = token.indexOf("und");
        if (whole.isPresent() || and <= 0) {
            return whole;
        }
        OptionalDouble ones = word(token.substring(0, and));
        OptionalDouble tens = word(token.substring(and + "und".length()));
        boolean fits = ones.isPresent() && tens.isPresent() && ones.getAsDouble() < 10 && tens.getAsDouble() >= 20;
        return fits ? OptionalDouble.of(ones.getAsDouble() + tens.getAsDouble()) : OptionalDouble.empty();
    }
}
