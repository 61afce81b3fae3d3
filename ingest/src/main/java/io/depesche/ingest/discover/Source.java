package io.depesche.ingest.discover;

import io.depesche.ingest.outlets.Outlet;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;

/**
 * One place where an outlet names its articles.
 *
 * @param kind what is expected there; what is read goes by what is there
 * @param address where it is asked
 * @param found whether another source led to it, and not the user: of such a source only the news of the last days count
 */
public record Source(SourceKind kind, URI address, boolean found) {

    /** A source that the user names. */
    public Source(SourceKind kind, URI address) {
        this(kind, address, false);
    }

    /** All sources of an outlet, feeds first, because they know most; the homepage only where no other source is named. */
    public static List<Source> of(Outlet outlet) {
        List<Source> named = Stream.of(
                        outlet.feeds().stream().map(address -> new Source(SourceKind.FEED, address)),
                        outlet.sitemaps().stream().map(address -> new Source(SourceKind.SITEMAP, address)),
                        outlet.pages().stream().map(address -> new Source(SourceKind.PAGE, address)))
                .flatMap(sources -> sources)
                .toList();
        return named.isEmpty()
                ? outlet.homepage().stream()
                        .map(address -> new Source(SourceKind.HOMEPAGE, address))
                        .toList()
                : named;
    }
}
