package io.depesche.enrich.step.date;

import io.depesche.contracts.record.TimeAnchor;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Optional;

/** What a text has said so far about when it plays: the publication date, the last date, the day spoken of. One scene serves one article. */
final class Scene {

    /** A bare year this near to the last date moves a narrative on; one farther away is mentioned in passing. */
    private static final int NEAR_YEARS = 5;

    private final Optional<LocalDateTime> published;
    private final boolean dayOnly;
    private final Anchor mode;
    private final Survey survey;
    private Optional<LocalDate> lastDate = Optional.empty();
    private Optional<LocalDate> lastDay = Optional.empty();
    private int sentenceOfLastDay = Integer.MIN_VALUE;

    Scene(Optional<LocalDateTime> published, boolean dayOnly, Anchor mode, Survey survey) {
        this.published = published;
        this.dayOnly = dayOnly;
        this.mode = mode;
        this.survey = survey;
    }

    /** The day that relative expressions count from; absent where the publication date is not known. */
    Optional<LocalDate> reference() {
        return isNarrative() ? lastDate.or(this::publicationDay) : publicationDay();
    }

    /** What {@link #reference} is, for the tag. */
    TimeAnchor referenceAnchor() {
        return isNarrative() && lastDate.isPresent() ? TimeAnchor.TEXT : TimeAnchor.PUBLICATION;
    }

    /** What the whole text tells. */
    Survey survey() {
        return survey;
    }

    boolean isNarrative() {
        return mode == Anchor.NARRATIVE;
    }

    Optional<LocalDate> publicationDay() {
        return published.map(LocalDateTime::toLocalDate);
    }

    /** The minute of publication, where it is known. */
    Optional<LocalDateTime> publicationTime() {
        return published.filter(time -> !dayOnly);
    }

    /** The last date in the text, else the publication date. */
    Optional<LocalDate> lastDate() {
        return lastDate.or(this::publicationDay);
    }

    /** The year in which a narrative goes on, and so the year of its months and days that name none; absent in news. */
    Optional<Integer> narrativeYear() {
        return isNarrative() ? lastDate.map(LocalDate::getYear) : Optional.empty();
    }

    /** The last single day in the text, else the publication date. */
    Optional<LocalDate> lastDay() {
        return lastDay.or(() -> lastDate.isPresent() ? Optional.empty() : publicationDay());
    }

    /** The day that a time in a sentence belongs to, if this sentence or the one before it names one. */
    Optional<LocalDate> daySpokenOf(int sentence, int back) {
        return sentence - sentenceOfLastDay <= back && sentence >= sentenceOfLastDay ? lastDay : Optional.empty();
    }

    /** Remembers what an expression was resolved to. */
    void remember(Resolved resolved, Meaning meaning, int sentence, boolean heading) {
        Optional<LocalDate> day = resolved.singleDay();
        boolean named = !(meaning instanceof Meaning.ClockTime time
                        && time.day().isEmpty())
                && !(meaning instanceof Meaning.DayPart part && part.day().isEmpty());
        if (day.isPresent() && named) {
            lastDay = day;
            sentenceOfLastDay = sentence;
        }
        boolean inPassing = (meaning instanceof Meaning.Years && !heading && isFarFromLast(resolved))
                || isLookAside(meaning)
                || meaning instanceof Meaning.Decade
                || meaning instanceof Meaning.Century;
        boolean date = !(meaning instanceof Meaning.Length) && !(isNarrative() && inPassing);
        if (date) {
            resolved.earliest().map(LocalDateTime::toLocalDate).ifPresent(start -> lastDate = Optional.of(start));
        }
    }

    /** "im letzten Jahr", "im Herbst des Vorjahres": a narrative looks aside and goes on where it was. */
    private static boolean isLookAside(Meaning meaning) {
        return (meaning instanceof Meaning.Period period && period.unit() == CalendarUnit.YEAR && period.offset() != 0)
                || (meaning instanceof Meaning.YearPart part && part.year().isRelative());
    }

    private boolean isFarFromLast(Resolved resolved) {
        return lastDate.isPresent()
                && resolved.earliest()
                        .filter(start ->
                                Math.abs(start.getYear() - lastDate.get().getYear()) > NEAR_YEARS)
                        .isPresent();
    }

    /** The text speaks of the day of publication without naming it. */
    void rememberToday(int sentence) {
        if (isNarrative()) {
            return;
        }
        lastDay = publicationDay();
        sentenceOfLastDay = sentence;
    }

    /** A new field starts: its sentences count anew. */
    void startField() {
        sentenceOfLastDay = Integer.MIN_VALUE;
    }
}
