package io.depesche.enrich.step.date;

import java.util.List;
import java.util.Optional;

/** Calendar periods counted from the publication date or the text: "vergangene Woche", "dieses Jahr", "the weekend", "am nächsten Tag", "Jahresende". */
final class PeriodPhrases implements Phrases {

    @Override
    public List<Role> roles() {
        return List.of(Role.PERIOD, Role.EDGE, Role.UNIT);
    }

    @Override
    public Optional<Expression> at(Words words, Prefix prefix) {
        int at = prefix.core();
        Optional<Sense> named = words.sense(at, Role.PERIOD);
        if (named.isPresent()) {
            return Optional.of(Expression.of(
                    prefix.start(), at + named.get().words(), period(named.get().value()), prefix));
        }
        Optional<Sense> edge = words.sense(at, Role.EDGE);
        if (edge.isPresent()) {
            return Optional.of(edge(words, prefix, edge.get()));
        }
        Optional<CalendarUnit> unit = words.sense(at, Role.UNIT).flatMap(sense -> CalendarUnit.named(sense.value()));
        if (unit.isEmpty()) {
            return season(words, prefix);
        }
        // "over the weekend" is no more than a weekend
        boolean stretch = words.has(prefix.start() - 1, Role.STRETCH)
                && prefix.article()
                && (prefix.selection() == Selection.LAST || prefix.selection() == Selection.NEXT)
                && unit.get() != CalendarUnit.QUARTER
                && unit.get() != CalendarUnit.CENTURY
                && unit.get() != CalendarUnit.WEEKEND;
        boolean counted = stretch
                || !prefix.modifier().isEmpty()
                || (words.has(at - 1, Role.SPAN_SELECT) && unit.get() != CalendarUnit.WEEKEND);
        if (counted || words.isHyphen(at + 1)) {
            return Optional.empty();
        }
        return period(words, prefix, unit.get());
    }

    private static Optional<Expression> period(Words words, Prefix prefix, CalendarUnit unit) {
        int end = prefix.core() + 1;
        if (unit == CalendarUnit.WEEKEND) {
            boolean placed =
                    prefix.article() || prefix.isSelecting() || words.has(prefix.start() - 1, Role.PREPOSITION);
            if (!placed) {
                return Optional.empty();
            }
            return Optional.of(
                    prefix.isSelecting()
                            ? selected(prefix, unit, end)
                            : Expression.of(prefix.start(), end, new Meaning.Weekend(), prefix));
        }
        if (unit.isClock()) {
            return Optional.empty();
        }
        Optional<Expression> beside = besideTheLast(words, prefix, unit);
        if (beside.isPresent()) {
            return beside;
        }
        if (unit == CalendarUnit.DAY) {
            return words.has(prefix.start() - 1, Role.COURSE) && prefix.article()
                    ? Optional.of(Expression.of(prefix.start(), end, new Meaning.RelativeDay(0), prefix))
                    : day(prefix, end);
        }
        boolean course = words.has(prefix.start() - 1, Role.COURSE);
        boolean running = (course || !prefix.part().isEmpty()) && prefix.article();
        if (prefix.isSelecting() || (running && unit != CalendarUnit.CENTURY)) {
            return Optional.of(selected(prefix, unit, end));
        }
        return Optional.empty();
    }

    /** "am nächsten Tag" and "the following day" count from the text, "this day" is the day spoken of. */
    private static Optional<Expression> day(Prefix prefix, int end) {
        return switch (prefix.selection()) {
            case NONE, LAST, BEFORE_LAST, AFTER_NEXT -> Optional.empty();
            case THIS, SAME ->
                Optional.of(Expression.of(
                        prefix.start(), end, new Meaning.Period(CalendarUnit.DAY, Selection.SAME, 0), prefix));
            case NEXT, FOLLOWING ->
                Optional.of(Expression.of(
                        prefix.start(), end, new Meaning.Period(CalendarUnit.DAY, Selection.FOLLOWING, 1), prefix));
            case PRECEDING ->
                Optional.of(Expression.of(
                        prefix.start(), end, new Meaning.Period(CalendarUnit.DAY, Selection.PRECEDING, -1), prefix));
        };
    }

    /** "am Tag darauf", "im Jahr zuvor", "tags darauf", "the day before": one unit from the last date in the text. */
    private static Optional<Expression> besideTheLast(Words words, Prefix prefix, CalendarUnit unit) {
        int end = prefix.core() + 1;
        boolean placed = (words.isCapitalised(prefix.core()) || prefix.article())
                && !prefix.isSelecting()
                && prefix.modifier().isEmpty()
                && !words.has(prefix.start() - 1, Role.NUMBER);
        boolean before = words.has(end, Role.LATER, "BEFORE");
        // "the day before the vote" counts from the vote
        boolean preposition = (words.is(end, "before") || words.is(end, "after")) && words.isWord(end + 1);
        if (!placed || preposition || (!before && !words.has(end, Role.LATER, "AFTER"))) {
            return Optional.empty();
        }
        Selection selection = before ? Selection.PRECEDING : Selection.FOLLOWING;
        return Optional.of(
                Expression.of(prefix.start(), end + 1, new Meaning.Period(unit, selection, before ? -1 : 1), prefix));
    }

    private static Expression selected(Prefix prefix, CalendarUnit unit, int end) {
        Selection selection = prefix.isSelecting() ? prefix.selection() : Selection.THIS;
        return Expression.of(
                prefix.start(),
                end,
                new Meaning.Period(unit, selection, selection.offset().orElse(0)),
                prefix);
    }

    /** "die kommende Saison": the year it starts in. */
    private static Optional<Expression> season(Words words, Prefix prefix) {
        boolean season = words.has(prefix.core(), Role.UNIT, "SEASON_YEAR")
                || words.has(prefix.core(), Role.UNIT, "FISCAL_YEAR")
                || words.has(prefix.core(), Role.UNIT, "CALENDAR_YEAR");
        if (!season || !prefix.isSelecting() || prefix.selection() == Selection.SAME) {
            return Optional.empty();
        }
        return Optional.of(
                words.has(prefix.core(), Role.UNIT, "SEASON_YEAR")
                        ? Expression.of(
                                prefix.start(),
                                prefix.core() + 1,
                                new Meaning.SportsSeason(
                                        prefix.selection().offset().orElse(0)),
                                prefix)
                        : selected(prefix, CalendarUnit.YEAR, prefix.core() + 1));
    }

    private static Expression edge(Words words, Prefix prefix, Sense edge) {
        String value = edge.value();
        int split = value.indexOf('_');
        CalendarUnit unit = CalendarUnit.valueOf(value.substring(0, split));
        String part = value.substring(split + 1);
        int at = prefix.core();
        int end = at + edge.words();
        Optional<YearWords.Found> year = unit == CalendarUnit.YEAR ? YearWords.after(words, end) : Optional.empty();
        Meaning meaning = year.filter(found -> found.year().isWritten())
                .<Meaning>map(found ->
                        new Meaning.Years(found.year().number(), found.year().number(), false))
                .orElse(new Meaning.PeriodEdge(unit));
        return new Expression(at, year.map(YearWords.Found::end).orElse(end), meaning, "", part);
    }

    /** "YEAR_-1" counts from the reference, "DAY_PRECEDING" from the text. */
    private static Meaning period(String value) {
        int split = value.indexOf('_');
        CalendarUnit unit = CalendarUnit.valueOf(value.substring(0, split));
        String distance = value.substring(split + 1);
        if (Character.isLetter(distance.charAt(0))) {
            Selection selection = Selection.valueOf(distance);
            return new Meaning.Period(unit, selection, selection.offset().orElse(0));
        }
        return new Meaning.Period(unit, Selection.NONE, Integer.parseInt(distance));
    }
}
