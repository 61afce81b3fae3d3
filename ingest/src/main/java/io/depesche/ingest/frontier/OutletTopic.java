package io.depesche.ingest.frontier;

import io.depesche.contracts.RecordSerdes;
import io.depesche.contracts.Topics;
import io.depesche.contracts.record.OutletDefinition;
import io.depesche.contracts.record.OutletOrigin;
import io.depesche.ingest.outlets.Outlet;
import io.depesche.ingest.outlets.OutletRecords;
import io.depesche.service.KafkaSettings;
import io.depesche.service.TopicReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

/** The outlets in {@code news.outlet.v1}: reads them, and changes them for every crawler at once. */
public final class OutletTopic {

    private static final Logger LOG = LoggerFactory.getLogger(OutletTopic.class);

    private final KafkaSettings kafka;
    private final RecordSerdes serdes;
    private final String clientId;

    public OutletTopic(KafkaSettings kafka, RecordSerdes serdes, String clientId) {
        this.kafka = kafka;
        this.serdes = serdes;
        this.clientId = clientId;
    }

    /** All outlets by their ids. A record that cannot be read is told in the log and left out. */
    public Map<String, OutletDefinition> read() {
        Map<String, OutletDefinition> outlets = new TreeMap<>();
        Deserializer<OutletDefinition> values = serdes.of(Topics.OUTLET).deserializer();
        TopicReader.read(kafka, Topics.OUTLET, clientId + "-reader", record -> {
            if (record.value() == null) {
                outlets.remove(record.key());
                return;
            }
            try {
                outlets.put(record.key(), values.deserialize(record.topic(), record.value()));
            } catch (SerializationException e) {
                LOG.warn("outlet {} cannot be read and is left out: {}", record.key(), e.getMessage());
            }
        });
        return outlets;
    }

    /**
     * Makes the topic say what the outlets file says: its outlets are added or changed, those that came from a file and are not in it
     * any more are taken out, those that a command added stay, and what a command has disabled stays disabled.
     *
     * @param requested when given, sources and articles of these outlets are fetched again unless they were since
     */
    public void load(List<Outlet> file, Optional<Instant> requested) {
        Map<String, OutletDefinition> existing = read();
        Map<String, @Nullable OutletDefinition> changes = new HashMap<>();
        for (Outlet outlet : file) {
            OutletDefinition before = existing.get(outlet.id());
            OutletDefinition definition = OutletDefinition.newBuilder(
                            OutletRecords.definition(outlet, OutletOrigin.FILE))
                    .setEnabled(before == null || before.getEnabled())
                    .setRequested(requested
                            .or(() -> Optional.ofNullable(before).flatMap(OutletDefinition::getRequested))
                            .orElse(null))
                    .build();
            if (!definition.equals(before)) {
                changes.put(outlet.id(), definition);
            }
        }
        existing.values().stream()
                .filter(before -> before.getOrigin() == OutletOrigin.FILE)
                .map(OutletDefinition::getId)
                .filter(id -> file.stream().noneMatch(outlet -> outlet.id().equals(id)))
                .forEach(id -> changes.put(id, null));
        write(changes);
    }

    /** Writes definitions, or tombstones for outlets that are to go, and returns when Kafka has them. */
    public void write(Map<String, @Nullable OutletDefinition> changes) {
        if (changes.isEmpty()) {
            return;
        }
        try (Producer<String, OutletDefinition> producer = new KafkaProducer<>(
                kafka.client(clientId + "-writer"),
                new StringSerializer(),
                serdes.of(Topics.OUTLET).serializer())) {
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            new TreeMap<>(changes)
                    .forEach((id, definition) ->
                            sent.add(producer.send(new ProducerRecord<>(Topics.OUTLET.name(), id, definition))));
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
