package io.depesche.enrich.step.date;

import static org.assertj.core.api.Assertions.assertThat;

import io.depesche.contracts.TextSpan;
import io.depesche.contracts.record.DateTag;
import io.depesche.contracts.record.TimeAnchor;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What holds for every text, however odd. */
class DateStepPropertyTest {

    @Property
    void everyTagQuotesTheText(@ForAll("texts") String text, @ForAll("languages") String language) {
        assertThat(Dates.in(text, language))
                .allSatisfy(tag -> assertThat(new TextSpan(tag.getStart(), tag.getEnd(), tag.getExact()).quotes(text))
                        .isTrue());
    }

    @Property
    void tagsStandInReadingOrderAndDoNotOverlap(@ForAll("texts") String text, @ForAll("languages") String language) {
        int end = 0;
        for (DateTag tag : Dates.in(text, language)) {
            assertThat(tag.getStart()).isGreaterThanOrEqualTo(end);
            end = tag.getEnd();
        }
    }

    @Property
    void everyIntervalStartsBeforeItEnds(@ForAll("texts") String text, @ForAll("languages") String language) {
        assertThat(Dates.in(text, language)).allSatisfy(tag -> {
            Optional<LocalDateTime> earliest = tag.getInterval().flatMap(interval -> interval.getEarliest());
            Optional<LocalDateTime> latest = tag.getInterval().flatMap(interval -> interval.getLatest());
            if (earliest.isPresent() && latest.isPresent()) {
                assertThat(earliest.get()).isBefore(latest.get());
            }
        });
    }

    @Property
    void theSameTextGivesTheSameTags(@ForAll("texts") String text, @ForAll("languages") String language) {
        assertThat(Dates.in(text, language)).isEqualTo(Dates.in(text, language));
    }

    @Property
    void withoutPublicationDateNothingIsResolvedAgainstIt(
            @ForAll("texts") String text, @ForAll("languages") String language) {
        assertThat(Dates.in(text, language, Optional.empty()))
                .allSatisfy(tag -> assertThat(tag.getAnchor()).isNotEqualTo(TimeAnchor.PUBLICATION));
    }

    @Property
    void wordsOfTheListsInAnyOrderAreNoError(
            @ForAll("listedWords") String text, @ForAll("dictionaries") String language) {
        assertThat(Dates.in(text, language)).isNotNull();
        assertThat(Dates.inNarrative(text, language)).isNotNull();
        assertThat(Dates.in(text, language, Optional.empty())).isNotNull();
    }

    @Property
    void aRelativeDayMovesWithThePublicationDate(
            @ForAll("relativeDays") String word, @ForAll @IntRange(min = -20_000, max = 20_000) int days) {
        LocalDate published = Dates.FRIDAY.plusDays(days);
        assertThat(dayOf(word, published)).isEqualTo(dayOf(word, Dates.FRIDAY).plusDays(days));
    }

    @Property
    void aWeekdayMovesWithThePublicationDateByWholeWeeks(
            @ForAll("weekdays") String words, @ForAll @IntRange(min = -3_000, max = 3_000) int weeks) {
        assertThat(dayOf(words, Dates.FRIDAY.plusWeeks(weeks)))
                .isEqualTo(dayOf(words, Dates.FRIDAY).plusWeeks(weeks));
    }

    @Property
    void arbitraryCharactersAreNoError(@ForAll String text, @ForAll("languages") String language) {
        assertThat(Dates.in(text, language))
                .allSatisfy(tag -> assertThat(tag.getValue()).isNotEmpty());
    }

    private static LocalDate dayOf(String word, LocalDate published) {
        List<DateTag> tags = Dates.in("Er kam " + word + " an.", "de", Optional.of(published.atStartOfDay()));
        assertThat(tags).hasSize(1);
        return LocalDate.parse(tags.get(0).getValue());
    }

    @Provide
    Arbitrary<String> relativeDays() {
        return Arbitraries.of("gestern", "vorgestern", "übermorgen", "am gestrigen Tag", "am Vortag", "am Tag darauf");
    }

    @Provide
    Arbitrary<String> weekdays() {
        return Arbitraries.of(
                "am Montag",
                "am Freitag",
                "letzten Freitag",
                "am kommenden Sonntag",
                "Montag vor einer Woche",
                "ab Freitag");
    }

    @Provide
    Arbitrary<String> languages() {
        return Arbitraries.of("de", "en", "fr");
    }

    @Provide
    Arbitrary<String> dictionaries() {
        return Arbitraries.of("de", "en");
    }

    /** Forms of both languages' word lists, without their endings, between numbers and marks. */
    @Provide
    Arbitrary<String> listedWords() {
        List<String> words = new ArrayList<>(PIECES);
        for (String language : List.of("de", "en")) {
            for (String list : List.of("calendar", "numbers", "modifiers", "references", "feasts", "tense", "traps")) {
                Dates.lines("/io/depesche/enrich/lang/" + language + "/dates/" + list + ".words")
                        .map(line -> line.substring(line.indexOf(": ") + 2))
                        .flatMap(forms -> Stream.of(forms.split(" ")))
                        .map(form ->
                                form.replaceAll("\\([^)]*\\)|\\{[A-Z]+\\}", "").replace('_', ' '))
                        .forEach(words::add);
            }
        }
        return Arbitraries.of(words).list().ofMinSize(2).ofMaxSize(14).map(found -> String.join(" ", found));
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of(PIECES).list().ofMaxSize(30).map(pieces -> String.join("", pieces));
    }

    private static final List<String> PIECES = List.of(
            " ",
            " ",
            " ",
            " ",
            " ",
            ".",
            ",",
            "-",
            "–",
            "/",
            ":",
            "(",
            ")",
            "\n",
            "'",
            "🕰",
            "0",
            "1",
            "3",
            "12",
            "31",
            "68",
            "99",
            "2024",
            "2025",
            "1990",
            "9999",
            "99999999",
            "er",
            "Mai",
            "Feber",
            "Februar",
            "März",
            "Montag",
            "Dienstagabend",
            "heute",
            "gestern",
            "Morgen",
            "früh",
            "Uhr",
            "halb",
            "neun",
            "der",
            "den",
            "des",
            "letzten",
            "nächste",
            "diese",
            "Woche",
            "Jahr",
            "Jahre",
            "Jahren",
            "Tage",
            "Jahrhundert",
            "Ende",
            "Anfang",
            "Mitte",
            "vor",
            "seit",
            "in",
            "bis",
            "und",
            "jeden",
            "alle",
            "drei",
            "anderthalb",
            "ein",
            "paar",
            "mehr als",
            "v. Chr.",
            "Ostern",
            "Herbst",
            "ersten",
            "Quartal",
            "Halbjahr",
            "Saison",
            "Geschäftsjahr",
            "Nacht",
            "zum",
            "später",
            "lang",
            "täglich",
            "Vortag",
            "Folgejahr",
            "abends",
            "zuvor",
            "darauf",
            "Vorabend",
            "vom",
            "auf",
            "'",
            "’",
            "Saison",
            "2015/16",
            "Nullerjahre",
            "GMT",
            "1500",
            "year-ago",
            "this",
            "before",
            "after",
            "earlier",
            "year-end",
            "early",
            "hours",
            "Sunday",
            "morning",
            "in",
            "zum",
            "Uhr morgens",
            "today",
            "tonight",
            "May",
            "March",
            "the",
            "last",
            "next",
            "ago",
            "week",
            "years",
            "p.m.",
            "a.m.",
            "half",
            "of",
            "late",
            "early",
            "1990s",
            "century",
            "quarter",
            "noon",
            "EST",
            "every",
            "a",
            "wird",
            "war",
            "hat");
}
