package io.depesche.ingest;

import io.depesche.contracts.RecordSerdes;
import io.depesche.contracts.Topics;
import io.depesche.ingest.fetch.AddressGuard;
import io.depesche.ingest.fetch.Fetcher;
import io.depesche.ingest.frontier.Frontier;
import io.depesche.ingest.frontier.FrontierReader;
import io.depesche.ingest.outlets.Outlet;
import io.depesche.ingest.publish.ArticlePublisher;
import io.depesche.service.Cluster;
import io.depesche.service.ConfigError;
import io.depesche.service.RunningService;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.KafkaException;

/** The crawler with its memory in Kafka. It works from {@link #start()}, or for one {@link #crawlOnce()}. */
public final class IngestService implements RunningService {

    private final ArticlePublisher publisher;
    private final KafkaClientMetrics producerMetrics;
    private final Crawler crawler;
    /** Completes exceptionally with the publisher, in the usual way on close. */
    private final CompletableFuture<Void> stopped;

    private IngestService(ArticlePublisher publisher, Crawler crawler, MeterRegistry registry) {
        this.publisher = publisher;
        this.crawler = crawler;
        this.producerMetrics = new KafkaClientMetrics(publisher.producer());
        producerMetrics.bindTo(registry);
        this.stopped = publisher.failed().copy();
    }

    /**
     * Waits for Kafka, takes over from a former instance of the same name, and reads what was remembered.
     *
     * @param outlets whom to crawl
     * @param listener is told what happens, besides the log and the metrics
     */
    public static IngestService open(
            IngestConfig config,
            List<Outlet> outlets,
            RecordSerdes serdes,
            PageReader reader,
            CrawlListener listener,
            Clock clock,
            MeterRegistry registry) {
        String name = "depesche-ingest-" + config.instanceId();
        try (Cluster cluster = new Cluster(config.kafka(), name + "-admin")) {
            cluster.awaitWith(List.of(Topics.RAW, Topics.FRONTIER));
        }
        ArticlePublisher publisher = null;
        try {
            // First the publisher: it ends what a former instance left open, which the reader would wait for.
            publisher = new ArticlePublisher(config.kafka(), serdes, config.instanceId());
            Frontier frontier = FrontierReader.read(config.kafka(), serdes, name + "-frontier");
            Fetcher fetcher = new Fetcher(
                    config.userAgent().header(),
                    new AddressGuard(config.allowedNetworks()),
                    config.limits(),
                    config.threads(),
                    clock);
            CrawlListener listeners = CrawlListener.all(List.of(new CrawlLog(), new CrawlMetrics(registry), listener));
            Crawler crawler =
                    new Crawler(outlets, fetcher, reader, frontier, publisher, listeners, clock, config.maxBodyBytes());
            return new IngestService(publisher, crawler, registry);
        } catch (KafkaException e) {
            if (publisher != null) {
                publisher.close();
            }
            throw new ConfigError("ingest cannot work with Kafka at %s: %s"
                    .formatted(config.kafka().bootstrapServers(), e.getMessage()));
        }
    }

    /** Starts to crawl and returns at once. */
    public void start() {
        crawler.start();
    }

    /** {@linkplain Crawler#crawlOnce() Crawls once}; for a service that was not started. */
    public CrawlReport crawlOnce() {
        return crawler.crawlOnce();
    }

    @Override
    public boolean isAlive() {
        return !stopped.isDone();
    }

    @Override
    public boolean isReady() {
        return isAlive();
    }

    @Override
    public CompletableFuture<Void> stopped() {
        return stopped;
    }

    /** Gives running fetches a few seconds, writes what came of them, and leaves the rest for the next start. */
    @Override
    public void close() {
        crawler.close();
        producerMetrics.close();
        publisher.close();
        stopped.complete(null);
    }
}
