package io.depesche.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.depesche.ingest.crawl.ArticleOutcome;
import io.depesche.ingest.crawl.Fate;
import io.depesche.ingest.crawl.SourceOutcome;
import io.depesche.ingest.discover.Source;
import io.depesche.ingest.discover.SourceKind;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OutletBoardTest {

    private static final URI FEED = URI.create("https://blatt.example/rss");
    private final OutletBoard board = new OutletBoard(ZoneOffset.UTC);

    private static SourceOutcome poll(URI address, String next) {
        return new SourceOutcome(
                "blatt",
                new Source(SourceKind.FEED, address),
                3,
                true,
                Optional.empty(),
                Instant.parse(next),
                Optional.empty());
    }

    @Test
    void countsWhatHappensToAnOutlet() {
        board.found("blatt", FEED);
        board.found("blatt", FEED);
        board.visited(new ArticleOutcome("blatt", FEED, Fate.NEW, "", Optional.of("id"), 1, Optional.empty()));
        board.visited(ArticleOutcome.trouble("blatt", FEED, Fate.NOT_FOUND, "is not there"));
        board.polled(poll(FEED, "2025-03-14T07:05:00Z"));
        assertThat(board.text())
                .startsWith("  blatt ")
                .contains("found     2", "fetched     2", "new     1", "in trouble    1", "next poll 07:05:00");
    }

    @Test
    void tellsTheSourceThatComesNext() {
        URI other = URI.create("https://blatt.example/sitemap.xml");
        board.polled(poll(FEED, "2025-03-14T07:05:00Z"));
        board.polled(poll(other, "2025-03-14T07:20:00Z"));
        assertThat(board.text()).contains("07:05:00");
    }

    @Test
    void showsTheOutletsThatSomethingHappenedToLast() {
        for (int outlet = 0; outlet < 20; outlet++) {
            board.found("blatt-" + outlet, FEED);
        }
        assertThat(board.text())
                .startsWith("  … and 12 outlets more")
                .contains("blatt-19")
                .doesNotContain("blatt-3 ");
        assertThat(board.text().lines()).hasSize(9);
    }
}
