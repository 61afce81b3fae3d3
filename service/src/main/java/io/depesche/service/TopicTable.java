package io.depesche.service;

import io.depesche.contracts.RecordSerdes;
import io.depesche.contracts.TopicOf;
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

/** A compacted topic as a table: reads all its records by key, and changes them for everyone who follows it at once. */
public final class TopicTable<V> {

    private static final Logger LOG = LoggerFactory.getLogger(TopicTable.class);

    private final TopicOf<V> topic;
    private final KafkaSettings kafka;
    private final RecordSerdes serdes;
    private final String clientId;

    public TopicTable(TopicOf<V> topic, KafkaSettings kafka, RecordSerdes serdes, String clientId) {
        this.topic = topic;
        this.kafka = kafka;
        this.serdes = serdes;
        this.clientId = clientId;
    }

    /** All values by their keys. A record that cannot be read is told in the log and left out. */
    public Map<String, V> read() {
        Map<String, V> table = new TreeMap<>();
        Deserializer<V> values = serdes.of(topic).deserializer();
        TopicReader.read(kafka, topic, clientId + "-reader", record -> {
            if (record.value() == null) {
                table.remove(record.key());
                return;
            }
            try {
                table.put(record.key(), values.deserialize(record.topic(), record.value()));
            } catch (SerializationException e) {
                LOG.warn(
                        "record {} of {} cannot be read and is left out: {}",
                        record.key(),
                        topic.name(),
                        e.getMessage());
            }
        });
        return table;
    }

    /** Writes values, or tombstones for those that are to go, and returns when Kafka has them. */
    public void write(Map<String, @Nullable V> changes) {
        if (changes.isEmpty()) {
            return;
        }
        try (Producer<String, V> producer = new KafkaProducer<>(
                kafka.client(clientId + "-writer"),
                new StringSerializer(),
                serdes.of(topic).serializer())) {
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            new TreeMap<>(changes)
                    .forEach((key, value) -> sent.add(producer.send(new ProducerRecord<>(topic.name(), key, value))));
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
