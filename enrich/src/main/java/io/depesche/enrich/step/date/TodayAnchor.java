package io.depesche.enrich.step.date;

import io.depesche.contracts.record.TimeAnchor;
import io.depesche.contracts.record.TimexType;

/** Tells whether "heute" or "today" is the day of publication or means nowadays. */
final class TodayAnchor {

    private static final int REACH = 12;

    private TodayAnchor() {}

    static Resolved resolve(Words words, Expression expression, Scene scene) {
        boolean day =
                !scene.isNarrative() && isDay(words, expression, scene.survey().isDaily());
        return scene.publicationDay()
                .filter(today -> day)
                .map(today -> Resolved.day(today, TimeAnchor.PUBLICATION))
                .orElse(Resolved.open(TimexType.DATE, "PRESENT_REF"));
    }

    private static boolean isDay(Words words, Expression expression, boolean daily) {
        int at = expression.first();
        if (words.has(at - 1, Role.NOWADAYS_BEFORE) || words.has(expression.end(), Role.NOWADAYS_AFTER)) {
            return false;
        }
        if (!daily && words.has(at - 1, Role.NOWADAYS_MAYBE)) {
            return false;
        }
        boolean verb = words.language().equals("en") && Tense.inClause(words, expression) != Direction.UNKNOWN;
        boolean happening = daily
                || verb
                || (words.has(expression.end(), Role.AND) && words.has(expression.end() + 1, Role.RELATIVE_DAY));
        for (int other = at - REACH; other < at + REACH; other++) {
            if (!words.sameSentence(other, at)) {
                continue;
            }
            if (words.has(other, Role.NOWADAYS_NEAR)) {
                return false;
            }
            happening |= words.has(other, Role.HAPPENING);
        }
        return happening || (words.is(expression.end(), ',') && words.has(expression.end() + 1, Role.WEEKDAY));
    }
}
