package io.depesche.enrich.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StoryBookTest {

    private static final Instant MONDAY = Instant.parse("2026-11-02T08:00:00Z");

    private static final String FIRE = "In der Altstadt von Göttingen ist in der Nacht zum Montag ein Lagerhaus"
            + " niedergebrannt. Zwei Feuerwehrleute wurden verletzt. Der Schaden liegt nach ersten Schätzungen bei drei"
            + " Millionen Euro.\n\nDie Feuerwehr war mit achtzig Kräften im Einsatz und löschte bis zum Morgen. Warum das"
            + " Feuer ausbrach, ist noch offen; die Polizei ermittelt wegen des Verdachts der Brandstiftung. Anwohner"
            + " sollten Fenster und Türen geschlossen halten.";

    private static final String FIRE_TOLD_ANEW =
            "Nach dem Brand eines Lagerhauses in der Göttinger Altstadt sucht die Polizei"
                    + " nach der Ursache. Achtzig Feuerwehrleute hatten die Flammen erst am Morgen gelöscht, zwei von ihnen wurden"
                    + " verletzt. Den Schaden schätzt die Feuerwehr auf drei Millionen Euro.";

    private static final String FIRE_ELSEWHERE =
            "In einem Gewerbegebiet von Rostock ist am Sonntagabend eine Lagerhalle in Flammen"
                    + " aufgegangen. Verletzt wurde niemand. In der Halle standen Möbel einer Spedition. Die Rostocker Feuerwehr"
                    + " hatte den Brand nach drei Stunden unter Kontrolle.";

    private static final String FIRE_IN_ENGLISH =
            "A warehouse in the old town of Göttingen burned down in the night to Monday. Two"
                    + " firefighters were injured. The damage is put at three million euros. The fire brigade had eighty people at"
                    + " the scene and fought the fire until the morning. Police are investigating suspected arson.";

    private static final List<Report.NamedThing> GOETTINGEN =
            List.of(new Report.NamedThing("gn:2918632", true, 2), new Report.NamedThing("local:org:polizei", false, 1));
    private static final List<Report.NamedThing> ROSTOCK = List.of(new Report.NamedThing("gn:2844588", true, 2));

    private final StoryBook book = new StoryBook();

    private static Report report(
            String id, String language, Duration after, String headline, String text, List<Report.NamedThing> things) {
        return new Report(id, "outlet-" + id, language, MONDAY.plus(after).toEpochMilli(), headline, text, things);
    }

    private static Report german(String id, Duration after, String headline, String text) {
        return report(id, "de", after, headline, text, GOETTINGEN);
    }

    private static Report fire() {
        return german("fire", Duration.ZERO, "Lagerhaus in Göttingen niedergebrannt", FIRE);
    }

    /** A report of something else, which moves the time of the stream. */
    private static Report other(int number, Duration after) {
        String words = IntStream.range(0, 30)
                .mapToObj(at -> "thema%c%c%c".formatted('a' + number % 26, 'a' + number / 26 % 26, 'a' + at % 26))
                .collect(Collectors.joining(" "));
        return report("other" + number, "de", after, words.substring(0, 20), words, List.of());
    }

    @Test
    void reportsOfOneEventAreOneStory() {
        book.add(fire());

        Decision decision = book.add(german(
                "second", Duration.ofHours(3), "Brand in Göttinger Altstadt: Polizei ermittelt", FIRE_TOLD_ANEW));

        assertThat(decision.story()).isEqualTo("fire");
        assertThat(decision.duplicateOf()).isEmpty();
    }

    @Test
    void aLikeEventInAnotherTownIsAnotherStory() {
        book.add(fire());

        Decision decision = book.add(report(
                "rostock", "de", Duration.ofHours(3), "Lagerhalle in Rostock abgebrannt", FIRE_ELSEWHERE, ROSTOCK));

        assertThat(decision.story()).isEqualTo("rostock");
    }

    @Test
    void aReprintIsACopyWhateverItsHeadline() {
        book.add(fire());

        Decision decision = book.add(german("reprint", Duration.ofHours(1), "Großer Schaden nach Feuer", FIRE));

        assertThat(decision.story()).isEqualTo("fire");
        assertThat(decision.duplicateOf()).contains(new Decision.Copy("fire", 1.0));
    }

    @Test
    void aCutReprintIsACopy() {
        book.add(fire());

        Decision decision = book.add(
                german("cut", Duration.ofHours(1), "Lagerhaus brennt", FIRE.substring(0, FIRE.indexOf("Warum"))));

        assertThat(decision.duplicateOf()).map(Decision.Copy::id).contains("fire");
    }

    @Test
    void anExtendedReprintIsACopy() {
        book.add(fire());

        Decision decision = book.add(german(
                "extended",
                Duration.ofHours(1),
                "Lagerhaus in Göttingen niedergebrannt",
                FIRE + "\n\nEs war schon der dritte Brand in diesem Jahr in derselben Straße, sagte ein Nachbar."));

        assertThat(decision.duplicateOf()).map(Decision.Copy::id).contains("fire");
    }

    @Test
    void aCopyOfACopyNamesTheOriginal() {
        book.add(fire());
        book.add(german("reprint", Duration.ofHours(1), "Großer Schaden nach Feuer", FIRE));

        Decision decision = book.add(german("again", Duration.ofHours(2), "Feuer in der Altstadt", FIRE));

        assertThat(decision.duplicateOf()).map(Decision.Copy::id).contains("fire");
    }

    @Test
    void aFrameAroundOtherNewsIsNoCopy() {
        String frame =
                "Guten Morgen, liebe Leserinnen und Leser, hier ist der tägliche Brief aus unserer Redaktion mit allem,"
                        + " was heute wichtig wird. %s Damit wünschen wir Ihnen einen guten Start in den Tag. Wenn Ihnen dieser"
                        + " Brief gefällt, empfehlen Sie ihn gern weiter; abbestellen können Sie ihn jederzeit.";
        book.add(german(
                "monday",
                Duration.ZERO,
                "Der Morgen am Montag: Lagerhaus in Flammen",
                frame.formatted(FIRE_TOLD_ANEW)));

        Decision decision = book.add(report(
                "tuesday",
                "de",
                Duration.ofDays(1),
                "Der Morgen am Dienstag: Rostock löscht",
                frame.formatted(FIRE_ELSEWHERE),
                ROSTOCK));

        assertThat(decision.duplicateOf()).isEmpty();
    }

    @Test
    void reportsInTwoLanguagesAreLinkedAndStayStoriesOfTheirOwn() {
        book.add(fire());

        Decision decision = book.add(report(
                "english",
                "en",
                Duration.ofHours(2),
                "Warehouse in Göttingen burns down",
                FIRE_IN_ENGLISH,
                GOETTINGEN));

        assertThat(decision.story()).isEqualTo("english");
        assertThat(decision.sameEventAs()).containsExactly("fire");
    }

    @Test
    void theLinkBetweenLanguagesHoldsForLaterReportsOnBothSides() {
        book.add(fire());
        book.add(report("english", "en", Duration.ofHours(2), "Warehouse burns down", FIRE_IN_ENGLISH, GOETTINGEN));

        Decision decision = book.add(german("reprint", Duration.ofHours(3), "Feuer", FIRE));

        assertThat(decision.sameEventAs()).containsExactly("english");
    }

    @Test
    void aRevisionKeepsItsStoryWhateverItSays() {
        book.add(fire());
        book.add(german("second", Duration.ofHours(3), "Brand in Göttingen", FIRE_TOLD_ANEW));

        Decision decision = book.add(report(
                "second", "en", Duration.ofHours(4), "Warehouse fire in Rostock", "All is different now.", ROSTOCK));

        assertThat(decision.story()).isEqualTo("fire");
        assertThat(decision.trace()).map(Trace::language).contains("de");
    }

    @Test
    void aRevisionOfLongAgoKeepsTheStoryOfARememberedArticle() {
        book.add(fire());
        book.add(german("second", Duration.ofHours(3), "Brand in Göttingen", FIRE_TOLD_ANEW));

        Decision decision = book.add(german("second", Duration.ofDays(-30), "Brand in Göttingen", FIRE_TOLD_ANEW));

        assertThat(decision.story()).isEqualTo("fire");
        assertThat(decision.trace()).isPresent();
    }

    @Test
    void aLateReportJoinsByItsOwnTime() {
        book.add(fire());
        book.add(other(1, Duration.ofDays(3)));

        Decision decision =
                book.add(german("late", Duration.ofHours(5), "Brand in Göttinger Altstadt", FIRE_TOLD_ANEW));

        assertThat(decision.story()).isEqualTo("fire");
    }

    @Test
    void aReportOlderThanTheWindowStandsAloneAndIsNotKept() {
        book.add(other(1, Duration.ofDays(3)));
        book.add(other(2, Duration.ofDays(3)));

        Decision decision = book.add(german("old", Duration.ofDays(-5), "Lagerhaus in Göttingen", FIRE));

        assertThat(decision.story()).isEqualTo("old");
        assertThat(decision.trace()).isEmpty();
    }

    @Test
    void aClosedStoryDrawsNothing() {
        book.add(fire());
        book.add(other(1, Duration.ofHours(1)));
        book.add(other(2, Duration.ofDays(1).plusHours(1)));
        for (int day = 2; day < 9; day++) {
            book.add(other(day + 1, Duration.ofDays(day).plusHours(1)));
        }

        Decision decision = book.add(german("reprint", Duration.ofDays(8).plusHours(2), "Feuer", FIRE));

        assertThat(decision.story()).isEqualTo("reprint");
        assertThat(decision.duplicateOf()).isEmpty();
    }

    @Test
    void aReportFarAheadClosesNothing() {
        book.add(fire());
        book.add(other(1, Duration.ofHours(1)));
        book.add(other(2, Duration.ofDays(4000)));

        Decision decision = book.add(german("second", Duration.ofHours(3), "Brand in Göttingen", FIRE_TOLD_ANEW));

        assertThat(decision.story()).isEqualTo("fire");
        assertThat(decision.closed()).isEmpty();
    }

    @Test
    void aFirstReportFarAheadDoesNotSetTheTime() {
        book.add(other(1, Duration.ofDays(4000)));
        Decision first = book.add(fire());

        Decision second = book.add(german("second", Duration.ofHours(3), "Brand in Göttingen", FIRE_TOLD_ANEW));

        assertThat(first.trace()).isPresent();
        assertThat(first.forgotten()).containsExactly("other1");
        assertThat(second.story()).isEqualTo("fire");
    }

    @Test
    void aTimeBeyondAllReckoningIsNoTrouble() {
        Report end = fire();
        book.add(new Report("max", "", "de", Long.MAX_VALUE, end.headline(), end.text(), end.things()));
        book.add(new Report("min", "", "de", Long.MIN_VALUE, end.headline(), end.text(), end.things()));

        assertThat(book.add(end).story()).isEqualTo("fire");
    }

    @Test
    void theFounderThatWasForgottenComesBackIntoItsOpenStory() {
        book.add(fire());
        book.add(german("second", Duration.ofDays(6), "Brand in Göttinger Altstadt", FIRE_TOLD_ANEW));
        book.add(other(1, Duration.ofDays(7)));
        Decision gone = book.add(other(2, Duration.ofDays(8).minusHours(1)));
        assertThat(gone.forgotten()).contains("fire");

        Decision back = book.add(
                report("fire", "en", Duration.ofDays(8), "Something else", "Nothing of it is the same.", ROSTOCK));
        StoryBook restored = StoryBook.restore(List.of(back.trace().orElseThrow()), List.of(), book.progress());

        assertThat(back.story()).isEqualTo("fire");
        assertThat(back.trace()).map(Trace::language).contains("de");
        assertThat(back.trace()).map(Trace::founded).contains(0);
        assertThat(restored.progress()).isEqualTo(book.progress());
    }

    @Test
    void anArticleThatIsForgottenAndComesBackAtOnceIsKept() {
        book.add(fire());
        book.add(other(1, Duration.ofDays(1)));
        book.add(other(2, Duration.ofDays(2)));
        for (int day = 2; day < 7; day++) {
            book.add(other(day + 1, Duration.ofDays(day)));
        }

        Decision decision = book.add(german("fire", Duration.ofDays(7).plusHours(1), "Lagerhaus", FIRE));

        assertThat(decision.trace()).isPresent();
        assertThat(decision.forgotten()).doesNotContain("fire");
        assertThat(decision.closed()).doesNotContain(decision.story());
    }

    @Test
    void anArticleThatWasTakenBackIsForgotten() {
        book.add(fire());

        assertThat(book.forget("fire")).isTrue();
        assertThat(book.forget("fire")).isFalse();
        assertThat(book.add(german("reprint", Duration.ofHours(1), "Feuer", FIRE))
                        .story())
                .isEqualTo("reprint");
    }

    @Test
    void thousandsOfCopiesAreOneStory() {
        book.add(fire());
        List<Decision> decisions = new ArrayList<>();
        for (int copy = 0; copy < 5_000; copy++) {
            decisions.add(book.add(german("copy" + copy, Duration.ofSeconds(copy), "Reprint " + copy, FIRE)));
        }

        assertThat(decisions).allSatisfy(decision -> {
            assertThat(decision.story()).isEqualTo("fire");
            assertThat(decision.duplicateOf()).map(Decision.Copy::id).contains("fire");
        });
    }

    @Test
    void reportsWithoutTextStandAlone() {
        book.add(report("a", "de", Duration.ZERO, "", "", List.of()));

        Decision decision = book.add(report("b", "de", Duration.ZERO, "", "", List.of()));

        assertThat(decision.story()).isEqualTo("b");
        assertThat(decision.duplicateOf()).isEmpty();
    }

    @Test
    void anEnormousTextIsReadAndKeptSmall() {
        String text = IntStream.range(0, 160_000)
                .mapToObj(at -> Integer.toString(at * 7919 % 100_003, 36))
                .collect(Collectors.joining(" "));

        Decision decision = book.add(report("huge", "de", Duration.ZERO, "Alles", text, List.of()));
        Decision copy = book.add(report("copy", "de", Duration.ZERO, "Alles", text, List.of()));

        assertThat(decision.trace().orElseThrow().vectors().words().size()).isLessThanOrEqualTo(ReportReader.WORDS);
        assertThat(decision.trace().orElseThrow().sketch().hashes()).hasSizeLessThanOrEqualTo(Sketch.LARGEST);
        assertThat(copy.duplicateOf()).map(Decision.Copy::id).contains("huge");
    }

    @Test
    void textsFromRightToLeftAreToldApart() {
        String first =
                "اندلع حريق كبير في مستودع بالمدينة القديمة خلال الليل وأصيب اثنان من رجال الإطفاء بجروح طفيفة قبل إخماد النيران";
        String second =
                "وقعت شركة السكك الحديدية اتفاقا جديدا مع نقابة العمال بشأن الأجور وساعات العمل ينتهي معه الإضراب الطويل";
        book.add(report("a", "ar", Duration.ZERO, "حريق كبير", first, List.of()));

        assertThat(book.add(report("b", "ar", Duration.ZERO, "حريق", first, List.of()))
                        .duplicateOf())
                .isPresent();
        assertThat(book.add(report("c", "ar", Duration.ZERO, "اتفاق", second, List.of()))
                        .story())
                .isEqualTo("c");
    }

    @Test
    void whatNoTagNamesIsALanguageOfItsOwn() {
        Decision decision = book.add(report("a", "no language at all", Duration.ZERO, "Feuer", FIRE, GOETTINGEN));

        assertThat(decision.trace()).map(Trace::language).contains("und");
        assertThat(ReportReader.baseOf("de-AT")).isEqualTo("de");
        assertThat(ReportReader.baseOf("EN_us")).isEqualTo("en");
        assertThat(ReportReader.baseOf("")).isEqualTo("und");
    }
}
