package io.depesche.ingest.extract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KickerTest {

    private static final String HEADING = "<h1>Brücke gesperrt</h1>";
    private static final String TITLE = "<meta property='og:title' content='Brücke gesperrt'></head>";

    private static Extraction extract(String heading) {
        return Pages.extract(Pages.article("").replace("</head>", TITLE).replace(HEADING, heading));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<h1><span>Mühlbach:</span> Brücke gesperrt</h1>",
                "<h1><span class='a'>Mühlbach</span><span class='hidden'>: </span><span>Brücke gesperrt</span></h1>",
                "<h1><small>Mühlbach</small><br>Brücke gesperrt</h1>",
                "<h1>Mühlbach <strong>Brücke gesperrt</strong></h1>",
                "<h1><div><em>Mühlbach</em><b>Brücke gesperrt</b></div></h1>",
                "<header><h2><span>Mühlbach</span><span>Brücke gesperrt</span></h2></header>",
                "<p class='article-kicker'>Mühlbach</p><h1>Brücke gesperrt</h1>",
                "<div class='labels'><span class='overline'>Mühlbach</span></div><h1>Brücke gesperrt</h1>",
                "<div class='dachzeile'>Mühlbach</div><hr><div><div><h1>Brücke gesperrt</h1></div></div>",
                "<hgroup><p>Mühlbach</p><h1>Brücke gesperrt</h1></hgroup>"
            })
    void isWhatIsSetApartAboveTheHeadline(String heading) {
        Extraction extraction = extract(heading);
        assertThat(extraction.kicker()).contains("Mühlbach");
        assertThat(extraction.headline()).isEqualTo("Brücke gesperrt");
        assertThat(extraction.body()).isEqualTo(Pages.plainBody());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<h1>Brücke gesperrt</h1>",
                "<p>Mühlbach</p><h1>Brücke gesperrt</h1>",
                "<ol class='breadcrumb'><li>Start</li><li>Mühlbach</li></ol><h1>Brücke gesperrt</h1>",
                "<p class='kicker'>3. Mai 2024, 10:15 Uhr</p><h1>Brücke gesperrt</h1>",
                "<p class='kicker'>Beispielblatt</p><h1>Brücke gesperrt</h1>",
                "<h1><span class='badge'>Plus</span> Brücke gesperrt</h1>",
                "<p class='kicker'>Mühlbach</p><p>Ein Satz, der dazwischen steht.</p><h1>Brücke gesperrt</h1>",
                "<h1>Brücke gesperrt</h1><h2>3 Gedanken zu „<span>Brücke gesperrt</span></h2>"
            })
    void isAbsentWhereNothingIsPlain(String heading) {
        assertThat(extract(heading).kicker()).isEmpty();
    }

    @Test
    void isNeitherTheSectionNorLongerThanALine() {
        String section = "<meta property='article:section' content='Lokales'></head>";
        String html = Pages.article("").replace("</head>", section);
        assertThat(Pages.extract(html.replace(HEADING, "<p class='kicker'>Lokales</p>" + HEADING))
                        .kicker())
                .isEmpty();
        assertThat(extract("<p class='kicker'>" + "Mühlbach ".repeat(20) + "</p>" + HEADING)
                        .kicker())
                .isEmpty();
    }
}
