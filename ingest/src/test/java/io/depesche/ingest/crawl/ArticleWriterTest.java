package io.depesche.ingest.crawl;

import static org.assertj.core.api.Assertions.assertThat;

import io.depesche.contracts.record.ArticleOrder;
import io.depesche.contracts.record.RawArticle;
import io.depesche.contracts.record.TextStatus;
import io.depesche.ingest.extract.ArticleExtractor;
import io.depesche.ingest.extract.Extraction;
import io.depesche.ingest.extract.Page;
import io.depesche.ingest.fetch.Answer;
import io.depesche.ingest.outlets.Outlet;
import io.depesche.ingest.outlets.OutletsFile;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ArticleWriterTest {

    private static final URI ADDRESS = URI.create("https://blatt.example/a/steg");
    private static final String HTML =
            """
            <html><head><title>Der Steg wird gesperrt</title><meta property="og:image" content="/bilder/steg-am-morgen.jpg"></head>
            <body><article><p class="kicker">Mühlgraben</p><h1>Der Steg wird gesperrt</h1>
            <figure><img src="/bilder/steg-am-morgen.jpg"><figcaption>Der Steg am Morgen. Foto: A. Muster</figcaption></figure>
            <p>Der Steg am Mühlgraben wird von Montag an für sechs Wochen gesperrt, wie die Stadt am Freitag mitteilte.</p>
            <p>Die GelÃ¤nder sind morsch, und zwei Bohlen sind im Winter gebrochen; verletzt wurde dabei niemand.</p>
            <p>Korrektur: In einer früheren Version hieß es, der Steg werde abgerissen.</p></article></body></html>
            """;
    private static final Outlet OUTLET = OutletsFile.parse(
                    "o", "outlets: [{id: blatt, name: Blatt, language: de, feeds: ['https://blatt.example/rss']}]")
            .get(0);

    private static RawArticle write(boolean metadataOnly) {
        byte[] bytes = HTML.getBytes(StandardCharsets.UTF_8);
        Extraction page = new ArticleExtractor().extract(Page.of(bytes, ADDRESS));
        return ArticleWriter.write(
                OUTLET,
                ArticleOrder.newBuilder()
                        .setUrl(ADDRESS.toString())
                        .setFound(Instant.EPOCH)
                        .build(),
                new Answer(ADDRESS, 200, Map.of(), bytes, Duration.ZERO),
                page,
                List.of(),
                metadataOnly,
                Instant.EPOCH);
    }

    @Test
    void writesAllThatThePageSays() {
        RawArticle article = write(false);
        assertThat(article.getKicker()).contains("Mühlgraben");
        assertThat(article.getBody()).contains("Die Geländer sind morsch");
        assertThat(article.getFetch().getRepaired()).isEqualTo(1);
        assertThat(article.getNotices())
                .containsExactly("Korrektur: In einer früheren Version hieß es, der Steg werde abgerissen.");
        assertThat(article.getImage().orElseThrow().getCaption()).contains("Der Steg am Morgen.");
        assertThat(article.getImage().orElseThrow().getCredit()).contains("A. Muster");
    }

    @Test
    void leavesOutWhatIsTextWhereTheOutletReservesIt() {
        RawArticle article = write(true);
        assertThat(article.getTextStatus()).isEqualTo(TextStatus.RESERVED);
        assertThat(article.getBody()).isEmpty();
        assertThat(article.getNotices()).isEmpty();
        assertThat(article.getImage().orElseThrow().getCaption()).isEmpty();
        assertThat(article.getImage().orElseThrow().getCredit()).contains("A. Muster");
        assertThat(article.getKicker()).contains("Mühlgraben");
    }
}
