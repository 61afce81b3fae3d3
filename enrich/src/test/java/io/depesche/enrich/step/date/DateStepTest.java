package io.depesche.enrich.step.date;

import static org.assertj.core.api.Assertions.assertThat;

import io.depesche.contracts.record.DateTag;
import io.depesche.contracts.record.Field;
import io.depesche.contracts.record.Language;
import io.depesche.contracts.record.TimeAnchor;
import io.depesche.enrich.step.ArticleText;
import io.depesche.enrich.step.Tags;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DateStepTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Am 3., 4. und 5. Oktober 2024 war Markt. | 2024-10-03 2024-10-04 2024-10-05",
                "Vom 30. April bis 2. Mai 2024 lief die Messe. | 2024-04-30 2024-05-02",
                "Im Mai und Juni 2023 war Ruhe. | 2023-05 2023-06",
                "Offen ist von 14.30-18 Uhr. | 2025-03-14T14:30 2025-03-14T18:00",
                "Von 1998 bis 2004 war sie Ministerin. | 1998 2004",
                "Am Montag und Dienstag blieb das Amt zu. | 2025-03-10 2025-03-11"
            })
    void tagsEachEndOfARangeAndEachItemOfAList(String text, String values) {
        assertThat(values(Dates.in(text, "de"))).isEqualTo(values);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "um Viertel nach acht | 2025-03-14T08:15",
                "um drei viertel neun | 2025-03-14T08:45",
                "um 12 Uhr mittags | 2025-03-14T12:00",
                "um Mitternacht | 2025-03-14T24:00",
                "in der Nacht zum 17. Juni | 2025-06-16TNI",
                "heute Morgen | 2025-03-14TMO",
                "gegen 22.15 Uhr | 2025-03-14T22:15"
            })
    void readsTheClockAsItIsSpoken(String text, String value) {
        assertThat(values(Dates.in(text, "de"))).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Am Mittwoch regnete es. | XXXX-WXX-3",
                "Im Mai regnet es. | XXXX-05",
                "Um 9 Uhr beginnt es. | XXXX-XX-XXT09:00",
                "Die Halle ist heute zu. | PRESENT_REF",
                "Er kam gestern. | XXXX-XX-XX",
                "Es war letzte Woche. | XXXX-WXX",
                "An Heiligabend schneite es. | XXXX-12-24",
                "In der laufenden Saison schneite es. | XXXX",
                "Heute vor zehn Jahren schneite es. | XXXX-XX-XX"
            })
    void withoutPublicationDateKeepsTheTypeAndResolvesNothing(String text, String value) {
        assertThat(Dates.in(text, "de", Optional.empty())).singleElement().satisfies(tag -> {
            assertThat(tag.getValue()).isEqualTo(value);
            assertThat(tag.getInterval()).isEmpty();
        });
    }

    @Test
    void withoutPublicationDateKeepsWrittenDatesWhole() {
        assertThat(Dates.in("am 3. Mai 2024", "de", Optional.empty()))
                .singleElement()
                .satisfies(tag -> {
                    assertThat(tag.getValue()).isEqualTo("2024-05-03");
                    assertThat(tag.getInterval()).isPresent();
                    assertThat(tag.getAnchor()).isEqualTo(TimeAnchor.NONE);
                });
    }

    @Test
    void withoutPublicationDateCountsFromADateInTheText() {
        assertThat(values(Dates.in("He left in 2014. That spring it rained.", "en", Optional.empty())))
                .isEqualTo("2014 2014-SP");
    }

    @Test
    void countsFromTheLastDateOfTheTextWhereTheTextSaysSo() {
        List<DateTag> tags = Dates.in("Am 4. Juli 1998 sank das Schiff. Am nächsten Tag fand man es.", "de");
        assertThat(values(tags)).isEqualTo("1998-07-04 1998-07-05");
        assertThat(tags.get(1).getAnchor()).isEqualTo(TimeAnchor.TEXT);
    }

    @Test
    void narrativesAnchorToTheLastDate() {
        String text = "Am 4. Juli 1898 sank das Schiff. Im August fand man es.";
        assertThat(values(Dates.inNarrative(text, "de"))).isEqualTo("1898-07-04 1898-08");
        assertThat(values(Dates.in(text, "de"))).isEqualTo("1898-07-04 2024-08");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1862 begann der Zug. Im Herbst war Ruhe, am 5. Januar nicht. | 1862 1862-FA 1862-01-05",
                "Im Mai 1862 begann er. Wie im Jahr zuvor wurde im Juni gekämpft. | 1862-05 1861 1862-06",
                "Im Mai 1862 fiel er. Zwei Jahre später kam er frei. | 1862-05 1864",
                "Im Mai 1862 fiel er. Kurz darauf kam er frei. | 1862-05 FUTURE_REF",
                "Im Mai 1862 war er damals krank. | 1862-05",
                "Im Mai 1922 war Ruhe. In den zwanziger Jahren auch, im Winter '23 nicht. | 1922-05 192 1923-WI"
            })
    void narrativesGoOnInTheYearTheyHaveReached(String text, String values) {
        assertThat(values(Dates.inNarrative(text, "de"))).isEqualTo(values);
    }

    @Test
    void anUndecidedWeekdayFollowsTheSameOneElsewhereInTheText() {
        String text = "Zinsentscheid am Mittwoch. Am Mittwoch wird der Rat neu wählen.";
        assertThat(values(Dates.in(text, "de"))).isEqualTo("2025-03-19 2025-03-19");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Tausende sind heute auf der Straße. | PRESENT_REF",
                "Tausende sind heute auf der Straße. Am Freitag war es still. | 2025-03-14 2025-03-14",
                "Tausende sind heute auf der Straße. Gestern war es still. | 2025-03-14 2025-03-13",
                "Noch heute lebt er dort. Gestern war es still. | PRESENT_REF 2025-03-13"
            })
    void todayIsTheDayWhereTheTextNamesItOrItsNeighbours(String text, String values) {
        assertThat(values(Dates.in(text, "de"))).isEqualTo(values);
    }

    @Test
    void twoDigitsGoToTheCenturyThatLiesAtMostTenYearsAhead() {
        assertThat(values(Dates.in("Sommer '68, die 90er und die 2020er", "de")))
                .isEqualTo("1968-SU 199 202");
    }

    @Test
    void inOtherLanguagesTagsOnlyDatesInDigits() {
        assertThat(values(Dates.in("Le 2025-02-28, lundi 3 mai, on danse.", "fr")))
                .isEqualTo("2025-02-28");
    }

    @Test
    void countsOffsetsInCodePointsOfEachField() {
        ArticleText article = new ArticleText(
                "🌧 Regen am Mittwoch",
                "🌧🌧 gestern",
                "Es goss.",
                Optional.empty(),
                Optional.of(LocalDateTime.of(2025, 3, 14, 9, 30)),
                false);
        List<DateTag> tags = new DateStep(Anchor.PUBLICATION)
                .apply(article, Tags.NONE.withLanguage(new Language("de-AT", 1.0)))
                .dates();
        assertThat(tags).extracting(DateTag::getField).containsExactly(Field.HEADLINE, Field.LEAD);
        assertThat(tags).extracting(DateTag::getStart).containsExactly(11, 3);
    }

    @Test
    void countsHoursFromTheMinuteOfPublication() {
        ArticleText article = new ArticleText(
                "", "", "vor zwei Stunden", Optional.empty(), Optional.of(LocalDateTime.of(2025, 3, 14, 9, 30)), false);
        assertThat(new DateStep(Anchor.PUBLICATION)
                        .apply(article, Tags.NONE.withLanguage(new Language("de", 1.0)))
                        .dates())
                .singleElement()
                .satisfies(tag -> assertThat(tag.getInterval().orElseThrow().getEarliest())
                        .contains(LocalDateTime.of(2025, 3, 14, 7, 0)));
    }

    private static String values(List<DateTag> tags) {
        return String.join(" ", tags.stream().map(DateTag::getValue).toList());
    }
}
