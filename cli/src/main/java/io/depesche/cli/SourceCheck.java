package io.depesche.cli;

import io.depesche.contracts.record.StatedTime;
import io.depesche.ingest.crawl.Poll;
import io.depesche.ingest.discover.Discovery;
import io.depesche.ingest.discover.Source;
import io.depesche.ingest.discover.SourceContent;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What one question to a source came to.
 *
 * @param outlet the outlet's id
 */
record SourceCheck(String outlet, Source source, Poll poll) {

    /** So many of the sources that a source leads to are named. */
    private static final int NAMED = 5;

    /** Whether the source cannot be used as it is. */
    boolean isBroken() {
        return poll instanceof Poll.Broken;
    }

    /**
     * One line: {@code ok} and what the source holds, {@code !!} and why it cannot be read, or {@code ??} where it can be and names
     * nothing of the outlet, which may be right on a quiet day.
     */
    String line() {
        String mark = "ok";
        String finding;
        if (poll instanceof Poll.Broken broken) {
            mark = "!!";
            finding = broken.reason();
        } else if (poll instanceof Poll.Read read) {
            SourceContent content = read.content();
            finding = kind() + ", " + holdings(content);
            if (content.articles().isEmpty() && content.sources().isEmpty()) {
                mark = "??";
            }
        } else {
            finding = kind() + ", unchanged";
        }
        return "%s  %s  %s  %s".formatted(mark, outlet, source.address(), finding);
    }

    private String kind() {
        return source.kind().name().toLowerCase(Locale.ROOT);
    }

    private static String holdings(SourceContent content) {
        int articles = content.articles().size();
        if (articles == 0 && content.sources().isEmpty()) {
            return "names no article of the outlet";
        }
        Optional<Instant> newest = content.articles().stream()
                .map(Discovery::published)
                .flatMap(Optional::stream)
                .map(StatedTime::getInstant)
                .max(Comparator.naturalOrder());
        String named = (articles == 1 ? "1 article" : articles + " articles")
                + newest.map(time -> ", newest " + time).orElse(", no times");
        return Stream.of(articles == 0 ? "" : named, further(content.sources()))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("; "));
    }

    private static String further(List<Source> sources) {
        String addresses = sources.stream()
                .limit(NAMED)
                .map(found -> found.address().toString())
                .collect(Collectors.joining(" "));
        return sources.isEmpty()
                ? ""
                : "leads to %d further sources: %s%s"
                        .formatted(sources.size(), addresses, sources.size() > NAMED ? " …" : "");
    }
}
