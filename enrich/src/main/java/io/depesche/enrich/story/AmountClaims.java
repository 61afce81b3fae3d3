package io.depesche.enrich.story;

import io.depesche.contracts.record.Amount;
import io.depesche.contracts.record.Claim;
import io.depesche.contracts.record.ClaimKind;
import io.depesche.contracts.record.DateTag;
import io.depesche.contracts.record.Field;
import io.depesche.contracts.record.Interval;
import io.depesche.contracts.record.TaggedArticle;
import io.depesche.contracts.record.TimexType;
import io.depesche.enrich.step.Spans;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The claims that the amounts of an article make, and the magnitude of a quake. */
final class AmountClaims {

    /** What the claim on the strength of a quake is about. */
    static final String MAGNITUDE = "magnitude";

    private static final Set<String> TOLLS = Set.of("dead", "injured", "missing", "arrested", "evacuated", "rescued");
    private static final Set<String> SHARES = Set.of("1", "pp");
    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");
    private static final Pattern DAYS = Pattern.compile("P\\d+[DWMY]");
    private static final Pattern NOUN = Pattern.compile("\\p{L}{3,}");
    private static final Pattern MAGNITUDE_WITH_FRACTION =
            Pattern.compile("(?:magnitude-)?(\\d[.,]\\d)(?:-magnitude)?");

    /** So many words around an amount are looked at. */
    private static final int NEAR = 4;

    private static final int CONTEXTS = 4;

    /** Dates of so many days before publication and more are of other events. */
    private static final int PAST_DAYS = 60;

    private final TaggedArticle tagged;
    private final ClaimText text;
    private final ClaimWords words;

    AmountClaims(TaggedArticle tagged, ClaimText text, ClaimWords words) {
        this.tagged = tagged;
        this.text = text;
        this.words = words;
    }

    /** In reading order; of one thing there may be several. */
    List<Claim> claims() {
        List<Claim> claims = new ArrayList<>();
        Set<Integer> otherTimes = linesOfOtherTimes();
        for (Amount amount : tagged.getAmounts()) {
            text.at(amount.getField(), amount.getStart(), amount.getEnd())
                    .filter(place -> !otherTimes.contains(place.line().number()))
                    .filter(this::isMeant)
                    .flatMap(place -> claim(amount, place))
                    .ifPresent(claims::add);
        }
        magnitude().ifPresent(claims::add);
        return claims;
    }

    /** Sentences that tell of a time long before the article, or add up what happened over some time. */
    private Set<Integer> linesOfOtherTimes() {
        Set<Integer> lines = new HashSet<>();
        LocalDateTime earliest = LocalDateTime.ofInstant(tagged.getArticle().getCrawled(), ZoneOffset.UTC)
                .minusDays(PAST_DAYS);
        for (DateTag date : tagged.getDates()) {
            boolean past = date.getInterval()
                    .flatMap(Interval::getLatest)
                    .filter(latest -> latest.isBefore(earliest))
                    .isPresent();
            text.at(date.getField(), date.getStart(), date.getEnd())
                    .filter(place -> past || isSpan(date, place))
                    .ifPresent(place -> lines.add(place.line().number()));
        }
        return lines;
    }

    private boolean isSpan(DateTag date, ClaimText.Place place) {
        return (date.getType() == TimexType.DURATION
                        && DAYS.matcher(date.getValue()).matches())
                || words.has(ClaimRole.SINCE, place.words(), place.first() - 1);
    }

    /** Whether an amount is all there is of something, and said to be so. */
    private boolean isMeant(ClaimText.Place place) {
        return !words.hasWithin(ClaimRole.UNSURE, place.words(), clauseStart(place), clauseEnd(place));
    }

    private static boolean endsClause(String word) {
        return word.length() == 1 && ",;:()–—".contains(word);
    }

    private static int clauseStart(ClaimText.Place place) {
        int from = place.first();
        while (from > 0 && !endsClause(place.words().get(from - 1))) {
            from--;
        }
        return from;
    }

    private static int clauseEnd(ClaimText.Place place) {
        int to = place.last() + 1;
        while (to < place.words().size() && !endsClause(place.words().get(to))) {
            to++;
        }
        return to;
    }

    private Optional<Claim> claim(Amount amount, ClaimText.Place place) {
        boolean toll = TOLLS.contains(amount.getUnit());
        if (isPart(amount, place) || SHARES.contains(amount.getUnit())) {
            return Optional.empty();
        }
        return toll ? toll(amount, place) : other(amount, place);
    }

    private boolean isPart(Amount amount, ClaimText.Place place) {
        // "Three are still missing" tells of all.
        boolean all = amount.getUnit().equals("missing");
        int from = Math.max(clauseStart(place), place.first() - NEAR);
        int to = Math.min(clauseEnd(place), place.last() + NEAR);
        return (!all && words.hasWithin(ClaimRole.PART, place.words(), from, to)) || isOfAll(place);
    }

    /** "14 of the 208 people on board were hurt" does not say that 208 were. */
    private static boolean isOfAll(ClaimText.Place place) {
        int before = place.first() - 1;
        List<String> words = place.words();
        return before >= 1
                && (words.get(before).equals("der")
                        || (words.get(before).equals("the")
                                && words.get(before - 1).equals("of")));
    }

    private Optional<Claim> toll(Amount amount, ClaimText.Place place) {
        String about = amount.getUnit();
        Optional<String> noun = amount.getWhat().map(AmountClaims::lastWord);
        if (noun.isPresent() && !words.has(ClaimRole.WHOLE, List.of(noun.get()), 0)) {
            about += " " + noun.get().toLowerCase(Locale.ROOT);
        }
        if (about.startsWith("injured")) {
            about = words.hasWithin(ClaimRole.SEVERE, place.words(), place.first(), clauseEnd(place))
                    ? about + " severely"
                    : words.hasWithin(ClaimRole.SLIGHT, place.words(), place.first(), clauseEnd(place))
                            ? about + " slightly"
                            : about;
        }
        return Optional.of(claim(amount, about, List.of(), place));
    }

    private static String lastWord(String what) {
        return what.substring(what.lastIndexOf(' ') + 1);
    }

    private Optional<Claim> other(Amount amount, ClaimText.Place place) {
        boolean money = CURRENCY.matcher(amount.getUnit()).matches();
        boolean counted = !money && amount.getWhat().isPresent();
        if (counted && (!NOUN.matcher(amount.getUnit()).matches() || countsMore(place))) {
            return Optional.empty();
        }
        Optional<String> topic = counted ? Optional.empty() : words.nearest(ClaimRole.TOPIC, place);
        if (topic.isPresent()) {
            return Optional.of(claim(amount, amount.getUnit() + " " + topic.get(), List.of(), place));
        }
        boolean specific = counted
                && !words.has(
                        ClaimRole.GENERIC,
                        List.of(amount.getWhat().map(AmountClaims::lastWord).orElseThrow()),
                        0);
        List<String> near = words.contextOf(place, CONTEXTS, nameIn(place));
        List<String> contexts = specific ? near : pairsOf(near);
        return contexts.isEmpty() ? Optional.empty() : Optional.of(claim(amount, amount.getUnit(), contexts, place));
    }

    /** "40 players and coaches": the number counts others as well. */
    private boolean countsMore(ClaimText.Place place) {
        int next = place.last() + 1;
        List<String> tokens = place.words();
        return words.has(ClaimRole.AND, tokens, next)
                && next + 1 < tokens.size()
                && tagged.getAmounts().stream()
                        .noneMatch(amount -> amount.getField() == place.line().field()
                                && amount.getStart() == place.line().start(next + 1));
    }

    private IntPredicate nameIn(ClaimText.Place place) {
        Field field = place.line().field();
        Spans names = Spans.ofMentions(tagged.getEntities(), field, kind -> true);
        return token -> names.overlap(place.line().start(token), place.line().end(token));
    }

    /** Two words at a time, so that claims which share one share two words. */
    private static List<String> pairsOf(List<String> near) {
        List<String> sorted = near.stream().sorted().toList();
        List<String> pairs = new ArrayList<>();
        for (int first = 0; first < sorted.size(); first++) {
            for (String second : sorted.subList(first + 1, sorted.size())) {
                pairs.add(sorted.get(first) + " " + second);
            }
        }
        return pairs;
    }

    private Claim claim(Amount amount, String about, List<String> contexts, ClaimText.Place place) {
        return text.claim(
                        ClaimKind.AMOUNT,
                        about,
                        plain(amount.getValue()),
                        place,
                        amount.getStart(),
                        amount.getEnd(),
                        amount.getExact())
                .setContexts(contexts)
                .setNumber(amount.getValue())
                .setMod(amount.getMod().orElse(null))
                .build();
    }

    private static String plain(double number) {
        return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }

    /** The first magnitude of a quake that stands there with a fraction. */
    private Optional<Claim> magnitude() {
        return text.lines().stream().flatMap(line -> magnitudeIn(line).stream()).findFirst();
    }

    private Optional<Claim> magnitudeIn(ClaimText.Line line) {
        List<String> tokens = line.sentence().words();
        for (int at = 0; at < tokens.size(); at++) {
            Matcher number = MAGNITUDE_WITH_FRACTION.matcher(tokens.get(at));
            if (number.matches()
                    && (number.group().length() > number.group(1).length() || namesMagnitude(tokens, at))) {
                double value = Double.parseDouble(number.group(1).replace(',', '.'));
                return Optional.of(
                        text.claim(ClaimKind.AMOUNT, MAGNITUDE, plain(value), new ClaimText.Place(line, at, at))
                                .setNumber(value)
                                .build());
            }
        }
        return Optional.empty();
    }

    private boolean namesMagnitude(List<String> tokens, int at) {
        for (int before = Math.max(0, at - 2); before < at; before++) {
            if (words.value(ClaimRole.TOPIC, tokens, before)
                    .filter(MAGNITUDE::equals)
                    .isPresent()) {
                return true;
            }
        }
        return false;
    }
}
