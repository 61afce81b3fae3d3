package io.depesche.cli.pipeline;

import io.depesche.contracts.CloudEventHeaders;
import io.depesche.contracts.RecordSerdes;
import io.depesche.contracts.TopicOf;
import io.depesche.contracts.Topics;
import io.depesche.contracts.record.TaggedArticle;
import io.depesche.service.KafkaSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Reads what flows from now on, in a thread of its own, as any subscriber could: counts records by topic and hands on tagged
 * articles and dead letters.
 */
public final class StreamWatcher implements AutoCloseable {

    private static final List<TopicOf<?>> WATCHED = List.of(Topics.RAW, Topics.TAGGED, Topics.NINJS, Topics.DEAD);

    /** A record that could not be processed, as its headers tell. */
    public record DeadLetter(String key, String reason, String message) {}

    private final KafkaConsumer<String, byte[]> consumer;
    private final Deserializer<TaggedArticle> tagged;
    private final Consumer<TaggedArticle> onTagged;
    private final Consumer<DeadLetter> onDead;
    private final Map<String, Long> counts = new ConcurrentHashMap<>();
    private final Queue<CountDownLatch> waiting = new ConcurrentLinkedQueue<>();
    private final CountDownLatch started = new CountDownLatch(1);
    private final Thread thread;

    /** Starts watching; returns when the place to watch from is settled, so that nothing which is written later is missed. */
    public StreamWatcher(
            KafkaSettings kafka, RecordSerdes serdes, Consumer<TaggedArticle> onTagged, Consumer<DeadLetter> onDead) {
        this.tagged = serdes.of(Topics.TAGGED).deserializer();
        this.onTagged = onTagged;
        this.onDead = onDead;
        this.consumer = new KafkaConsumer<>(
                kafka.reader("depesche-watcher"), new StringDeserializer(), new ByteArrayDeserializer());
        this.thread = new Thread(this::watch, "watcher");
        thread.setDaemon(true);
        thread.start();
        try {
            started.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** How many records of a topic have been seen. */
    public long count(TopicOf<?> topic) {
        return counts.getOrDefault(topic.name(), 0L);
    }

    /** Waits until everything that was written before this call has been handed on. */
    public void awaitShown() throws InterruptedException {
        CountDownLatch turn = new CountDownLatch(1);
        waiting.add(turn);
        while (!turn.await(100, TimeUnit.MILLISECONDS) && thread.isAlive()) {
            // the watcher counts it down when it has read to the end
        }
    }

    private void watch() {
        try (consumer) {
            List<TopicPartition> partitions = WATCHED.stream()
                    .flatMap(topic -> consumer.partitionsFor(topic.name()).stream())
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToEnd(partitions);
            partitions.forEach(consumer::position);
            started.countDown();
            while (true) {
                consumer.poll(Duration.ofMillis(200)).forEach(this::take);
                releaseWaiting(partitions);
            }
        } catch (WakeupException e) {
            // closed
        } finally {
            started.countDown();
        }
    }

    private void releaseWaiting(List<TopicPartition> partitions) {
        CountDownLatch turn = waiting.peek();
        if (turn != null) {
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            if (partitions.stream().allMatch(partition -> consumer.position(partition) >= ends.get(partition))) {
                waiting.remove();
                turn.countDown();
            }
        }
    }

    private void take(ConsumerRecord<String, byte[]> found) {
        if (found.topic().equals(Topics.DEAD.name())) {
            onDead.accept(new DeadLetter(
                    String.valueOf(found.key()),
                    CloudEventHeaders.text(found.headers(), "reason").orElse("unknown"),
                    CloudEventHeaders.text(found.headers(), "__streams.errors.message")
                            .orElse("")));
        } else if (found.topic().equals(Topics.TAGGED.name()) && found.value() != null) {
            onTagged.accept(tagged.deserialize(found.topic(), found.value()));
        }
        counts.merge(found.topic(), 1L, Long::sum);
    }

    @Override
    public void close() {
        consumer.wakeup();
        try {
            thread.join(2_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
