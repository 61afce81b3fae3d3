package io.depesche.enrich.step.amount;

import io.depesche.enrich.step.Vocabulary;
import io.depesche.enrich.step.Vocabulary.Phrase;
import io.depesche.enrich.step.entity.Sentence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Reads the amounts of one sentence from left to right. A number is an amount only with a currency, a unit or something counted. */
final class AmountReader {

    private static final int LONGEST_MODIFIER = 4;

    private static final int LONGEST_SYMBOL = 2;

    private static final double MANY = 10;

    /** Weather is told in degrees up to here; above, degrees are angles. */
    private static final double HOTTEST = 60;

    private static final String SHARE = "1";

    private static final Optional<String> LEAST = Optional.of("EQUAL_OR_MORE");

    private static final Optional<String> MOST = Optional.of("EQUAL_OR_LESS");

    private final Vocabulary<AmountRole> words;
    private final Numerals numerals;
    private final CountedNouns nouns;
    private final Toll toll;
    private final boolean german;

    AmountReader(Vocabulary<AmountRole> words, CountedNouns nouns, boolean german) {
        this.words = words;
        this.numerals = new Numerals(words, german);
        this.nouns = nouns;
        this.toll = new Toll(words, german);
        this.german = german;
    }

    /** A number with all that stands to it: tokens from {@code first} to {@code end}, the number up to {@code numberEnd}. */
    private record Measure(int first, int numberEnd, int end, double value, String unit, Optional<String> what) {

        Measure withUnit(String other) {
            return new Measure(first, numberEnd, end, value, other, what);
        }
    }

    /** A sentence in reading. */
    private record Reading(String text, Sentence sentence, List<String> tokens, List<Found> found) {

        void add(Measure measure, Optional<String> mod) {
            found.add(new Found(
                    sentence.start(measure.first()),
                    sentence.end(measure.numberEnd() - 1),
                    sentence.end(measure.end() - 1),
                    measure.value(),
                    measure.unit(),
                    mod,
                    measure.what()));
        }

        Optional<String> textOf(int from, int end) {
            return Optional.of(text.substring(sentence.start(from), sentence.end(end - 1)));
        }
    }

    /** The amounts in reading order. */
    List<Found> amountsIn(Sentence sentence, String text) {
        Reading reading = new Reading(text, sentence, sentence.words(), new ArrayList<>());
        int at = 0;
        while (at < sentence.size()) {
            boolean number = numerals.canStart(reading.tokens().get(at)) && !isMarked(reading, at);
            at = number ? readAt(reading, at) : at + 1;
        }
        return reading.found();
    }

    /** Adds the amounts that start at a token; returns where to read on. */
    private int readAt(Reading reading, int at) {
        Optional<Numeral> numeral = numeralAt(reading, at);
        if (numeral.isEmpty()) {
            return isDigits(reading, at) ? readWord(reading, at) : at + 1;
        }
        Optional<Measure> measure = measure(reading, numeral.get());
        if (measure.isPresent()) {
            reading.add(measure.get(), modifier(reading.tokens(), measure.get()));
            return measure.get().end();
        }
        return readRange(reading, numeral.get());
    }

    private static boolean isDigits(Reading reading, int at) {
        return DigitNumber.isDigit(reading.tokens().get(at).charAt(0));
    }

    /** Whether the token belongs to a name or another number: "§ 14", "#5", "24/7". */
    private boolean isMarked(Reading reading, int at) {
        if (at == 0) {
            return false;
        }
        if (words.before(AmountRole.LABEL, reading.tokens(), at, LONGEST_SYMBOL).isPresent()) {
            return true;
        }
        String before = reading.tokens().get(at - 1);
        boolean glued = reading.sentence().end(at - 1) == reading.sentence().start(at);
        return glued && isDigits(reading, at) && before.length() == 1 && "#/.,:'’&_*=@".indexOf(before.charAt(0)) >= 0;
    }

    private Optional<Numeral> numeralAt(Reading reading, int at) {
        return at >= reading.tokens().size()
                ? Optional.empty()
                : numerals.at(reading.sentence(), reading.tokens(), at).or(() -> scaledWord(reading.tokens(), at));
    }

    /** "20bn", "5m" of money or of something counted: number and scale in one word. */
    private Optional<Numeral> scaledWord(List<String> tokens, int at) {
        return inWord(AmountRole.SCALE, tokens.get(at))
                .filter(word -> isMoney(tokens, at)
                        || nouns.after(tokens, at + 1, false).isPresent())
                .map(word -> new Numeral(word.value(), at, at + 1, Numeral.Kind.PLAIN)
                        .times(word.phrase().number(), at + 1));
    }

    private record NumberWord(double value, Phrase<AmountRole> phrase) {}

    /** A word of digits and letters that has a role. */
    private Optional<NumberWord> inWord(AmountRole role, String token) {
        int letter = endOfDigits(token);
        if (letter == 0 || letter == token.length()) {
            return Optional.empty();
        }
        OptionalDouble value = number(token.substring(0, letter));
        return value.isEmpty()
                ? Optional.empty()
                : words.at(role, List.of(token.substring(letter)), 0)
                        .map(phrase -> new NumberWord(value.getAsDouble(), phrase));
    }

    private OptionalDouble number(String digits) {
        return DigitNumber.of(digits, german ? '.' : ',');
    }

    private static int endOfDigits(String token) {
        int end = 0;
        while (end < token.length()
                && (DigitNumber.isDigit(token.charAt(end)) || token.charAt(end) == '.' || token.charAt(end) == ',')) {
            end++;
        }
        return end;
    }

    /** "500kg" and "10-15 Prozent". */
    private int readWord(Reading reading, int at) {
        String token = reading.tokens().get(at);
        Optional<NumberWord> unit = inWord(AmountRole.UNIT, token);
        if (unit.isPresent()) {
            int sign = isMinus(reading.tokens(), at) ? -1 : 1;
            Measure measure = new Measure(
                    sign < 0 ? at - 1 : at,
                    at + 1,
                    at + 1,
                    sign * unit.get().value(),
                    unit.get().phrase().value(),
                    Optional.empty());
            reading.add(measure, modifier(reading.tokens(), measure));
            return at + 1;
        }
        int hyphen = endOfDigits(token);
        if (hyphen == 0 || hyphen == token.length() || token.charAt(hyphen) != '-') {
            return at + 1;
        }
        OptionalDouble low = number(token.substring(0, hyphen));
        OptionalDouble high = number(token.substring(hyphen + 1));
        if (low.isEmpty() || high.isEmpty() || low.getAsDouble() >= high.getAsDouble()) {
            return at + 1;
        }
        Numeral end =
                numerals.scaled(reading.tokens(), new Numeral(high.getAsDouble(), at, at + 1, Numeral.Kind.PLAIN));
        Optional<Measure> measure = measure(reading, end);
        measure.ifPresent(
                found -> addHyphenated(reading, found, low.getAsDouble() * end.value() / high.getAsDouble(), hyphen));
        return measure.map(Measure::end).orElse(at + 1);
    }

    private static void addHyphenated(Reading reading, Measure high, double low, int hyphen) {
        Sentence sentence = reading.sentence();
        int number = high.numberEnd() - 1;
        int start = sentence.start(high.first());
        int middle = sentence.start(high.first()) + hyphen;
        if (!isDigits(reading, high.first())) {
            return;
        }
        reading.found().add(new Found(start, middle, middle, low, high.unit(), LEAST, high.what()));
        reading.found()
                .add(new Found(
                        middle + 1,
                        sentence.end(number),
                        sentence.end(high.end() - 1),
                        high.value(),
                        high.unit(),
                        MOST,
                        high.what()));
    }

    private boolean isMoney(List<String> tokens, int at) {
        return words.before(AmountRole.CURRENCY, tokens, at, LONGEST_SYMBOL).isPresent()
                || words.has(AmountRole.CURRENCY, tokens, at + 1);
    }

    /** "zwei bis drei Tote": the first end borrows what stands to the second. Returns where to read on. */
    private int readRange(Reading reading, Numeral low) {
        List<String> tokens = reading.tokens();
        Optional<Phrase<AmountRole>> joint = words.at(AmountRole.RANGE, tokens, low.end());
        if (joint.isEmpty() || !isOpened(tokens, joint.get(), low.first())) {
            return low.end();
        }
        int start = low.end() + joint.get().size();
        Optional<Numeral> second = numeralAt(reading, start);
        Optional<Measure> high = second.flatMap(number -> measure(reading, number));
        boolean step = joint.get().value().equals("STEP")
                || (!german
                        && words.before(AmountRole.STEP_FROM, tokens, low.first(), 1)
                                .isPresent());
        if (high.isEmpty() || (!step && high.get().value() <= low.value())) {
            return low.end();
        }
        double value = low.value() * (low.kind() == Numeral.Kind.PLAIN ? scaleOf(tokens, second.get()) : 1);
        Measure first = new Measure(
                low.first(),
                low.end(),
                low.end(),
                value,
                high.get().unit(),
                high.get().what());
        reading.add(first, step ? Optional.empty() : LEAST);
        reading.add(high.get(), step ? Optional.empty() : MOST);
        return high.get().end();
    }

    /** Whether a word that joins ends of a range in company only has its company: "zwischen 3 und 5", "von 3 auf 5". */
    private boolean isOpened(List<String> tokens, Phrase<AmountRole> joint, int low) {
        return switch (joint.value()) {
            case "AND" -> words.before(AmountRole.BETWEEN, tokens, low, 1).isPresent();
            case "STEP" -> words.before(AmountRole.STEP_FROM, tokens, low, 1).isPresent();
            default -> true;
        };
    }

    /** The scale in the last word of a number: it holds for both ends of a range ("2 bis 3 Millionen"). */
    private double scaleOf(List<String> tokens, Numeral number) {
        return number.kind() == Numeral.Kind.SCALED && number.end() - number.first() > 1
                ? words.at(AmountRole.SCALE, tokens, number.end() - 1)
                        .map(Phrase::number)
                        .orElse(1.0)
                : 1;
    }

    /** The token where an amount starts: a sign of currency before its number belongs to it. */
    private int firstOf(List<String> tokens, int number) {
        return number
                - words.before(AmountRole.CURRENCY, tokens, number, LONGEST_SYMBOL)
                        .filter(currency -> isSign(tokens, number))
                        .map(Phrase::size)
                        .orElse(0);
    }

    /** Whether a sign or a code of a currency, not a word for one, stands before a number. */
    private static boolean isSign(List<String> tokens, int number) {
        String sign = tokens.get(number - 1);
        return !Character.isLetter(sign.codePointAt(0))
                || sign.equals("Fr.")
                || sign.equals("Rs")
                || (sign.length() == 3 && Character.isUpperCase(sign.charAt(1)));
    }

    private Optional<Measure> measure(Reading reading, Numeral numeral) {
        List<String> tokens = reading.tokens();
        int first = firstOf(tokens, numeral.first());
        if (first < numeral.first()) {
            return words.at(AmountRole.CURRENCY, tokens, first)
                    .map(currency -> new Measure(
                            first, numeral.end(), numeral.end(), numeral.value(), currency.value(), Optional.empty()));
        }
        return isRatio(tokens, numeral)
                ? Optional.empty()
                : unit(tokens, numeral).or(() -> counted(reading, numeral));
    }

    /** "zwei von drei Kindern": the second number counts nothing. */
    private boolean isRatio(List<String> tokens, Numeral numeral) {
        int of = numeral.first() - 1;
        return of > 0
                && words.has(AmountRole.RATIO, tokens, of)
                && (words.has(AmountRole.NUMBER, tokens, of - 1)
                        || DigitNumber.isDigit(tokens.get(of - 1).charAt(0)))
                && numeral.value() <= MANY;
    }

    private Optional<Measure> unit(List<String> tokens, Numeral numeral) {
        int at = numeral.end();
        boolean article =
                numeral.kind() == Numeral.Kind.ONE && !german && words.has(AmountRole.ONE, tokens, numeral.first());
        if (at >= tokens.size() || article || words.has(AmountRole.TIME, tokens, at)) {
            return Optional.empty();
        }
        return as(AmountRole.CURRENCY, tokens, numeral, 1)
                .or(() -> numeral.kind() == Numeral.Kind.SCALED
                        ? as(AmountRole.SCALED_CURRENCY, tokens, numeral, 1)
                        : Optional.empty())
                .or(() -> as(AmountRole.SUBUNIT, tokens, numeral, 0.01))
                .or(() -> as(AmountRole.UNIT, tokens, numeral, 1))
                .or(() -> as(AmountRole.BASIS_POINT, tokens, numeral, 0.01))
                .or(() -> as(AmountRole.DEGREE, tokens, numeral, 1).map(this::degrees));
    }

    private Optional<Measure> as(AmountRole role, List<String> tokens, Numeral numeral, double factor) {
        boolean minus =
                words.before(AmountRole.MINUS, tokens, numeral.first(), 1).isPresent();
        return words.at(role, tokens, numeral.end())
                .filter(phrase -> !isRate(tokens, numeral.end() + phrase.size()))
                .map(phrase -> new Measure(
                        minus ? numeral.first() - 1 : numeral.first(),
                        numeral.end(),
                        numeral.end() + phrase.size(),
                        numeral.value() * (minus ? -factor : factor),
                        phrase.value(),
                        Optional.empty()));
    }

    /** "270 g/kWh": a unit of its own, which is not known. */
    private static boolean isRate(List<String> tokens, int at) {
        return at < tokens.size() && tokens.get(at).equals("/");
    }

    private boolean isMinus(List<String> tokens, int number) {
        return words.has(AmountRole.MINUS, tokens, number - 1);
    }

    /** German news tells the weather in degrees without saying which. */
    private Measure degrees(Measure measure) {
        return german && Math.abs(measure.value()) <= HOTTEST ? measure.withUnit("Cel") : measure;
    }

    private Optional<Measure> counted(Reading reading, Numeral numeral) {
        int end = numeral.end();
        if (numeral.kind() == Numeral.Kind.SHARE) {
            return Optional.of(new Measure(numeral.first(), end, end, numeral.value(), SHARE, Optional.empty()));
        }
        boolean one = numeral.kind() == Numeral.Kind.ONE;
        int subject = numeral.first()
                - modifierBefore(reading.tokens(), numeral.first(), numeral.value())
                        .map(Phrase::size)
                        .orElse(0);
        Optional<CountedNouns.Counted> noun = nouns.after(reading.tokens(), end, one);
        if (noun.isPresent()) {
            return counted(reading, numeral, noun.get(), subject);
        }
        return one ? Optional.empty() : withoutNoun(reading, numeral, subject);
    }

    private Optional<Measure> counted(Reading reading, Numeral numeral, CountedNouns.Counted noun, int subject) {
        int end = noun.head() + 1;
        Optional<String> unit = toll.said(reading.tokens(), numeral.end(), end);
        if (unit.isEmpty() && toll.isPeople(reading.tokens(), noun.head())) {
            unit = words.has(AmountRole.INCLUDING, reading.tokens(), subject - 1)
                    ? tollBefore(reading)
                    : toll.befell(reading.tokens(), subject, end);
        }
        return numeral.kind() == Numeral.Kind.ONE && unit.isEmpty()
                ? Optional.empty()
                : Optional.of(new Measure(
                        numeral.first(),
                        numeral.end(),
                        end,
                        numeral.value(),
                        unit.orElse(noun.lemma()),
                        reading.textOf(numeral.end(), end)));
    }

    /** "Fünf Menschen starben, darunter zwei Kinder": what befell some of those counted before. */
    private static Optional<String> tollBefore(Reading reading) {
        int last = reading.found().size() - 1;
        return last < 0
                ? Optional.empty()
                : Optional.of(reading.found().get(last).unit()).filter(Toll.UNITS::contains);
    }

    /** "Zwei weitere wurden verletzt", "300 injured", "die Zahl der Toten stieg auf 300". */
    private Optional<Measure> withoutNoun(Reading reading, Numeral numeral, int subject) {
        List<String> tokens = reading.tokens();
        int end = numeral.end();
        int others =
                end + words.at(AmountRole.OTHERS, tokens, end).map(Phrase::size).orElse(0);
        Optional<Phrase<AmountRole>> said = german ? Optional.empty() : words.at(AmountRole.TOLL, tokens, others);
        if (said.isPresent()) {
            int last = others + said.get().size();
            return Optional.of(new Measure(
                    numeral.first(), end, last, numeral.value(), said.get().value(), reading.textOf(end, last)));
        }
        boolean verb = others > end || words.has(AmountRole.FATE, tokens, end) || words.has(AmountRole.BE, tokens, end);
        Optional<String> unit =
                verb ? toll.befell(tokens, subject, others) : toll.total(tokens, subject, numeral.end());
        return unit.map(found -> new Measure(numeral.first(), end, others, numeral.value(), found, Optional.empty()));
    }

    private Optional<String> modifier(List<String> tokens, Measure measure) {
        return words.at(AmountRole.MODIFIER_AFTER, tokens, measure.end())
                .or(() -> modifierBefore(tokens, measure.first(), measure.what().isEmpty() ? MANY : measure.value()))
                .map(Phrase::value);
    }

    private Optional<Phrase<AmountRole>> modifierBefore(List<String> tokens, int first, double value) {
        return words.before(AmountRole.MODIFIER, tokens, first, LONGEST_MODIFIER)
                .or(() -> value >= MANY
                        ? words.before(AmountRole.MODIFIER_OF_MANY, tokens, first, LONGEST_MODIFIER)
                        : Optional.empty());
    }
}
