package io.depesche.ingest.crawl;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts what the crawler does, for each outlet: {@code depesche.crawl.articles} by fate, {@code depesche.crawl.sources} by
 * result, {@code depesche.crawl.fetch}, the time that pages take, {@code depesche.crawl.bytes}, their size,
 * {@code depesche.crawl.cleaned}, the characters taken out of them,
 * {@code depesche.crawl.age}, the time from an article's publication to its first crawl, {@code depesche.crawl.missed}, how many articles it usually has in the
 * time since its last new one, and {@code depesche.crawl.silent}, 1 when those are too many; {@code depesche.websub.subscriptions}, its subscriptions at
 * hubs by state.
 */
public final class CrawlMetrics implements CrawlListener {

    private static final Logger LOG = LoggerFactory.getLogger(CrawlMetrics.class);

    /** Bounds of the buckets of the time from publication to crawl. */
    private static final Duration[] AGES = {
        Duration.ofMinutes(1),
        Duration.ofMinutes(5),
        Duration.ofMinutes(15),
        Duration.ofHours(1),
        Duration.ofHours(6),
        Duration.ofDays(1)
    };

    private static final String OUTLET = "outlet";

    private final MeterRegistry registry;
    private final double alarm;
    private final Map<String, Meters> meters = new ConcurrentHashMap<>();
    private final Map<String, AtomicReference<Double>> missed = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> subscriptions = new ConcurrentHashMap<>();

    /** What is counted of one outlet, at hand: to find a meter in the registry takes longer than to count. */
    private static final class Meters {

        private final MeterRegistry registry;
        private final String outlet;
        private final Map<Fate, Counter> articles = new ConcurrentHashMap<>();
        private final Counter found;
        private final Timer fetch;
        private final DistributionSummary bytes;
        private final Counter cleaned;
        private final Timer age;

        private Meters(MeterRegistry registry, String outlet) {
            this.registry = registry;
            this.outlet = outlet;
            this.found = registry.counter("depesche.crawl.found", OUTLET, outlet);
            this.fetch = registry.timer("depesche.crawl.fetch", OUTLET, outlet);
            this.bytes = registry.summary("depesche.crawl.bytes", OUTLET, outlet);
            this.cleaned = registry.counter("depesche.crawl.cleaned", OUTLET, outlet);
            this.age = Timer.builder("depesche.crawl.age")
                    .tag(OUTLET, outlet)
                    .serviceLevelObjectives(AGES)
                    .register(registry);
        }

        private void visited(Fate fate) {
            articles.computeIfAbsent(
                            fate,
                            first -> registry.counter(
                                    "depesche.crawl.articles",
                                    OUTLET,
                                    outlet,
                                    "fate",
                                    first.name().toLowerCase(Locale.ROOT).replace('_', '-')))
                    .increment();
        }
    }

    /**
     * Counts into a registry.
     *
     * @param silenceAlarm an outlet is silent when it has missed so many articles
     */
    public CrawlMetrics(MeterRegistry registry, int silenceAlarm) {
        this.registry = registry;
        this.alarm = silenceAlarm;
    }

    private Meters of(String outlet) {
        return meters.computeIfAbsent(outlet, first -> new Meters(registry, first));
    }

    @Override
    public void polled(SourceOutcome outcome) {
        String result = outcome.trouble().isPresent() ? "broken" : outcome.changed() ? "read" : "unchanged";
        registry.counter("depesche.crawl.sources", OUTLET, outcome.outlet(), "result", result)
                .increment();
    }

    @Override
    public void found(String outlet, URI address) {
        of(outlet).found.increment();
    }

    @Override
    public void visited(ArticleOutcome outcome) {
        Meters outlet = of(outcome.outlet());
        outlet.visited(outcome.fate());
        outcome.page().ifPresent(page -> {
            outlet.fetch.record(page.took());
            outlet.bytes.record((double) page.bytes());
            outlet.cleaned.increment(page.cleaned());
            page.age().filter(age -> outcome.fate() == Fate.NEW).ifPresent(outlet.age::record);
        });
    }

    @Override
    public void silence(String outlet, Instant lastNew, double articles) {
        double before = missed.computeIfAbsent(outlet, this::gauges).getAndSet(articles);
        if (articles >= alarm && before < alarm) {
            LOG.warn(
                    "{}: silent: no new article since {}, when it usually has {} in that time",
                    outlet,
                    lastNew,
                    Math.round(articles));
        }
    }

    @Override
    public void subscriptions(String outlet, int requested, int verified) {
        subscriptions
                .computeIfAbsent(outlet + " requested", unseen -> subscriptions(outlet, "requested"))
                .set(requested);
        subscriptions
                .computeIfAbsent(outlet + " verified", unseen -> subscriptions(outlet, "verified"))
                .set(verified);
    }

    private AtomicInteger subscriptions(String outlet, String state) {
        AtomicInteger value = new AtomicInteger();
        registry.gauge("depesche.websub.subscriptions", List.of(Tag.of(OUTLET, outlet), Tag.of("state", state)), value);
        return value;
    }

    private AtomicReference<Double> gauges(String outlet) {
        AtomicReference<Double> value = new AtomicReference<>(0.0);
        List<Tag> tags = List.of(Tag.of(OUTLET, outlet));
        registry.gauge("depesche.crawl.missed", tags, value, AtomicReference::get);
        registry.gauge("depesche.crawl.silent", tags, value, articles -> articles.get() >= alarm ? 1 : 0);
        return value;
    }
}
