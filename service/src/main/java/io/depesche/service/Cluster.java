package io.depesche.service;

import io.depesche.contracts.TopicOf;
import io.depesche.contracts.Topics;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TopicExistsException;

/** The Kafka cluster as an operator sees it: whether it answers, and which of our topics it has. */
public final class Cluster implements AutoCloseable {

    /** How long a service waits at its start for a broker to answer. */
    public static final Duration PATIENCE = Duration.ofSeconds(30);

    private final KafkaSettings kafka;
    private final Admin admin;

    /** Connects; nothing is sent yet. */
    public Cluster(KafkaSettings kafka, String clientId) {
        this.kafka = kafka;
        Map<String, Object> settings = kafka.client(clientId);
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        try {
            this.admin = Admin.create(settings);
        } catch (org.apache.kafka.common.KafkaException e) {
            throw new ConfigError("no Kafka client can be made for %s: %s"
                    .formatted(kafka.bootstrapServers(), rootOf(e).getMessage()));
        }
    }

    /** The client for everything else. */
    public Admin admin() {
        return admin;
    }

    /** Waits until a broker answers; a {@link ConfigError} tells where it was looked for and how long. */
    public void await(Duration patience) {
        try {
            admin.describeCluster().nodes().get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new ConfigError(
                    "no Kafka broker answers at %s within %d s: is it running, and is KAFKA_BOOTSTRAP_SERVERS right?"
                            .formatted(kafka.bootstrapServers(), patience.toSeconds()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ConfigError("interrupted while waiting for Kafka at %s".formatted(kafka.bootstrapServers()));
        }
    }

    /**
     * Waits until a broker answers and has the topics, for somebody may just be making them; a {@link ConfigError} names those that
     * are still missing after {@link #PATIENCE}.
     */
    public void awaitWith(Collection<TopicOf<?>> topics) {
        await(PATIENCE);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        List<String> missing = missing(topics);
        while (!missing.isEmpty()) {
            ConfigError.check(
                    System.nanoTime() < deadline,
                    "the Kafka cluster at %s has no topic %s: run `depesche topics create`",
                    kafka.bootstrapServers(),
                    String.join(", ", missing));
            pause();
            missing = missing(topics);
        }
    }

    private List<String> missing(Collection<TopicOf<?>> topics) {
        Set<String> existing = existing();
        return topics.stream()
                .map(TopicOf::name)
                .filter(name -> !existing.contains(name))
                .toList();
    }

    private static void pause() {
        try {
            Thread.sleep(200);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptException(e);
        }
    }

    /** The names of all topics in the cluster, internal ones left out. */
    public Set<String> existing() {
        return get(admin.listTopics().names());
    }

    /** Creates those of our topics that do not exist, and tells which it created. Those that exist are left as they are. */
    public List<TopicOf<?>> createTopics(Optional<Short> replicationFactor) {
        List<String> missing = missing(Topics.all());
        List<TopicOf<?>> wanted = Topics.all().stream()
                .filter(topic -> missing.contains(topic.name()))
                .toList();
        Map<String, KafkaFuture<Void>> answers = admin.createTopics(wanted.stream()
                        .map(topic -> new NewTopic(topic.name(), Optional.of(topic.partitions()), replicationFactor)
                                .configs(topic.settings()))
                        .toList())
                .values();
        return wanted.stream()
                .filter(topic -> isCreated(answers.get(topic.name())))
                .toList();
    }

    private static boolean isCreated(KafkaFuture<Void> answer) {
        try {
            get(answer);
            return true;
        } catch (TopicExistsException e) {
            return false; // somebody else created it meanwhile
        }
    }

    /** Waits for an answer and throws what the broker threw, unwrapped. */
    public static <T> T get(KafkaFuture<T> answer) {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptException(e);
        }
    }

    private static Throwable rootOf(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(2));
    }
}
