package io.depesche.ingest.extract;

import static org.assertj.core.api.Assertions.assertThat;

import io.depesche.contracts.record.Image;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MainImageTest {

    private static final String BRIDGE =
            "<meta property='og:image' content='/bilder/muehlbach-bruecke.jpg?breite=1200'>";

    private static Image image(String head, String figure) {
        String html = Pages.article("")
                .replace("</head>", head + "</head>")
                .replace("<div class=\"text\">", figure + "<div class=\"text\">");
        Extraction extraction = Pages.extract(html);
        assertThat(extraction.body()).isEqualTo(Pages.plainBody());
        return extraction.image().orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<figcaption>Die Brücke am Morgen. Foto: Anna Muster/dpa</figcaption>",
                "<figcaption>Die Brücke am Morgen. <span class='image-credit'>Foto: Anna Muster/dpa</span></figcaption>",
                "<figcaption><p>Die Brücke am Morgen.</p><small class='copyright'>© Anna Muster/dpa</small></figcaption>",
                "<figcaption>Die Brücke am Morgen.</figcaption><span class='picture__source'>Anna Muster/dpa</span>",
                "<figcaption>Die Brücke am Morgen. (Foto: Anna Muster/dpa)</figcaption>",
                "<figcaption>Die Brücke am Morgen. Anna Muster/dpa</figcaption>"
            })
    void hasCaptionAndCreditOfTheFigureThatShowsIt(String below) {
        String other =
                "<figure><img src='/bilder/rathaus-von-norden.jpg'><figcaption>Das Rathaus. Foto: Bo Beispiel</figcaption></figure>";
        String figure =
                "<figure><img src='https://bilder.example/400/muehlbach-bruecke-640x360.webp'>" + below + "</figure>";
        Image image = image(BRIDGE, other + figure);
        assertThat(image.getUrl()).isEqualTo("https://beispielblatt.example/bilder/muehlbach-bruecke.jpg?breite=1200");
        assertThat(image.getCaption()).contains("Die Brücke am Morgen.");
        assertThat(image.getCredit()).contains("Anna Muster/dpa");
    }

    @Test
    void hasNothingOfAFigureThatShowsAnotherPicture() {
        Image image = image(
                BRIDGE,
                "<figure><img src='/bilder/rathaus-von-norden.jpg'><figcaption>Das Rathaus. Foto: Bo Beispiel</figcaption></figure>");
        assertThat(image.getCaption()).isEmpty();
        assertThat(image.getCredit()).isEmpty();
    }

    @Test
    void hasWhatTheMetadataSaysWhereThePageShowsNothing() {
        String described =
                """
                <script type="application/ld+json">{"@type": "NewsArticle", "headline": "Brücke gesperrt", "image":
                {"@type": "ImageObject", "url": "/bilder/muehlbach-bruecke.jpg", "caption": "Die Brücke am Morgen", %s}}</script>
                """;
        assertThat(image(described.formatted("\"creditText\": \"Anna Muster\""), "")
                        .getCredit())
                .contains("Anna Muster");
        assertThat(image(described.formatted("\"author\": {\"@type\": \"Person\", \"name\": \"Anna Muster\"}"), "")
                        .getCredit())
                .contains("Anna Muster");
        assertThat(image(described.formatted("\"copyrightHolder\": [{\"name\": \"Anna Muster\"}]"), "")
                        .getCaption())
                .contains("Die Brücke am Morgen");
        assertThat(image(BRIDGE + "<meta property='og:image:alt' content='Die Brücke am Morgen'>", "")
                        .getCaption())
                .contains("Die Brücke am Morgen");
    }

    @Test
    void hasNoCaptionThatIsTheHeadline() {
        assertThat(image(BRIDGE + "<meta property='og:image:alt' content='Brücke gesperrt!'>", "")
                        .getCaption())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
            Die Brücke. Foto: A. Muster              | Die Brücke.           | A. Muster
            Die Brücke. Fotos: A. Muster (2)         | Die Brücke.           | A. Muster (2)
            Die Brücke © A. Muster                   | Die Brücke            | A. Muster
            Die Brücke. Bild: © A. Muster / Agentur  | Die Brücke.           | A. Muster / Agentur
            The bridge. Photo by A. Sample           | The bridge.           | A. Sample
            The bridge (Photo courtesy of the town)  | The bridge            | the town
            The bridge. Photograph: A. Sample/PA     | The bridge.           | A. Sample/PA
            The bridge. AP Photo/A. Sample           | The bridge.           | AP Photo/A. Sample
            The bridge. A. Sample via Getty Images   | The bridge.           | A. Sample via Getty Images
            Getty Images                             |                       | Getty Images
            Foto: A. Muster                          |                       | A. Muster
            Ein Foto von Anna an der Brücke          | Ein Foto von Anna an der Brücke |
            Im Bild: Anna Muster an der Brücke       | Im Bild: Anna Muster an der Brücke |
            Die AP berichtet an der Brücke           | Die AP berichtet an der Brücke |
            """)
    void partsCaptionAndCredit(String whole, String text, String credit) {
        Caption caption = Caption.of(whole);
        assertThat(caption.text().orElse(null)).isEqualTo(text);
        assertThat(caption.credit().orElse(null)).isEqualTo(credit);
    }
}
