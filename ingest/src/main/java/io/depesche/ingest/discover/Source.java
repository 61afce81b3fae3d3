package io.depesche.ingest.discover;

import io.depesche.ingest.outlets.Outlet;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;

/** One place where an outlet names its articles. */
public record Source(SourceKind kind, URI address) {

    /** All sources of an outlet, feeds first, because they know most. */
    public static List<Source> of(Outlet outlet) {
        return Stream.of(
                        outlet.feeds().stream().map(address -> new Source(SourceKind.FEED, address)),
                        outlet.sitemaps().stream().map(address -> new Source(SourceKind.SITEMAP, address)),
                        outlet.pages().stream().map(address -> new Source(SourceKind.PAGE, address)))
                .flatMap(sources -> sources)
                .toList();
    }
}
