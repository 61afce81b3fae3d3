package io.depesche.enrich.step.date;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** What a whole text tells before its dates are resolved: whether it reports of the day of publication, and on which side its weekdays lie. */
final class Survey {

    private final Direction[] weekdays = new Direction[DayOfWeek.values().length + 1];
    private boolean daily;

    /** @param published the day of publication, absent where it is not known */
    static Survey of(List<Passage> passages, Optional<LocalDate> published) {
        Survey survey = new Survey();
        for (Passage passage : passages) {
            for (Expression expression : passage.expressions()) {
                survey.look(passage.words(), expression, published);
            }
        }
        return survey;
    }

    private void look(Words words, Expression expression, Optional<LocalDate> published) {
        Meaning meaning = expression.meaning() instanceof Meaning.DayPart part
                ? part.day().orElse(part)
                : expression.meaning();
        daily |= published.filter(day -> isNamed(day, meaning)).isPresent();
        if (meaning instanceof Meaning.Weekday weekday && weekday.isBare()) {
            Direction direction = Tense.around(words, expression);
            Direction before = weekdays[weekday.day()];
            weekdays[weekday.day()] = before == null || before == direction || before == Direction.UNKNOWN
                    ? direction
                    : direction == Direction.UNKNOWN ? before : Direction.UNKNOWN;
        }
    }

    private static boolean isNamed(LocalDate day, Meaning meaning) {
        return (meaning instanceof Meaning.Weekday weekday
                        && weekday.isBare()
                        && weekday.day() == day.getDayOfWeek().getValue())
                || (meaning instanceof Meaning.CalendarDay date
                        && date.day() == day.getDayOfMonth()
                        && date.month() == day.getMonthValue())
                || (meaning instanceof Meaning.RelativeDay relative && Math.abs(relative.offset()) == 1);
    }

    /** Whether the text names the day of publication or the ones beside it. */
    boolean isDaily() {
        return daily;
    }

    /** On which side the verbs put a bare weekday elsewhere in the text; unknown where they disagree. */
    Direction sideOf(int weekday) {
        Direction side = weekdays[weekday];
        return side == null ? Direction.UNKNOWN : side;
    }
}
