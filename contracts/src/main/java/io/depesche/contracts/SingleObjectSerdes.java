package io.depesche.contracts;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.message.MissingSchemaException;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/** Avro single-object encoding. A writer's schema is found by its fingerprint among those shipped in this jar. */
final class SingleObjectSerdes implements RecordSerdes {

    static {
        AvroSafety.apply();
    }

    static final SingleObjectSerdes INSTANCE = new SingleObjectSerdes(SchemaArchive.shipped());

    private final SchemaArchive archive;
    private final Map<Class<?>, Serde<?>> serdes = new ConcurrentHashMap<>();

    SingleObjectSerdes(SchemaArchive archive) {
        this.archive = archive;
    }

    @Override
    @SuppressWarnings("unchecked") // a class maps to the serde of that class
    public <V> Serde<V> of(TopicOf<V> topic) {
        return (Serde<V>) serdes.computeIfAbsent(topic.valueType(), this::create);
    }

    private Serde<?> create(Class<?> type) {
        return SpecificRecord.class.isAssignableFrom(type)
                ? recordSerde(type.asSubclass(SpecificRecord.class))
                : Serdes.serdeFrom(type);
    }

    private <R extends SpecificRecord> Serde<R> recordSerde(Class<R> type) {
        SpecificData model = SpecificData.getForClass(type);
        var schema = model.getSchema(type);
        var encoder = new BinaryMessageEncoder<R>(model, schema);
        var decoder = new BinaryMessageDecoder<R>(model, schema, archive);
        return Serdes.serdeFrom(
                (topic, value) -> value == null ? null : encode(encoder, topic, value),
                (topic, bytes) -> bytes == null ? null : decode(decoder, topic, bytes, type));
    }

    private static <R> byte[] encode(BinaryMessageEncoder<R> encoder, String topic, R value) {
        try {
            return encoder.encode(value).array();
        } catch (IOException | AvroRuntimeException e) {
            throw new SerializationException(
                    "a record for %s does not fit its schema: %s".formatted(topic, e.getMessage()), e);
        }
    }

    private static <R> R decode(BinaryMessageDecoder<R> decoder, String topic, byte[] bytes, Class<R> type) {
        try {
            return decoder.decode(bytes);
        } catch (MissingSchemaException e) {
            throw new SerializationException(
                    "a record of %s was written with a schema of %s that this version does not know: %s"
                            .formatted(topic, type.getSimpleName(), e.getMessage()),
                    e);
        } catch (IOException | RuntimeException e) {
            throw new SerializationException(
                    "a record of %s (%d bytes) is no %s in Avro single-object encoding: %s"
                            .formatted(topic, bytes.length, type.getSimpleName(), e.getMessage()),
                    e);
        }
    }
}
