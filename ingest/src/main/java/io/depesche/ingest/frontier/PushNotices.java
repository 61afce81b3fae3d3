package io.depesche.ingest.frontier;

import io.depesche.contracts.RecordSerdes;
import io.depesche.contracts.Topics;
import io.depesche.contracts.record.FrontierOrder;
import io.depesche.contracts.record.PushEvent;
import io.depesche.contracts.record.PushNotice;
import io.depesche.ingest.websub.Notices;
import io.depesche.ingest.websub.Subscription;
import io.depesche.service.KafkaSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes what hubs tell into {@code news.frontier.v1}, where the owner of the source's site reads it. Safe for several threads. */
public final class PushNotices implements Notices, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PushNotices.class);

    /** A hub waits for the answer meanwhile. */
    private static final int PATIENCE_MILLIS = 3_000;

    private final Producer<String, FrontierOrder> producer;
    private final Clock clock;

    public PushNotices(KafkaSettings kafka, RecordSerdes serdes, String clientId, Clock clock) {
        Map<String, Object> settings = kafka.client(clientId);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE_MILLIS);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        this.producer = new KafkaProducer<>(
                settings, new StringSerializer(), serdes.of(Topics.FRONTIER).serializer());
        this.clock = clock;
    }

    @Override
    public boolean tell(Subscription subscription, PushEvent event, Optional<Duration> lease) {
        PushNotice notice = PushNotice.newBuilder()
                .setUrl(subscription.source())
                .setTopic(subscription.topic())
                .setEvent(event)
                .setTime(clock.instant().truncatedTo(ChronoUnit.MILLIS))
                .setLeaseSeconds(lease.map(Duration::toSeconds).orElse(null))
                .build();
        try {
            send(Orders.key(subscription.outlet(), notice), new FrontierOrder(subscription.outlet(), notice))
                    .get();
            return true;
        } catch (KafkaException | ExecutionException e) {
            LOG.warn("{}: what the hub of {} told is not passed on", subscription.outlet(), subscription.source(), e);
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Future<RecordMetadata> send(String key, FrontierOrder order) {
        int partitions = producer.partitionsFor(Topics.FRONTIER.name()).size();
        int partition = Orders.partition(key, partitions);
        synchronized (producer) { // serializers are for one thread
            return producer.send(new ProducerRecord<>(Topics.FRONTIER.name(), partition, key, order));
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ofMillis(PATIENCE_MILLIS));
    }
}
