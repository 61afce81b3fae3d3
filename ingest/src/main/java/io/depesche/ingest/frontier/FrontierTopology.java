package io.depesche.ingest.frontier;

import static io.depesche.contracts.Topics.FRONTIER;
import static io.depesche.contracts.Topics.OUTLET;
import static io.depesche.contracts.Topics.RAW;
import static io.depesche.contracts.Topics.TAKEDOWN;

import io.depesche.contracts.RecordSerdes;
import io.depesche.contracts.record.FrontierOrder;
import io.depesche.ingest.crawl.CrawlListener;
import io.depesche.ingest.crawl.Reporter;
import io.depesche.ingest.websub.Callbacks;
import io.depesche.service.Takedowns;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The crawler as a topology: outlets become orders, orders become fetches, and what comes of them is written with the memory of it
 * in one transaction.
 *
 * <pre>
 * news.outlet.v1 ─► order sources ─► news.frontier.v1 ─► crawl (store: crawl) ─► news.raw.v1
 *                                          ▲                 │
 *                                          └─────────────────┘ articles and sources on other sites
 * </pre>
 */
public final class FrontierTopology implements Supplier<Topology> {

    /** Application id, and so the consumer group. */
    public static final String APPLICATION_ID = "depesche-ingest";

    private final Supplier<Reporter> reporters;
    private final Optional<Callbacks> callbacks;
    private final RecordSerdes serdes;
    private final CrawlListener listener;
    private final CrawlProgress progress;
    private final SharedOutlets outlets = new SharedOutlets();
    private final Takedowns takedowns;
    private final Clock clock;

    /**
     * A topology.
     *
     * @param reporters gives each task a reporter of its own, which goes with it
     * @param callbacks where hubs can push to, if they can
     * @param listener is told what happens, by stream threads, before it is committed
     */
    public FrontierTopology(
            Supplier<Reporter> reporters,
            Optional<Callbacks> callbacks,
            RecordSerdes serdes,
            CrawlListener listener,
            CrawlProgress progress,
            Clock clock) {
        this.reporters = reporters;
        this.callbacks = callbacks;
        this.serdes = serdes;
        this.takedowns = new Takedowns(serdes);
        this.listener = listener;
        this.progress = progress;
        this.clock = clock;
    }

    /** What Streams needs to know beside the topology: results are picked up and committed within tenths of a second. */
    public static Map<String, Object> settings() {
        return Map.of(
                StreamsConfig.POLL_MS_CONFIG,
                20L,
                StreamsConfig.COMMIT_INTERVAL_MS_CONFIG,
                100L,
                // One long poll at a time goes to a broker; partitions that it does not ask for wait until it is over.
                StreamsConfig.mainConsumerPrefix(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG),
                50,
                StreamsConfig.PROBING_REBALANCE_INTERVAL_MS_CONFIG,
                60_000L,
                StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG,
                CrawlStoreSettings.class);
    }

    @Override
    public Topology get() {
        Topology topology = new Topology();
        topology.addSource(
                "read-outlets", new StringDeserializer(), serdes.of(OUTLET).deserializer(), OUTLET.name());
        topology.addProcessor("order-sources", OutletProcessor::new, "read-outlets");
        topology.addSource(
                "read-orders", new StringDeserializer(), serdes.of(FRONTIER).deserializer(), FRONTIER.name());
        topology.addProcessor("crawl", crawl(), "read-orders");
        topology.addSink(
                CrawlProcessor.ARTICLES,
                RAW.name(),
                new StringSerializer(),
                new ByteArraySerializer(), // serialized before, to see whether it is too large
                "crawl");
        topology.addSink(
                CrawlProcessor.ORDERS,
                FRONTIER.name(),
                new StringSerializer(),
                serdes.of(FRONTIER).serializer(),
                new Orders(),
                "order-sources",
                "crawl");
        topology.addSink(
                CrawlProcessor.RECEIPTS,
                TAKEDOWN.name(),
                new StringSerializer(),
                serdes.of(TAKEDOWN).serializer(),
                "crawl");
        takedowns.addTo(topology);
        return topology;
    }

    private ProcessorSupplier<String, FrontierOrder, String, Object> crawl() {
        return new ProcessorSupplier<>() {
            @Override
            public Processor<String, FrontierOrder, String, Object> get() {
                return new CrawlProcessor(
                        reporters.get(), callbacks, serdes, outlets, takedowns, listener, progress, clock);
            }

            @Override
            public Set<StoreBuilder<?>> stores() {
                return Set.of(Stores.keyValueStoreBuilder(
                                Stores.persistentKeyValueStore(CrawlStore.NAME), Serdes.Bytes(), Serdes.ByteArray())
                        .withCachingDisabled()
                        .withLoggingEnabled(Map.of()));
            }
        };
    }
}
