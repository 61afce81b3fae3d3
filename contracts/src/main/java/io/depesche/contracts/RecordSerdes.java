package io.depesche.contracts;

import org.apache.kafka.common.serialization.Serde;

/** How the values of our topics are written and read. Keys are UTF-8 strings everywhere. */
public interface RecordSerdes {

    /**
     * The serde for the values of a topic. It is safe for use by several threads, reads every released version of the
     * topic's schema, and throws {@link org.apache.kafka.common.errors.SerializationException} on what it cannot read.
     */
    <V> Serde<V> of(TopicOf<V> topic);

    /** Avro single-object encoding (marker, schema fingerprint, body), which needs no registry. */
    static RecordSerdes singleObject() {
        return SingleObjectSerdes.INSTANCE;
    }
}
