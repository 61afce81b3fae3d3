package io.depesche.enrich;

import io.depesche.contracts.RecordSerdes;
import io.depesche.contracts.Topics;
import io.depesche.contracts.record.ListedEntity;
import io.depesche.service.KafkaSettings;
import io.depesche.service.TopicReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The users' own names in {@code news.entity.v1}: reads them, and changes them for every tagger at once. */
public final class EntityTopic {

    private static final Logger LOG = LoggerFactory.getLogger(EntityTopic.class);

    private final KafkaSettings kafka;
    private final RecordSerdes serdes;
    private final String clientId;

    public EntityTopic(KafkaSettings kafka, RecordSerdes serdes, String clientId) {
        this.kafka = kafka;
        this.serdes = serdes;
        this.clientId = clientId;
    }

    /** All entities by their ids. A record that cannot be read is told in the log and left out. */
    public Map<String, ListedEntity> read() {
        Map<String, ListedEntity> entities = new TreeMap<>();
        Deserializer<ListedEntity> values = serdes.of(Topics.ENTITY).deserializer();
        TopicReader.read(kafka, Topics.ENTITY, clientId + "-reader", record -> {
            if (record.value() == null) {
                entities.remove(record.key());
                return;
            }
            try {
                entities.put(record.key(), values.deserialize(record.topic(), record.value()));
            } catch (SerializationException e) {
                LOG.warn("listed entity {} cannot be read and is left out: {}", record.key(), e.getMessage());
            }
        });
        return entities;
    }

    /** Writes entities, or tombstones for those that are to go, and returns when Kafka has them. */
    public void write(Map<String, @Nullable ListedEntity> changes) {
        if (changes.isEmpty()) {
            return;
        }
        try (Producer<String, ListedEntity> producer = new KafkaProducer<>(
                kafka.client(clientId + "-writer"),
                new StringSerializer(),
                serdes.of(Topics.ENTITY).serializer())) {
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            new TreeMap<>(changes)
                    .forEach((id, entity) ->
                            sent.add(producer.send(new ProducerRecord<>(Topics.ENTITY.name(), id, entity))));
            for (Future<RecordMetadata> record : sent) {
                record.get();
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException cause ? cause : new KafkaException(e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }
}
