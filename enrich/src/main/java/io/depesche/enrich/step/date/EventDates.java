package io.depesche.enrich.step.date;

import io.depesche.contracts.record.Field;
import io.depesche.contracts.record.TimexType;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tells which of an article's dates is that of the event it reports of. Reporters name the event's day early, near the day they write, as a
 * day rather than a month, in a clause whose tense lies on the same side, and more than once. Collects the dates of one article in
 * reading order, then scores each.
 */
final class EventDates {

    /** What place, repetition and tense add up to, where the kind of date and its distance allow an event at all. */
    private static final double PLACE = 0.5;

    /** What the first sentence of the body counts beside headline and lead. */
    private static final double BODY = 0.8;

    private static final double REPEATED = 0.3;
    private static final double TENSE = 0.2;
    /** Days after which the weight of a past or a future date has halved: what is announced may lie farther away. */
    private static final double PAST_HALF_LIFE = 5;

    private static final double FUTURE_HALF_LIFE = 30;
    /** "seit Montag" is a background more often than the event. */
    private static final double SINCE = 0.5;

    private record Mention(
            double place, double kind, Resolved resolved, LocalDate day, Direction tense, boolean since) {}

    private final Optional<LocalDateTime> published;
    private final List<Optional<Mention>> mentions = new ArrayList<>();
    private final Map<LocalDate, Integer> repeated = new HashMap<>();

    EventDates(Optional<LocalDateTime> published) {
        this.published = published;
    }

    /** Takes the next date of the article. */
    void add(Field field, Words words, Expression expression, Resolved resolved) {
        Optional<LocalDate> day = resolved.earliest().map(LocalDateTime::toLocalDate);
        double kind = kindOf(resolved);
        if (published.isEmpty() || day.isEmpty() || kind == 0) {
            mentions.add(Optional.empty());
            return;
        }
        repeated.merge(day.get(), 1, Integer::sum);
        mentions.add(Optional.of(new Mention(
                placeOf(field, words.sentence(expression.first())),
                kind,
                resolved,
                day.get(),
                Tense.around(words, expression),
                words.has(expression.first() - 1, Role.PREPOSITION, "SINCE"))));
    }

    /** The score of the date that was added at an index, 0 to 1. */
    double score(int index) {
        return mentions.get(index).map(this::score).orElse(0.0);
    }

    /** Whether a date lies wholly after the publication date. */
    boolean isFuture(int index) {
        return mentions.get(index)
                .flatMap(mention -> mention.resolved().earliest())
                .filter(start -> !start.isBefore(
                        published.orElseThrow().toLocalDate().plusDays(1).atStartOfDay()))
                .isPresent();
    }

    private double score(Mention mention) {
        double times = repeated.getOrDefault(mention.day(), 1);
        double sum = PLACE * mention.place() + REPEATED * (1 - 1 / times) + TENSE * agreement(mention);
        return sum * mention.kind() * nearness(mention) * (mention.since() ? SINCE : 1);
    }

    /** Headline and lead say what happened; in the body each sentence says it less likely. */
    private static double placeOf(Field field, int sentence) {
        return switch (field) {
            case HEADLINE, LEAD -> 1;
            case BODY -> BODY / (1 + 0.25 * sentence);
        };
    }

    /** Days and times are dates of events, months and longer periods seldom; lengths and sets never. */
    private static double kindOf(Resolved resolved) {
        if (resolved.type() == TimexType.DURATION
                || resolved.type() == TimexType.SET
                || resolved.latest().isEmpty()) {
            return 0;
        }
        long days = ChronoUnit.DAYS.between(
                resolved.earliest().orElse(LocalDateTime.MIN).toLocalDate(),
                resolved.latest().orElseThrow().toLocalDate());
        return days <= 1 ? 1 : days <= 7 ? 0.6 : days <= 31 ? 0.3 : days <= 366 ? 0.1 : 0;
    }

    private double agreement(Mention mention) {
        LocalDate today = published.orElseThrow().toLocalDate();
        boolean ahead = mention.day().isAfter(today);
        return switch (mention.tense()) {
            case PAST -> ahead ? 0 : 1;
            case FUTURE -> ahead ? 1 : 0;
            case UNKNOWN -> 0.5;
        };
    }

    private double nearness(Mention mention) {
        long days = ChronoUnit.DAYS.between(published.orElseThrow().toLocalDate(), mention.day());
        return Math.pow(0.5, days < 0 ? -days / PAST_HALF_LIFE : days / FUTURE_HALF_LIFE);
    }
}
