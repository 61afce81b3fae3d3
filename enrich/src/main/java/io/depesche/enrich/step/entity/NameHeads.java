package io.depesche.enrich.step.entity;

import io.depesche.contracts.record.EntityType;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a name's last word says of its type: a stadium is a place, a war an event, whatever surrounds it. In German the last word may
 * be the end of a compound ("Nordstadion").
 */
final class NameHeads {

    private static final int SHORTEST_SUFFIX = 5;

    private final Map<String, EntityType> types = new HashMap<>();
    private final boolean compounds;

    /**
     * @param lines a type, a space, and the heads of that type in small letters, parted by spaces
     * @param compounds whether heads stand at the end of compounds too
     */
    NameHeads(Set<String> lines, boolean compounds) {
        this.compounds = compounds;
        for (String line : lines) {
            String[] words = line.split(" +");
            EntityType type = EntityType.valueOf(words[0]);
            for (int index = 1; index < words.length; index++) {
                types.put(words[index], type);
            }
        }
    }

    /** The type that a name's head tells, where it tells one. */
    Optional<EntityType> typeOf(NameSpan name) {
        String last = DocumentPass.lastWordOf(name.exact()).toLowerCase(Locale.ROOT);
        if (!name.isSingleWord()) {
            Optional<EntityType> whole = of(last);
            if (whole.isPresent()) {
                return whole;
            }
        }
        if (compounds) {
            for (int from = 2; from + SHORTEST_SUFFIX <= last.length(); from++) {
                Optional<EntityType> end = of(last.substring(from));
                if (end.isPresent()) {
                    return end;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<EntityType> of(String head) {
        EntityType type = types.get(head);
        if (type == null && head.endsWith("s")) {
            type = types.get(head.substring(0, head.length() - 1));
        }
        return Optional.ofNullable(type);
    }
}
