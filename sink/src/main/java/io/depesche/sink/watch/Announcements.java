package io.depesche.sink.watch;

import io.depesche.contracts.record.DateTag;
import io.depesche.contracts.record.Interval;
import io.depesche.contracts.record.RawArticle;
import io.depesche.contracts.record.StatedTime;
import io.depesche.contracts.record.TaggedArticle;
import io.depesche.contracts.record.TimexType;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** The dates of an article that lie after its publication, with how many days ahead each ends. */
record Announcements(List<Announcement> dates) {

    /**
     * A date to come.
     *
     * @param days from the day of publication to the last day that the date covers
     */
    record Announcement(DateTag date, long days) {}

    /** The dates and times whose whole period lies after the publication, or after the fetch where no publication is stated. */
    static Announcements of(TaggedArticle tagged) {
        LocalDateTime published = published(tagged.getArticle());
        return new Announcements(tagged.getDates().stream()
                .filter(date -> date.getType() == TimexType.DATE || date.getType() == TimexType.TIME)
                .flatMap(date -> announcement(date, published).stream())
                .toList());
    }

    /** Those that end within so many days. */
    List<DateTag> within(int days) {
        return dates.stream()
                .filter(announcement -> announcement.days() <= days)
                .map(Announcement::date)
                .toList();
    }

    private static Optional<Announcement> announcement(DateTag date, LocalDateTime published) {
        Optional<LocalDateTime> earliest = date.getInterval().flatMap(Interval::getEarliest);
        Optional<LocalDateTime> latest = date.getInterval().flatMap(Interval::getLatest);
        if (earliest.isEmpty() || latest.isEmpty() || !earliest.get().isAfter(published)) {
            return Optional.empty();
        }
        // The interval is open at its end: midnight belongs to the day before.
        LocalDateTime last = latest.get().minusNanos(1);
        return Optional.of(
                new Announcement(date, ChronoUnit.DAYS.between(published.toLocalDate(), last.toLocalDate())));
    }

    private static LocalDateTime published(RawArticle article) {
        return article.getPublished()
                .map(Announcements::local)
                .orElseGet(() -> LocalDateTime.ofInstant(article.getCrawled(), ZoneOffset.UTC));
    }

    private static LocalDateTime local(StatedTime time) {
        try {
            return LocalDateTime.ofInstant(time.getInstant(), ZoneId.of(time.getZone()));
        } catch (DateTimeException e) {
            return LocalDateTime.ofInstant(time.getInstant(), ZoneOffset.UTC);
        }
    }
}
