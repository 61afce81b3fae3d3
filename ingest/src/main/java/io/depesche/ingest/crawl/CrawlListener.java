package io.depesche.ingest.crawl;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Is told what the crawler does, by several threads and before it is committed; listens to nothing unless it says so. */
public interface CrawlListener {

    /** A source was asked. */
    default void polled(SourceOutcome outcome) {}

    /** An article was discovered and will be fetched. */
    default void found(String outlet, URI address) {}

    /** An address of an article is done with. */
    default void visited(ArticleOutcome outcome) {}

    /**
     * How an outlet keeps to its habits; told every half minute.
     *
     * @param lastNew when it last had a new article
     * @param missed how many it usually publishes in the time since
     */
    default void silence(String outlet, Instant lastNew, double missed) {}

    /**
     * A hub was asked for a subscription to a source.
     *
     * @param trouble why it cannot be had for now, without the address
     */
    default void subscribed(String outlet, URI source, URI hub, Optional<String> trouble) {}

    /**
     * How many subscriptions an outlet's sources have at hubs; told every half minute.
     *
     * @param requested those that the hub has not verified, or not lately enough
     * @param verified those that live
     */
    default void subscriptions(String outlet, int requested, int verified) {}

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

            @Override
            public void silence(String outlet, Instant lastNew, double missed) {
                told.forEach(listener -> listener.silence(outlet, lastNew, missed));
            }

            @Override
            public void subscribed(String outlet, URI source, URI hub, Optional<String> trouble) {
                told.forEach(listener -> listener.subscribed(outlet, source, hub, trouble));
            }

            @Override
            public void subscriptions(String outlet, int requested, int verified) {
                told.forEach(listener -> listener.subscriptions(outlet, requested, verified));
            }
        };
    }
}
