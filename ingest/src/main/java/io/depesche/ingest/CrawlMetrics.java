package io.depesche.ingest;

import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.util.Locale;

/**
 * Counts what the crawler does, for each outlet: {@code depesche.crawl.articles} by fate, {@code depesche.crawl.sources} by
 * result, and {@code depesche.crawl.fetch}, the time that pages take.
 */
public final class CrawlMetrics implements CrawlListener {

    private static final String OUTLET = "outlet";

    private final MeterRegistry registry;

    public CrawlMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void polled(SourceOutcome outcome) {
        String result = outcome.trouble().isPresent() ? "broken" : outcome.changed() ? "read" : "unchanged";
        registry.counter("depesche.crawl.sources", OUTLET, outcome.outlet(), "result", result)
                .increment();
    }

    @Override
    public void found(String outlet, URI address) {
        registry.counter("depesche.crawl.found", OUTLET, outlet).increment();
    }

    @Override
    public void visited(ArticleOutcome outcome) {
        String fate = outcome.fate().name().toLowerCase(Locale.ROOT).replace('_', '-');
        registry.counter("depesche.crawl.articles", OUTLET, outcome.outlet(), "fate", fate)
                .increment();
        outcome.took().ifPresent(took -> registry.timer("depesche.crawl.fetch", OUTLET, outcome.outlet())
                .record(took));
    }
}
