package io.depesche.service;

import static io.depesche.contracts.Topics.TAKEDOWN;

import io.depesche.contracts.RecordSerdes;
import io.depesche.contracts.record.Takedown;
import io.depesche.contracts.record.TakedownReceipt;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.apache.kafka.streams.state.Stores;

/**
 * What is taken down, for the tasks of a topology: {@code news.takedown.v1} as a global table, which is whole before the first record is
 * processed. One for each topology; safe for several threads.
 */
public final class Takedowns {

    private static final String STORE = "takedowns";

    private final StoredRecords<Takedown> orders;
    private final AtomicLong changes = new AtomicLong();
    private TakedownList current = TakedownList.NONE;
    private long seen = -1;

    public Takedowns(RecordSerdes serdes) {
        this.orders = new StoredRecords<>(TAKEDOWN, "takedown", serdes, (key, order) -> Optional.empty());
    }

    /** Gives the topology the table. */
    public void addTo(Topology topology) {
        // As bytes, so that one record that cannot be read spoils neither the table nor the start.
        topology.addGlobalStore(
                Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(STORE), Serdes.String(), Serdes.ByteArray())
                        .withLoggingDisabled(),
                "read-takedowns",
                new StringDeserializer(),
                new ByteArrayDeserializer(),
                TAKEDOWN.name(),
                "keep-takedown",
                Keep::new);
    }

    /** The list as it is now, for a task of the topology. */
    public TakedownList in(ProcessingContext context) {
        return in(context.<KeyValueStore<String, byte[]>>getStateStore(STORE));
    }

    private synchronized TakedownList in(ReadOnlyKeyValueStore<String, byte[]> store) {
        long now = changes.get();
        if (now != seen) {
            current = TakedownList.of(orders.in(store, Integer.MAX_VALUE));
            seen = now;
        }
        return current;
    }

    /** The key of the receipt that a task gives for an order. */
    public static String receiptKey(Takedown order, String service, int partition) {
        return "%s %s-%d".formatted(TakedownList.keyOf(order), service, partition);
    }

    /** The order with what was done for it. */
    public static Takedown receipt(Takedown order, List<TakedownReceipt> done) {
        return Takedown.newBuilder(order).setReceipt(done).build();
    }

    private final class Keep extends ContextualProcessor<String, byte[], Void, Void> {

        @Override
        public void process(Record<String, byte[]> order) {
            if (order.key().indexOf(' ') < 0) { // receipts are for people
                KeyValueStore<String, byte[]> store = context().getStateStore(STORE);
                store.put(order.key(), order.value());
                changes.incrementAndGet();
            }
        }
    }
}
