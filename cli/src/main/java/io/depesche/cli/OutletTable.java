package io.depesche.cli;

import io.depesche.contracts.record.OutletDefinition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** Outlets as a table for reading. */
final class OutletTable {

    private static final List<String> HEAD =
            List.of("id", "name", "language", "crawled", "sources", "from", "interval");

    private OutletTable() {}

    /** The lines, the head first. An outlet that names no source has its homepage to go by. */
    static List<String> lines(Collection<OutletDefinition> outlets) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEAD);
        outlets.forEach(outlet -> rows.add(row(outlet)));
        return TextTable.lines(rows);
    }

    private static List<String> row(OutletDefinition outlet) {
        int sources = outlet.getFeeds().size()
                + outlet.getSitemaps().size()
                + outlet.getPages().size();
        return List.of(
                outlet.getId(),
                outlet.getName(),
                outlet.getLanguage(),
                outlet.getEnabled() ? "yes" : "no",
                sources == 0 ? "homepage" : String.valueOf(sources),
                outlet.getOrigin().name().toLowerCase(Locale.ROOT),
                Duration.ofMillis(outlet.getIntervalMillis()).toString());
    }
}
