package io.depesche.ingest.frontier;

import io.depesche.contracts.record.FrontierOrder;
import io.depesche.contracts.record.OutletDefinition;
import io.depesche.contracts.record.SourceOrder;
import io.depesche.ingest.discover.Source;
import io.depesche.ingest.outlets.OutletRecords;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Turns an outlet's definition into orders: the definition for everybody, and each of its sources for whoever owns its site. */
final class OutletProcessor
        extends ContextualProcessor<String, @Nullable OutletDefinition, String, @Nullable FrontierOrder> {

    @Override
    public void process(Record<String, @Nullable OutletDefinition> record) {
        OutletDefinition definition = record.value();
        String key = Orders.key(record.key());
        if (definition == null) {
            context().forward(new Record<>(key, null, record.timestamp()));
            return;
        }
        context().forward(new Record<>(key, order(definition, definition), record.timestamp()));
        if (definition.getEnabled()) {
            for (Source source : Source.of(OutletRecords.outlet(definition))) {
                String url = source.address().toString();
                SourceOrder order = SourceOrder.newBuilder()
                        .setType(Sources.typeOf(source.kind()))
                        .setUrl(url)
                        .build();
                context()
                        .forward(new Record<>(
                                Orders.key(definition.getId(), url), order(definition, order), record.timestamp()));
            }
        }
    }

    private static FrontierOrder order(OutletDefinition definition, Object order) {
        return new FrontierOrder(definition.getId(), order);
    }
}
