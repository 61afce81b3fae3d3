package io.depesche.cli.pipeline;

import io.depesche.contracts.Topics;
import io.depesche.enrich.EnrichMain;
import io.depesche.enrich.EnrichTopology;
import io.depesche.service.Cluster;
import io.depesche.service.Env;
import io.depesche.service.KafkaSettings;
import io.depesche.service.StreamsService;
import io.depesche.sink.SinkMain;
import io.depesche.sink.SinkTopology;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Optional;

/** Tagger and routes in this JVM, against a Kafka whose topics are made where they are missing. */
public final class Pipeline implements AutoCloseable {

    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

    private final Cluster cluster;
    private final Backlog backlog;
    private final StreamsService enrich;
    private final StreamsService sink;

    /** @param env names Kafka and the folder for state */
    public Pipeline(Env env, MeterRegistry registry) {
        KafkaSettings kafka = KafkaSettings.from(env);
        cluster = new Cluster(kafka, "depesche-pipeline-admin");
        cluster.await(Cluster.PATIENCE);
        cluster.createTopics(Optional.empty());
        backlog = new Backlog(kafka, cluster);
        sink = SinkMain.start(env, registry);
        enrich = EnrichMain.start(env, registry);
    }

    /** Whether every article that has been published is tagged and routed, or a dead letter. */
    public boolean isDone() {
        return backlog.isDone(EnrichTopology.APPLICATION_ID, Topics.RAW)
                && backlog.isDone(SinkTopology.APPLICATION_ID, Topics.TAGGED);
    }

    /**
     * Waits until everything that has been published is tagged and routed.
     *
     * @throws IllegalStateException when a service has stopped, or {@code patience} is at its end
     */
    public void awaitDone(Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!isDone()) {
            if (!enrich.isAlive() || !sink.isAlive()) {
                throw new IllegalStateException("the " + (enrich.isAlive() ? "sink" : "tagger") + " has stopped");
            }
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("tagging has not finished within %d s".formatted(patience.toSeconds()));
            }
            Thread.sleep(LOOK_AGAIN.toMillis());
        }
    }

    @Override
    public void close() {
        enrich.close();
        sink.close();
        backlog.close();
        cluster.close();
    }
}
