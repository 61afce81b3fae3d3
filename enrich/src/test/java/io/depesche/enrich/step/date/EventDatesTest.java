package io.depesche.enrich.step.date;

import static org.assertj.core.api.Assertions.assertThat;

import io.depesche.contracts.record.DateTag;
import io.depesche.contracts.record.Language;
import io.depesche.enrich.step.ArticleText;
import io.depesche.enrich.step.Tags;
import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which of an article's dates is the event's, and which belong into a calendar. */
class EventDatesTest {

    @Test
    void theReportedDayIsTheEventAndNotWhatIsToldBesideIt() {
        List<DateTag> tags = tag(
                "Brücke in Musterstadt eingestürzt",
                "Eine Brücke ist am Mittwoch eingestürzt.",
                "Sie war im Mai 1968 gebaut worden. Seit Montag war sie gesperrt. Am Mittwoch rückten Helfer an. Am 3. April berät"
                        + " der Rat.");

        assertThat(eventOf(tags)).isEqualTo("2025-03-12");
        assertThat(tags)
                .filteredOn(DateTag::getFuture)
                .extracting(DateTag::getValue)
                .containsExactly("2025-04-03");
    }

    @Test
    void anAnnouncedDayIsTheEventOfAnAnnouncement() {
        List<DateTag> tags = tag(
                "Neue Halle öffnet am 5. April",
                "",
                "Am Montag wurde der Bau fertig. Die alte Halle stammt aus dem Jahr 1970.");

        assertThat(eventOf(tags)).isEqualTo("2025-04-05");
    }

    @Test
    void lengthsSetsAndYearsFarBackAreNoEvents() {
        assertThat(tag("", "", "Er läuft täglich zwei Stunden, wie schon 1990."))
                .extracting(DateTag::getEventScore)
                .allMatch(score -> score < 0.01);
    }

    @Test
    void withoutPublicationDateNothingIsScored() {
        ArticleText article =
                new ArticleText("", "", "Am 3. April 2025 berät der Rat.", Optional.empty(), Optional.empty(), true);

        assertThat(new DateStep(Anchor.PUBLICATION)
                        .apply(article, Tags.NONE.withLanguage(new Language("de", 1.0)))
                        .dates())
                .singleElement()
                .satisfies(tag -> {
                    assertThat(tag.getEventScore()).isZero();
                    assertThat(tag.getFuture()).isFalse();
                });
    }

    @Test
    void endsOfARangeKnowEachOther() {
        List<DateTag> tags = tag("", "", "Die Messe läuft vom 3. bis 5. Mai. Am 7. Mai wird geräumt.");

        assertThat(tags).extracting(DateTag::getExact).containsExactly("3.", "5. Mai", "7. Mai");
        assertThat(tags.get(0).getPartner()).contains(tags.get(1).getStart());
        assertThat(tags.get(1).getPartner()).contains(tags.get(0).getStart());
        assertThat(tags.get(2).getPartner()).isEmpty();
    }

    private static String eventOf(List<DateTag> tags) {
        return tags.stream()
                .max(Comparator.comparingDouble(DateTag::getEventScore))
                .orElseThrow()
                .getValue();
    }

    private static List<DateTag> tag(String headline, String lead, String body) {
        ArticleText article = new ArticleText(
                headline, lead, body, Optional.empty(), Optional.of(LocalDateTime.of(2025, 3, 14, 9, 30)), false);
        return new DateStep(Anchor.PUBLICATION)
                .apply(article, Tags.NONE.withLanguage(new Language("de", 1.0)))
                .dates();
    }
}
