package io.depesche.ingest.frontier;

import io.depesche.contracts.record.OutletDefinition;
import io.depesche.ingest.outlets.Outlet;
import io.depesche.ingest.outlets.OutletRecords;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Every partition knows every outlet, as an outlet's articles may stand on any site. The tasks of one process share what they know of
 * them, so that an outlet takes its memory once and not once a partition. Safe for several threads.
 */
final class SharedOutlets {

    /** An outlet as it is defined, and as the crawler works with it. */
    record Defined(OutletDefinition definition, Outlet outlet) {}

    private final Map<String, Defined> latest = new ConcurrentHashMap<>();

    /** What every task gets for an equal definition, as long as the outlet has no other. */
    Defined of(OutletDefinition definition) {
        return latest.compute(
                definition.getId(),
                (id, known) -> known != null && known.definition().equals(definition)
                        ? known
                        : new Defined(definition, OutletRecords.outlet(definition)));
    }

    /** The outlet is gone; tasks that still know it keep it for themselves. */
    void forget(String id) {
        latest.remove(id);
    }
}
