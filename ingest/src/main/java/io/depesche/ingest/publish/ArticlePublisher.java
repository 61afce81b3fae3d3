package io.depesche.ingest.publish;

import io.depesche.contracts.CloudEventHeaders;
import io.depesche.contracts.RecordSerdes;
import io.depesche.contracts.Topics;
import io.depesche.contracts.record.CrawlState;
import io.depesche.contracts.record.RawArticle;
import io.depesche.ingest.frontier.Journal;
import io.depesche.ingest.frontier.Memory;
import io.depesche.service.KafkaSettings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ApplicationRecoverableException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Utils;

/**
 * Writes each entry, the article and the memory of it, in one Kafka transaction; entries that wait at the same moment share
 * one. A reader of committed records sees an article once, however often the crawler is killed.
 */
public final class ArticlePublisher implements Journal, AutoCloseable {

    /** What is due to be written. */
    private record Pending(Entry entry, CompletableFuture<Void> written) {}

    private static final int MAX_ENTRIES_A_TRANSACTION = 100;
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(5);
    private static final Pending END =
            new Pending(new Entry(Optional.empty(), List.of()), CompletableFuture.completedFuture(null));

    private final Producer<String, byte[]> producer;
    private final Serializer<RawArticle> articles;
    private final Serializer<CrawlState> states;
    private final BlockingQueue<Pending> queue = new LinkedBlockingQueue<>();
    private final CompletableFuture<Void> failed = new CompletableFuture<>();
    private final Thread writer = new Thread(this::work, "publish");
    private boolean closed;

    /**
     * Connects, and fences a former instance of the same name: what that one had not committed never happened.
     *
     * @param instanceId tells instances of the crawler apart
     */
    public ArticlePublisher(KafkaSettings kafka, RecordSerdes serdes, String instanceId) {
        String name = "depesche-ingest-" + instanceId;
        this.articles = serdes.of(Topics.RAW).serializer();
        this.states = serdes.of(Topics.FRONTIER).serializer();
        this.producer = new KafkaProducer<>(
                kafka.transactionalProducer(name, name), new StringSerializer(), new ByteArraySerializer());
        try {
            producer.initTransactions();
        } catch (RuntimeException e) {
            producer.close(Duration.ZERO);
            throw e;
        }
        writer.setDaemon(true);
        writer.start();
    }

    /** Completes exceptionally when nothing can be written any more, because another instance took this one's name. */
    public CompletableFuture<Void> failed() {
        return failed;
    }

    /** Kafka's client for metrics. */
    public Producer<String, byte[]> producer() {
        return producer;
    }

    @Override
    public CompletableFuture<Void> write(Entry entry) {
        Pending pending = new Pending(entry, new CompletableFuture<>());
        synchronized (this) {
            if (closed) {
                return CompletableFuture.failedFuture(new IllegalStateException("the publisher is closed"));
            }
            queue.add(pending);
        }
        return pending.written();
    }

    private void work() {
        try {
            boolean open = true;
            while (open) {
                List<Pending> batch = new ArrayList<>();
                batch.add(queue.take());
                queue.drainTo(batch, MAX_ENTRIES_A_TRANSACTION - 1);
                open = !batch.remove(END);
                if (!batch.isEmpty()) {
                    write(batch);
                }
            }
        } catch (InterruptedException | InterruptException e) {
            Thread.currentThread().interrupt(); // closed without patience; what is open is aborted by the broker
        }
    }

    private void write(List<Pending> batch) {
        try {
            commit(batch);
        } catch (AuthorizationException | ApplicationRecoverableException e) {
            failed.completeExceptionally(e);
            batch.forEach(pending -> pending.written().completeExceptionally(e));
            return;
        } catch (InterruptException e) {
            batch.forEach(pending -> pending.written().completeExceptionally(e));
            throw e;
        } catch (KafkaException e) {
            abort();
            if (batch.size() == 1) {
                batch.get(0).written().completeExceptionally(rootOf(e));
            } else {
                batch.forEach(pending -> write(List.of(pending))); // so that a bad one touches only itself
            }
            return;
        }
        batch.forEach(pending -> pending.written().complete(null));
    }

    private void commit(List<Pending> batch) {
        producer.beginTransaction();
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        for (Pending pending : batch) {
            pending.entry().article().ifPresent(article -> sent.add(producer.send(record(article))));
            pending.entry().memories().forEach(memory -> sent.add(producer.send(record(memory))));
        }
        producer.flush();
        for (Future<RecordMetadata> record : sent) {
            try {
                record.get();
            } catch (ExecutionException e) {
                throw e.getCause() instanceof KafkaException cause ? cause : new KafkaException(e.getCause());
            } catch (InterruptedException e) {
                throw new InterruptException(e);
            }
        }
        producer.commitTransaction();
    }

    /** After a first error the producer only says that there was one, with that error as the cause. */
    private static Throwable rootOf(KafkaException e) {
        Throwable root = e;
        while (root.getCause() instanceof KafkaException cause) {
            root = cause;
        }
        return root;
    }

    private void abort() {
        try {
            producer.abortTransaction();
        } catch (KafkaException e) {
            failed.completeExceptionally(e);
        }
    }

    private ProducerRecord<String, byte[]> record(RawArticle article) {
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(
                Topics.RAW.name(), article.getId(), articles.serialize(Topics.RAW.name(), article));
        CloudEventHeaders.put(
                record.headers(),
                Topics.RAW,
                article,
                article.getLanguageDeclared().orElse("und"));
        return record;
    }

    private ProducerRecord<String, byte[]> record(Memory memory) {
        String topic = Topics.FRONTIER.name();
        // By the host alone, so that all that is remembered of a host lies in one partition.
        byte[] host = memory.state().getHost().getBytes(StandardCharsets.UTF_8);
        int partition = Utils.toPositive(Utils.murmur2(host))
                % producer.partitionsFor(topic).size();
        return new ProducerRecord<>(topic, partition, memory.key(), states.serialize(topic, memory.state()));
    }

    /** Writes what was given so far and disconnects. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            queue.add(END);
        }
        try {
            writer.join(CLOSE_PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        writer.interrupt();
        producer.close(CLOSE_PATIENCE);
    }
}
