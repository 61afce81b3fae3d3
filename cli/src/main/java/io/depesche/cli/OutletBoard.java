package io.depesche.cli;

import io.depesche.ingest.crawl.ArticleOutcome;
import io.depesche.ingest.crawl.CrawlListener;
import io.depesche.ingest.crawl.Fate;
import io.depesche.ingest.crawl.SourceOutcome;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** How far the crawler is with each outlet, in a few lines: those that something happened to last. */
final class OutletBoard implements CrawlListener {

    private static final int ROWS = 8;
    private static final int NAME_WIDTH = 28;
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");

    private static final class Row {
        private int found;
        private int fetched;
        private int fresh;
        private int trouble;
        private Instant nextPoll = Instant.MAX;
        private String source = "";
    }

    /** Those touched last are last. */
    private final Map<String, Row> rows = new LinkedHashMap<>(16, 0.75f, true);

    private final ZoneId zone;

    OutletBoard(ZoneId zone) {
        this.zone = zone;
    }

    @Override
    public synchronized void found(String outlet, URI address) {
        row(outlet).found++;
    }

    @Override
    public synchronized void visited(ArticleOutcome outcome) {
        Row row = row(outcome.outlet());
        row.fetched++;
        row.fresh += outcome.fate() == Fate.NEW ? 1 : 0;
        row.trouble += outcome.fate().isTrouble() ? 1 : 0;
    }

    @Override
    public synchronized void polled(SourceOutcome outcome) {
        Row row = row(outcome.outlet());
        String source = outcome.source().address().toString();
        // The source that comes next; its own new time takes the place of its old one.
        if (source.equals(row.source) || outcome.nextPoll().isBefore(row.nextPoll)) {
            row.nextPoll = outcome.nextPoll();
            row.source = source;
        }
    }

    private Row row(String outlet) {
        return rows.computeIfAbsent(outlet, unseen -> new Row());
    }

    /** The lines, without a line break at the end; empty before anything has happened. */
    synchronized String text() {
        int hidden = Math.max(0, rows.size() - ROWS);
        String shown = rows.entrySet().stream()
                .skip(hidden)
                .map(entry -> line(entry.getKey(), entry.getValue()))
                .collect(Collectors.joining("\n"));
        return hidden == 0 ? shown : "  … and %d outlets more%n%s".formatted(hidden, shown);
    }

    private String line(String outlet, Row row) {
        String name = outlet.length() <= NAME_WIDTH ? outlet : outlet.substring(0, NAME_WIDTH - 1) + "…";
        String next = row.nextPoll.equals(Instant.MAX) ? "–" : CLOCK.format(row.nextPoll.atZone(zone));
        return "  %-28s found %5d · fetched %5d · new %5d · in trouble %4d · next poll %s"
                .formatted(name, row.found, row.fetched, row.fresh, row.trouble, next);
    }
}
