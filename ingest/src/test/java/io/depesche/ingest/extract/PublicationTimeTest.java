package io.depesche.ingest.extract;

import static org.assertj.core.api.Assertions.assertThat;

import io.depesche.contracts.record.StatedTime;
import io.depesche.contracts.record.TimePrecision;
import io.depesche.contracts.record.TimeSource;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PublicationTimeTest {

    private static final String DESCRIBED =
            "<script type='application/ld+json'>{\"@type\": \"Article\", \"datePublished\": \"2024-05-03T10:15:30+02:00\", \"dateModified\": \"2024-05-04T08:00:00Z\"}</script>";
    private static final String META = "<meta property='article:published_time' content='2024-05-02T09:00:00Z'>";

    @Test
    void trustsJsonLdMost() {
        Extraction extraction = extract(META + DESCRIBED, "");
        assertThat(extraction.published())
                .contains(stated("2024-05-03T08:15:30Z", "+02:00", TimeSource.JSON_LD, TimePrecision.SECOND));
        assertThat(extraction.modified())
                .contains(stated("2024-05-04T08:00:00Z", "Z", TimeSource.JSON_LD, TimePrecision.SECOND));
    }

    @Test
    void readsMetaElementsOfSeveralDialects() {
        assertThat(extract(META, "").published().orElseThrow().getSource()).isEqualTo(TimeSource.META);
        assertThat(extract("<meta name='DC.date.issued' content='2024-05-02'>", "")
                        .published())
                .contains(stated("2024-05-02T00:00:00Z", "UTC", TimeSource.META, TimePrecision.DAY));
        assertThat(extract("<meta name='parsely-pub-date' content='2024-05-02T09:00:00Z'>", "")
                        .published())
                .contains(stated("2024-05-02T09:00:00Z", "Z", TimeSource.META, TimePrecision.SECOND));
    }

    @Test
    void readsATimeElement() {
        assertThat(extract("", "<time datetime='2024-05-03T10:15+02:00'>gestern</time>")
                        .published())
                .contains(stated("2024-05-03T08:15:00Z", "+02:00", TimeSource.TIME_ELEMENT, TimePrecision.MINUTE));
    }

    @Test
    void readsTheDateLineNearestToTheHeadlineInTheOutletsZone() {
        String html = "<p>Ausgabe vom 1. Mai 2023</p><h1>Brücke gesperrt</h1><p>Stand: 3. Mai 2024, 10.15 Uhr</p><p>"
                + Pages.FIRST + "</p><p>Zuletzt am 7.8.2024</p>";
        assertThat(extract("", html, "Europe/Berlin").published())
                .contains(
                        stated("2024-05-03T08:15:00Z", "Europe/Berlin", TimeSource.VISIBLE_TEXT, TimePrecision.MINUTE));
    }

    @Test
    void readsTheAddressLast() {
        Page page = new Page(
                ("<html><body><p>" + Pages.FIRST + "</p></body></html>").getBytes(StandardCharsets.UTF_8),
                URI.create("https://beispielblatt.example/2024/05/03/bruecke"),
                Optional.empty(),
                Optional.of(ZoneId.of("Europe/Berlin")));
        assertThat(new ArticleExtractor().extract(page).published())
                .contains(stated("2024-05-02T22:00:00Z", "Europe/Berlin", TimeSource.ADDRESS, TimePrecision.DAY));
    }

    @Test
    void readsMetaElementsOfUnknownDialects() {
        assertThat(extract("<meta name='w-published-date' content='2024-05-02'>", "")
                        .published())
                .contains(stated("2024-05-02T00:00:00Z", "UTC", TimeSource.META, TimePrecision.DAY));
        assertThat(extract("<meta name='date-published-updated' content='2024-05-02'>", "")
                        .published())
                .isEmpty();
    }

    @Test
    void rescuesTheTimeOfBrokenJsonLd() {
        String broken =
                "<script type='application/ld+json'>{\"headline\": \"Die \"Brücke\"\", \"datePublished\": \"2024-05-03T10:15:30Z\"}</script>";
        assertThat(extract(broken, "").published())
                .contains(stated("2024-05-03T10:15:30Z", "Z", TimeSource.JSON_LD, TimePrecision.SECOND));
    }

    @Test
    void prefersTheTimeElementNearTheHeadline() {
        String html = "<div><time datetime='2024-06-01'>Teaser</time></div><article><h1>Brücke gesperrt</h1>"
                + "<time datetime='2024-05-03'>3. Mai</time><p>" + Pages.FIRST + "</p></article>";
        assertThat(extract("", html).published())
                .contains(stated("2024-05-03T00:00:00Z", "UTC", TimeSource.TIME_ELEMENT, TimePrecision.DAY));
    }

    @Test
    void believesTheAddressRatherThanADateOnThePageThatDisagrees() {
        String html = "<html><body><h1>Brücke gesperrt</h1><p>Termin: 7. Juni 2024</p><p>%s</p></body></html>"
                .formatted(Pages.FIRST);
        for (String path : new String[] {"/2024/05/03/bruecke", "/2024/may/03/bruecke", "/bruecke-3-5-2024"}) {
            Page page =
                    Page.of(html.getBytes(StandardCharsets.UTF_8), URI.create("https://beispielblatt.example" + path));
            assertThat(new ArticleExtractor().extract(page).published())
                    .contains(stated("2024-05-03T00:00:00Z", "UTC", TimeSource.ADDRESS, TimePrecision.DAY));
        }
    }

    @Test
    void leavesATimeThatNobodyStatesAbsent() {
        assertThat(extract("", "<p>Der Vertrag von 1998 gilt noch.</p>").published())
                .isEmpty();
        assertThat(extract("<meta name='date' content='heute'>", "").published())
                .isEmpty();
    }

    private static Extraction extract(String head, String body) {
        return Pages.extract("<html><head>" + head + "</head><body>" + body + "</body></html>");
    }

    private static Extraction extract(String head, String body, String zone) {
        String html = "<html><head>" + head + "</head><body>" + body + "</body></html>";
        return new ArticleExtractor()
                .extract(new Page(
                        html.getBytes(StandardCharsets.UTF_8),
                        Pages.ADDRESS,
                        Optional.empty(),
                        Optional.of(ZoneId.of(zone))));
    }

    private static StatedTime stated(String instant, String zone, TimeSource source, TimePrecision precision) {
        return new StatedTime(Instant.parse(instant), zone, source, precision);
    }
}
