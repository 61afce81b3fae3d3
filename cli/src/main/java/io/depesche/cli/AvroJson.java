package io.depesche.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

/** Avro records as plain JSON: unions without their branch, times in ISO 8601, absent fields left out. */
final class AvroJson {

    private AvroJson() {}

    static ObjectNode of(SpecificRecord avro) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        for (Schema.Field field : avro.getSchema().getFields()) {
            Object value = avro.get(field.pos());
            if (value != null) {
                node.set(field.name(), valueOf(value));
            }
        }
        return node;
    }

    private static JsonNode valueOf(Object value) {
        JsonNodeFactory factory = JsonNodeFactory.instance;
        if (value instanceof SpecificRecord avro) {
            return of(avro);
        } else if (value instanceof Optional<?> optional) {
            return optional.map(AvroJson::valueOf).orElseGet(factory::nullNode);
        } else if (value instanceof Collection<?> items) {
            ArrayNode array = factory.arrayNode();
            items.forEach(item -> array.add(valueOf(item)));
            return array;
        } else if (value instanceof Map<?, ?> entries) {
            ObjectNode node = factory.objectNode();
            entries.forEach((name, entry) -> node.set(String.valueOf(name), valueOf(entry)));
            return node;
        } else if (value instanceof Integer number) {
            return factory.numberNode(number);
        } else if (value instanceof Long number) {
            return factory.numberNode(number);
        } else if (value instanceof Double number) {
            return factory.numberNode(number);
        } else if (value instanceof Boolean truth) {
            return factory.booleanNode(truth);
        }
        return factory.textNode(value.toString());
    }
}
