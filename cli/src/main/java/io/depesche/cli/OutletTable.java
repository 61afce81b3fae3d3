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

    /** The lines, the head first; each column as wide as it has to be. An outlet that names no source has its homepage to go by. */
    static List<String> lines(Collection<OutletDefinition> outlets) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEAD);
        outlets.forEach(outlet -> rows.add(row(outlet)));
        int[] widths = new int[HEAD.size()];
        rows.forEach(row -> {
            for (int column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], length(row.get(column)));
            }
        });
        return rows.stream().map(row -> line(row, widths)).toList();
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

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < widths.length; column++) {
            String cell = row.get(column);
            line.append(cell).append(" ".repeat(widths[column] - length(cell) + 2));
        }
        return line.toString().stripTrailing();
    }

    private static int length(String cell) {
        return cell.codePointCount(0, cell.length());
    }
}
