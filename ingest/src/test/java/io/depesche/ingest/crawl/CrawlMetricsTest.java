package io.depesche.ingest.crawl;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CrawlMetricsTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final CrawlMetrics metrics = new CrawlMetrics(registry, 10);

    private double gauge(String name) {
        return registry.get(name).tag("outlet", "blatt").gauge().value();
    }

    @Test
    void raisesTheAlarmWhenAnOutletHasMissedTooMuchAndTakesItBack() {
        metrics.silence("blatt", Instant.EPOCH, 9.9);
        assertThat(gauge("depesche.crawl.silent")).isZero();
        metrics.silence("blatt", Instant.EPOCH, 10.1);
        assertThat(gauge("depesche.crawl.silent")).isEqualTo(1);
        assertThat(gauge("depesche.crawl.missed")).isEqualTo(10.1);
        metrics.silence("blatt", Instant.EPOCH, 0.2);
        assertThat(gauge("depesche.crawl.silent")).isZero();
    }

    @Test
    void measuresTimeSizeAndAgeOfPages() {
        metrics.visited(new ArticleOutcome(
                "blatt",
                URI.create("https://blatt.example/1"),
                Fate.NEW,
                "",
                Optional.of("id"),
                1,
                Optional.of(
                        new ArticleOutcome.Page(Duration.ofMillis(80), 4_000, Optional.of(Duration.ofMinutes(3)), 7))));
        assertThat(registry.get("depesche.crawl.articles")
                        .tag("fate", "new")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(registry.get("depesche.crawl.bytes").summary().totalAmount()).isEqualTo(4_000);
        assertThat(registry.get("depesche.crawl.cleaned").counter().count()).isEqualTo(7);
        assertThat(registry.get("depesche.crawl.age").timer().mean(TimeUnit.SECONDS))
                .isEqualTo(180);
    }

    @Test
    void showsSubscriptionsByState() {
        metrics.subscriptions("blatt", 2, 0);
        metrics.subscriptions("blatt", 0, 1);
        assertThat(registry.get("depesche.websub.subscriptions")
                        .tag("state", "requested")
                        .gauge()
                        .value())
                .isZero();
        assertThat(registry.get("depesche.websub.subscriptions")
                        .tag("state", "verified")
                        .gauge()
                        .value())
                .isEqualTo(1);
    }
}
