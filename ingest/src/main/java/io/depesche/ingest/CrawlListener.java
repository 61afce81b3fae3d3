package io.depesche.ingest;

import java.net.URI;
import java.util.List;

/** Is told what the crawler does, by several threads; listens to nothing unless it says so. */
public interface CrawlListener {

    /** A source was asked. */
    default void polled(SourceOutcome outcome) {}

    /** An article was discovered and will be fetched. */
    default void found(String outlet, URI address) {}

    /** An address of an article is done with; it comes after the commit where something was published. */
    default void visited(ArticleOutcome outcome) {}

    /** Tells all of them, in that order. */
    static CrawlListener all(List<CrawlListener> listeners) {
        List<CrawlListener> told = List.copyOf(listeners);
        return new CrawlListener() {
            @Override
            public void polled(SourceOutcome outcome) {
                told.forEach(listener -> listener.polled(outcome));
            }

            @Override
            public void found(String outlet, URI address) {
                told.forEach(listener -> listener.found(outlet, address));
            }

            @Override
            public void visited(ArticleOutcome outcome) {
                told.forEach(listener -> listener.visited(outcome));
            }
        };
    }
}
