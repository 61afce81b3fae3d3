package io.depesche.enrich.step.date;

import io.depesche.contracts.record.TimeAnchor;
import io.depesche.contracts.record.TimexType;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Resolves the expressions of one text in reading order, each by the anchor class of its kind. */
final class Resolver {

    /** How many expressions ahead a time looks for its day in the same sentence. */
    private static final int LOOK_AHEAD = 4;

    /** How many words a heading may have before or after its date. */
    private static final int HEADING = 6;

    private final Words words;
    private final List<Expression> expressions;
    private final Scene scene;
    private final List<Resolved> resolved;

    Resolver(Words words, List<Expression> expressions, Scene scene) {
        this.words = words;
        this.expressions = expressions;
        this.scene = scene;
        this.resolved = new ArrayList<>(expressions.size());
    }

    /** One resolved value for each expression, in the same order. */
    List<Resolved> resolve() {
        scene.startField();
        for (int index = 0; index < expressions.size(); index++) {
            Expression expression = expressions.get(index);
            int sentence = words.sentence(expression.first());
            Resolved value = resolve(expression, index);
            scene.remember(value, expression.meaning(), sentence, isHeading(expression));
            if (expression.meaning() instanceof Meaning.Today) {
                scene.rememberToday(sentence);
            }
            resolved.add(value);
        }
        return resolved;
    }

    private Resolved resolve(Expression expression, int index) {
        Meaning meaning = expression.meaning();
        if (meaning instanceof Meaning.ClockTime time) {
            Resolved day = dayOf(time.day(), expression, index);
            return ClockAnchor.resolve(time, day.singleDay(), day.anchor());
        }
        if (meaning instanceof Meaning.DayPart part) {
            Resolved day = dayOf(part.day(), expression, index);
            boolean lastNight = part.part().equals("NI")
                    && part.day().isEmpty()
                    && !scene.isNarrative()
                    && day.singleDay().equals(scene.publicationDay())
                    && direction(expression) != Direction.FUTURE;
            Meaning.DayPart told = lastNight ? part.ofTheDayBefore() : part;
            return ClockAnchor.resolve(told, day.singleDay(), day.anchor());
        }
        if (meaning instanceof Meaning.Weekday && index + 1 < expressions.size()) {
            Expression next = expressions.get(index + 1);
            boolean explained = next.meaning() instanceof Meaning.CalendarDay && next.first() == expression.end() + 1;
            if (explained && words.is(expression.end(), '(')) {
                return date(next.meaning(), next);
            }
        }
        if (meaning instanceof Meaning.Weekday weekday && index > 0) {
            Expression before = expressions.get(index - 1);
            boolean joined = YearWords.skipJoint(words, before.end()) == expression.first();
            Optional<LocalDate> first = joined ? resolved.get(index - 1).singleDay() : Optional.empty();
            if (first.isPresent() && weekday.isBare()) {
                return WeekdayAnchor.following(
                        weekday, first.get(), resolved.get(index - 1).anchor());
            }
        }
        return date(meaning, expression);
    }

    /** The day of a time: its own, that of the sentence, that of the sentence before, the day of publication. */
    private Resolved dayOf(Optional<Meaning> own, Expression expression, int index) {
        if (own.isPresent() && own.get() instanceof Meaning.DayPart inner) {
            // "the early hours of Sunday morning"
            return dayOf(inner.day(), expression, index);
        }
        if (own.isPresent()) {
            return own.get() instanceof Meaning.Today
                    ? today()
                    : date(own.get(), new Expression(expression.first(), expression.end(), own.get(), "", ""));
        }
        int sentence = words.sentence(expression.first());
        Optional<LocalDate> here = scene.daySpokenOf(sentence, 0);
        if (here.isPresent()) {
            return Resolved.day(here.get(), TimeAnchor.TEXT);
        }
        for (int ahead = index + 1; ahead < Math.min(index + 1 + LOOK_AHEAD, expressions.size()); ahead++) {
            Expression other = expressions.get(ahead);
            boolean day = other.meaning() instanceof Meaning.CalendarDay
                    || other.meaning() instanceof Meaning.Weekday
                    || other.meaning() instanceof Meaning.RelativeDay
                    || other.meaning() instanceof Meaning.FeastDay;
            if (day && words.sentence(other.first()) == sentence) {
                return date(other.meaning(), other);
            }
        }
        return scene.daySpokenOf(sentence, 1)
                .map(day -> Resolved.day(day, TimeAnchor.TEXT))
                .orElseGet(this::today);
    }

    private Resolved today() {
        return scene.reference()
                .map(day -> Resolved.day(day, scene.referenceAnchor()))
                .orElse(Resolved.open(TimexType.DATE, CalendarUnit.DAY.unknownValue()));
    }

    private Resolved date(Meaning meaning, Expression expression) {
        if (meaning instanceof Meaning.CalendarDay day) {
            return CalendarDayAnchor.resolve(day, () -> Tense.inClause(words, expression), scene);
        } else if (meaning instanceof Meaning.Weekday weekday) {
            return WeekdayAnchor.resolve(
                    weekday, () -> direction(expression), Tense.pointsForward(words, expression), scene);
        } else if (meaning instanceof Meaning.YearPart part) {
            return PeriodAnchor.part(
                    YearPartAnchor.resolve(part, () -> clauseDirection(expression, part.kind()), scene),
                    unit(part.kind()),
                    expression.part());
        } else if (meaning instanceof Meaning.SelectedMonth month) {
            return PeriodAnchor.part(YearPartAnchor.resolve(month, scene), CalendarUnit.MONTH, expression.part());
        } else if (meaning instanceof Meaning.SelectedSeason season) {
            return PeriodAnchor.part(YearPartAnchor.resolve(season, scene), CalendarUnit.QUARTER, expression.part());
        } else if (meaning instanceof Meaning.Period period) {
            return PeriodAnchor.part(PeriodAnchor.resolve(period, scene), period.unit(), expression.part());
        } else if (meaning instanceof Meaning.SportsSeason season) {
            return PeriodAnchor.resolve(season, scene);
        } else if (meaning instanceof Meaning.YearBefore before) {
            return scene.lastDate()
                    .map(day -> Resolved.period(before.unit(), day.minusYears(1), TimeAnchor.TEXT))
                    .orElse(Resolved.open(TimexType.DATE, before.unit().unknownValue()));
        } else if (meaning instanceof Meaning.WinterOfTwoYears winter) {
            LocalDate december = LocalDate.of(winter.first(), 12, 1);
            return Resolved.days(
                    CalendarUnit.yearValue(winter.first()) + "-WI", december, december.plusMonths(3), TimeAnchor.NONE);
        } else if (meaning instanceof Meaning.PeriodEdge edge) {
            return PeriodAnchor.resolveEdge(edge, expression.part(), scene);
        } else if (meaning instanceof Meaning.Weekend) {
            return PeriodAnchor.resolveWeekend(direction(expression), scene);
        } else if (meaning instanceof Meaning.RelativeDay day) {
            return PeriodAnchor.resolve(new Meaning.Period(CalendarUnit.DAY, Selection.NONE, day.offset()), scene);
        } else if (meaning instanceof Meaning.ShiftedDay shifted) {
            return scene.publicationDay()
                    .map(day -> Resolved.day(shifted.unit().plus(day, shifted.units()), TimeAnchor.PUBLICATION))
                    .orElse(Resolved.open(TimexType.DATE, CalendarUnit.DAY.unknownValue()));
        } else if (meaning instanceof Meaning.Today) {
            return TodayAnchor.resolve(words, expression, scene);
        } else if (meaning instanceof Meaning.FeastDay feast) {
            return FeastAnchor.resolve(feast, () -> direction(expression), scene);
        } else if (meaning instanceof Meaning.Years years) {
            boolean labelled = expression.end() - expression.first() > 1 && words.isWord(expression.end() - 2);
            return PeriodAnchor.part(YearsAnchor.resolve(years, labelled, scene), CalendarUnit.YEAR, expression.part());
        } else if (meaning instanceof Meaning.Decade decade) {
            return PeriodAnchor.part(YearsAnchor.resolve(decade, scene), CalendarUnit.DECADE, expression.part());
        } else if (meaning instanceof Meaning.Century century) {
            return PeriodAnchor.part(YearsAnchor.resolve(century), CalendarUnit.CENTURY, expression.part());
        } else if (meaning instanceof Meaning.Length length) {
            return LengthAnchor.resolve(length, scene);
        } else if (meaning instanceof Meaning.Repetition repetition) {
            return Resolved.open(TimexType.SET, repetition.value());
        } else if (meaning instanceof Meaning.Reference reference) {
            return Resolved.open(TimexType.DATE, reference.value());
        }
        throw new IllegalStateException("no anchor for " + meaning);
    }

    private Direction direction(Expression expression) {
        return Tense.around(words, expression);
    }

    /** Whether an expression stands in a line of a few words: a heading says when the text below plays, a year in passing doesn't. */
    private boolean isHeading(Expression expression) {
        int last = expression.end() - 1;
        boolean before = words.sameSentence(expression.first() - HEADING, last);
        boolean after = words.sameSentence(last + HEADING, last);
        return !before && !after;
    }

    /** Only the verb of the same clause moves a month or season away from the nearest one. */
    private Direction clauseDirection(Expression expression, Meaning.YearPartKind kind) {
        boolean month = kind == Meaning.YearPartKind.MONTH || kind == Meaning.YearPartKind.SEASON;
        return month ? Tense.inClause(words, expression) : direction(expression);
    }

    private static CalendarUnit unit(Meaning.YearPartKind kind) {
        return switch (kind) {
            case MONTH -> CalendarUnit.MONTH;
            case QUARTER, SEASON -> CalendarUnit.QUARTER;
            case HALF -> CalendarUnit.HALF;
        };
    }
}
