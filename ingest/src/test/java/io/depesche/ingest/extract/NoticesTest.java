package io.depesche.ingest.extract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoticesTest {

    private static Extraction extract(String after) {
        return Pages.extract(Pages.article("").replace(Pages.THIRD + "</p>", Pages.THIRD + "</p>" + after));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Anmerkung der Redaktion: In einer früheren Version hieß es, die Brücke werde abgerissen.",
                "Korrektur: Die Brücke wird am Montag gesperrt, nicht schon am Sonntag.",
                "Korrekturhinweis vom 4. Mai 2024: Die Sperrung beginnt am Montag.",
                "In einer früheren Fassung dieses Textes stand, die Brücke werde abgerissen. Das ist falsch.",
                "Transparenzhinweis: Die Autorin wohnt in der Kirchgasse und nimmt selbst den Umweg.",
                "• Hinweis der Redaktion: Der Beitrag ist zuerst in der Wochenendausgabe erschienen.",
                "Dieser Artikel wurde am 4. Mai nachträglich korrigiert.",
                "Correction: An earlier version of this article misstated the day of the closure.",
                "Correction (May 4): The bridge closes on Monday, not on Sunday.",
                "An earlier version of this story misstated the day of the closure.",
                "• This article was amended on 4 May 2024. The bridge closes on Monday.",
                "[Editor’s note: The author lives next to the bridge.]",
                "Update, 14:30 Uhr: In einer früheren Version stand, die Brücke werde abgerissen."
            })
    void areToldAsPrinted(String notice) {
        assertThat(extract("<p><em>" + notice + "</em></p>").notices()).containsExactly(notice);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Die Korrektur der Pläne dauert noch: Vor dem Herbst wird nichts fertig sein.",
                "Korrekturen am Plan lehnt der Rat ab, wie ein Sprecher am Dienstag sagte.",
                "Korrektur am Plan: Der Rat verlegt die Furt um zehn Meter nach Süden.",
                "Update, 14:30 Uhr: Die Bauleute haben den zweiten Pfeiler erreicht.",
                "This article of faith was corrected by nobody in the council.",
                "Hinweis: Der Umweg ist für Kinderwagen nicht geeignet."
            })
    void areNotWhatOnlySoundsLikeOne(String paragraph) {
        assertThat(extract("<p>" + paragraph + "</p>").notices()).isEmpty();
    }

    @Test
    void haveTheirHeadingWithThem() {
        Extraction extraction = extract(
                "<div class='box'><h3>Korrektur</h3><p>Die Brücke wird am Montag gesperrt, nicht am Sonntag.</p></div>");
        assertThat(extraction.notices())
                .containsExactly("Korrektur\n\nDie Brücke wird am Montag gesperrt, nicht am Sonntag.");
    }

    @Test
    void areNotWhatReadersWrite() {
        String comment = "<section class='comments'><p>Korrektur: Die Brücke heißt seit Jahren Mühlsteg.</p></section>";
        assertThat(extract(comment).notices()).isEmpty();
    }

    @Test
    void areTakenFromTheMetadataOnceMore() {
        String described =
                """
                <script type="application/ld+json">{"@type": "NewsArticle", "headline": "Brücke gesperrt", "correction":
                [{"@type": "CorrectionComment", "text": "Die Brücke wird am Montag gesperrt."},
                 "Der Umweg dauert zehn Minuten."]}</script></head>
                """;
        String html = Pages.article("<p>Korrektur: Die Brücke wird am Montag gesperrt.</p>")
                .replace("</head>", described);
        assertThat(Pages.extract(html).notices())
                .containsExactly("Korrektur: Die Brücke wird am Montag gesperrt.", "Der Umweg dauert zehn Minuten.");
    }
}
