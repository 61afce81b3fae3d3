package io.depesche.ingest.frontier;

import io.depesche.contracts.record.SourceState;
import io.depesche.contracts.record.SourceType;
import io.depesche.ingest.discover.Source;
import io.depesche.ingest.discover.SourceKind;
import java.net.URI;

/** Sources as they are read, and as records write them. */
final class Sources {

    private Sources() {}

    static SourceType typeOf(SourceKind kind) {
        return switch (kind) {
            case FEED -> SourceType.FEED;
            case SITEMAP -> SourceType.SITEMAP;
            case PAGE -> SourceType.PAGE;
            case HOMEPAGE -> SourceType.HOMEPAGE;
        };
    }

    static Source sourceOf(SourceState state) {
        SourceKind kind =
                switch (state.getType()) {
                    case FEED -> SourceKind.FEED;
                    case SITEMAP -> SourceKind.SITEMAP;
                    case PAGE -> SourceKind.PAGE;
                    case HOMEPAGE -> SourceKind.HOMEPAGE;
                };
        return new Source(kind, URI.create(state.getUrl()), state.getFound());
    }
}
