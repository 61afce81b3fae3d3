package io.depesche.ingest.discover;

import static org.assertj.core.api.Assertions.assertThat;

import io.depesche.contracts.record.StatedTime;
import io.depesche.contracts.record.TimePrecision;
import io.depesche.contracts.record.TimeSource;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DiscoveryTest {

    private static final URI ADDRESS = URI.create("https://blatt.example/a");

    private static Discovery with(TimeSource source) {
        return new Discovery(
                ADDRESS,
                Optional.of(source.name()),
                Optional.of(new StatedTime(Instant.EPOCH, "UTC", source, TimePrecision.SECOND)),
                Optional.empty(),
                List.of());
    }

    @Test
    void mergesFactsAndTrustsAFeedsTimeBeforeASitemaps() {
        Discovery page = Discovery.of(ADDRESS);
        Discovery sitemap = with(TimeSource.SITEMAP);
        Discovery feed = with(TimeSource.FEED);
        assertThat(page.mergedWith(sitemap)).isEqualTo(sitemap);
        assertThat(sitemap.mergedWith(page)).isEqualTo(sitemap);
        assertThat(sitemap.mergedWith(feed).published()).isEqualTo(feed.published());
        assertThat(feed.mergedWith(sitemap)).isEqualTo(feed);
        assertThat(sitemap.mergedWith(feed).title()).contains("SITEMAP");
    }
}
