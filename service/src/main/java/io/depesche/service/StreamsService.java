package io.depesche.service;

import io.depesche.contracts.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One topology at work, exactly once. Its application id is its consumer group and the prefix of its client ids and transactional
 * ids. Closing it hands its tasks over at once.
 */
public final class StreamsService implements RunningService {

    private static final Duration PURGE_INTERVAL = Duration.ofSeconds(5);
    private static final Duration SEGMENT = Duration.ofHours(1);
    private static final Logger LOG = LoggerFactory.getLogger(StreamsService.class);
    private static final Pattern INSTANCE = Pattern.compile("[A-Za-z0-9._-]{1,100}");
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(8);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

    /**
     * What a topology runs with.
     *
     * @param stateDir folder for state stores
     * @param instanceId name of this instance, for static membership; without one membership is dynamic
     * @param threads stream threads
     * @param further what else the topology asks of Streams, by Kafka's names
     */
    public record Settings(Path stateDir, Optional<String> instanceId, int threads, Map<String, Object> further) {

        public Settings {
            further = Map.copyOf(further);
            ConfigError.check(
                    instanceId.isEmpty() || INSTANCE.matcher(instanceId.get()).matches(),
                    "INSTANCE_ID=%s; expected letters, digits, '.', '_' and '-', at most 100 of them",
                    instanceId.orElse(""));
        }

        /** Reads {@code STATE_DIR}, {@code INSTANCE_ID} and {@code STREAM_THREADS}. */
        public static Settings from(Env env) {
            return new Settings(
                    env.path("STATE_DIR", Path.of(System.getProperty("java.io.tmpdir"), "depesche-state")),
                    env.optional("INSTANCE_ID"),
                    env.integer("STREAM_THREADS", 1, 1, 64),
                    Map.of());
        }

        /** The same, with what else the topology asks of Streams. */
        public Settings with(Map<String, Object> settings) {
            return new Settings(stateDir, instanceId, threads, settings);
        }
    }

    private final String applicationId;
    private final int threads;
    private final KafkaStreams streams;
    private final KafkaStreamsMetrics metrics;
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();

    /** Builds the topology and joins the group. */
    public StreamsService(
            String applicationId,
            Supplier<Topology> topology,
            KafkaSettings kafka,
            Settings settings,
            MeterRegistry registry) {
        this.applicationId = applicationId;
        this.threads = settings.threads();
        this.streams = new KafkaStreams(topology.get(), properties(applicationId, kafka, settings, registry));
        this.metrics = new KafkaStreamsMetrics(streams);
        metrics.bindTo(registry);
        streams.setUncaughtExceptionHandler(failure -> {
            LOG.error("{} stops: {}", applicationId, failure.toString(), failure);
            stopped.completeExceptionally(failure);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        });
        streams.setStateListener((now, before) -> {
            LOG.info("{} is {}", applicationId, now);
            if (now == KafkaStreams.State.NOT_RUNNING || now == KafkaStreams.State.ERROR) {
                stopped.complete(null);
            }
        });
        streams.start();
    }

    private static Properties properties(
            String applicationId, KafkaSettings kafka, Settings settings, MeterRegistry registry) {
        Properties properties = new Properties();
        String clientId = settings.instanceId()
                .map(instance -> applicationId + "-" + instance)
                .orElse(applicationId);
        properties.putAll(kafka.client(clientId));
        properties.putAll(Map.of(
                StreamsConfig.APPLICATION_ID_CONFIG,
                applicationId,
                StreamsConfig.PROCESSING_GUARANTEE_CONFIG,
                StreamsConfig.EXACTLY_ONCE_V2,
                StreamsConfig.NUM_STREAM_THREADS_CONFIG,
                settings.threads(),
                StreamsConfig.STATE_DIR_CONFIG,
                settings.stateDir().toString(),
                StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG,
                true));
        properties.putAll(Map.of(
                StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG,
                Topics.DEAD.name(),
                StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG,
                DeadLetters.OnDeserialization.class,
                StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG,
                DeadLetters.OnProcessing.class,
                DeadLetters.METERS,
                registry));
        properties.put(
                StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), Topics.DEAD.maxMessageBytes());
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
        // Articles pass repartition topics: what has been read is deleted soon, and so are its bytes, as a takedown has
        // to reach them.
        properties.put(StreamsConfig.REPARTITION_PURGE_INTERVAL_MS_CONFIG, PURGE_INTERVAL.toMillis());
        properties.put(StreamsConfig.topicPrefix(TopicConfig.SEGMENT_MS_CONFIG), SEGMENT.toMillis());
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        // A killed instance's partitions move within ten seconds; the default of 45 is long for news.
        properties.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), 10_000);
        properties.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), 3_000);
        properties.putAll(settings.further());
        settings.instanceId()
                .ifPresent(instance -> properties.put(
                        StreamsConfig.mainConsumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG), instance));
        return properties;
    }

    /**
     * Waits until everything that the topology has given out so far is committed.
     *
     * @throws IllegalStateException when the service stops first
     */
    public void awaitCommit() throws InterruptedException {
        // The commit under way may have begun before, so that it takes the one after it.
        double wanted = commits() + 2L * threads;
        while (commits() < wanted) {
            if (!isAlive()) {
                throw new IllegalStateException(applicationId + " has stopped");
            }
            Thread.sleep(LOOK_AGAIN.toMillis());
        }
    }

    private double commits() {
        return streams.metrics().entrySet().stream()
                .filter(metric -> metric.getKey().name().equals("commit-total")
                        && metric.getKey().group().equals("stream-thread-metrics"))
                .mapToDouble(metric -> (Double) metric.getValue().metricValue())
                .sum();
    }

    @Override
    public boolean isAlive() {
        return !stopped.isDone();
    }

    @Override
    public boolean isReady() {
        return streams.state() == KafkaStreams.State.RUNNING;
    }

    @Override
    public CompletableFuture<Void> stopped() {
        return stopped;
    }

    /** Finishes the records in hand, commits, and leaves the group, so that others take over at once. */
    @Override
    public void close() {
        boolean inTime = streams.close(CloseOptions.groupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP)
                .withTimeout(CLOSE_PATIENCE));
        if (!inTime) {
            LOG.warn(
                    "{} did not stop within {} s; what it had not committed is done again",
                    applicationId,
                    CLOSE_PATIENCE.toSeconds());
        }
        metrics.close();
    }
}
