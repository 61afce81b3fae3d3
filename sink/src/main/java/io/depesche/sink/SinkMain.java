package io.depesche.sink;

import io.depesche.contracts.TopicOf;
import io.depesche.contracts.Topics;
import io.depesche.service.Cluster;
import io.depesche.service.Env;
import io.depesche.service.KafkaSettings;
import io.depesche.service.RegistrySerdes;
import io.depesche.service.ServiceProcess;
import io.depesche.service.StreamsService;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.PrintStream;
import java.util.List;

/** The routing service as a process, as in {@code depesche sink} and in the container. */
public final class SinkMain {

    private static final List<TopicOf<?>> TOPICS = List.of(
            Topics.TAGGED,
            Topics.TAGGED_GERMAN,
            Topics.TAGGED_ENGLISH,
            Topics.TAGGED_OTHER,
            Topics.LATEST,
            Topics.MENTION,
            Topics.NINJS,
            Topics.REVISION,
            Topics.WATCHLIST,
            Topics.ALERT,
            Topics.RAW,
            Topics.TAKEDOWN,
            Topics.DEAD);

    private SinkMain() {}

    /** Runs until SIGTERM and returns the exit status. */
    public static int run(Env env, PrintStream err) {
        return ServiceProcess.run("sink", env, registry -> start(env, registry), err);
    }

    /** Waits for Kafka, checks the topics, and starts. */
    public static StreamsService start(Env env, MeterRegistry registry) {
        KafkaSettings kafka = KafkaSettings.from(env);
        StreamsService.Settings settings = StreamsService.Settings.from(env);
        try (Cluster cluster = new Cluster(kafka, "depesche-sink-admin")) {
            cluster.awaitWith(TOPICS);
        }
        SinkTopology topology = new SinkTopology(RegistrySerdes.from(env));
        return new StreamsService(SinkTopology.APPLICATION_ID, topology, kafka, settings, registry);
    }
}
