package io.depesche.service;

import io.apicurio.registry.resolver.config.SchemaResolverConfig;
import io.apicurio.registry.serde.avro.AvroKafkaDeserializer;
import io.apicurio.registry.serde.avro.AvroKafkaSerializer;
import io.apicurio.registry.serde.avro.AvroSerdeConfig;
import io.apicurio.registry.serde.config.SerdeConfig;
import io.depesche.contracts.AvroSafety;
import io.depesche.contracts.RecordSerdes;
import io.depesche.contracts.TopicOf;
import java.net.URI;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * Serdes that keep their schemas in a registry, by Apicurio's client. On the wire: a zero byte, the schema's id in four bytes and
 * Avro binary, as Confluent's serdes write it. Schemas are registered when they are first written, as
 * {@code <topic>-value}.
 */
public final class RegistrySerdes implements RecordSerdes {

    private final Map<String, Object> settings;

    public RegistrySerdes(URI registry) {
        AvroSafety.apply();
        this.settings = Map.of(
                SchemaResolverConfig.REGISTRY_URL,
                registry.toString(),
                SchemaResolverConfig.AUTO_REGISTER_ARTIFACT,
                true,
                SchemaResolverConfig.AUTO_REGISTER_ARTIFACT_IF_EXISTS,
                "FIND_OR_CREATE_VERSION",
                SerdeConfig.USE_ID,
                "contentId",
                AvroSerdeConfig.USE_SPECIFIC_AVRO_READER,
                true);
    }

    /** The registry's serdes where {@code SCHEMA_REGISTRY_URL} is set, otherwise those that need none. */
    public static RecordSerdes from(Env env) {
        return env.httpAddress("SCHEMA_REGISTRY_URL")
                .<RecordSerdes>map(RegistrySerdes::new)
                .orElseGet(RecordSerdes::singleObject);
    }

    @Override
    public <V> Serde<V> of(TopicOf<V> topic) {
        if (!SpecificRecord.class.isAssignableFrom(topic.valueType())) {
            return Serdes.serdeFrom(topic.valueType());
        }
        AvroKafkaSerializer<V> serializer = new AvroKafkaSerializer<>();
        serializer.configure(settings, false);
        AvroKafkaDeserializer<V> deserializer = new AvroKafkaDeserializer<>();
        deserializer.configure(settings, false);
        return Serdes.serdeFrom(serializer, deserializer);
    }
}
