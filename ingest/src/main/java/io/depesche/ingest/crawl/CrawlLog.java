package io.depesche.ingest.crawl;

import java.net.URI;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the log: one line for each trouble, with outlet, address and reason. */
public final class CrawlLog implements CrawlListener {

    private static final Logger LOG = LoggerFactory.getLogger(CrawlLog.class);

    @Override
    public void polled(SourceOutcome outcome) {
        outcome.trouble()
                .ifPresentOrElse(
                        trouble -> LOG.warn(
                                "{}: {} {}", outcome.outlet(), outcome.source().address(), trouble),
                        () -> LOG.debug(
                                "{}: {} names {} articles",
                                outcome.outlet(),
                                outcome.source().address(),
                                outcome.articles()));
    }

    @Override
    public void found(String outlet, URI address) {
        LOG.debug("{}: {} found", outlet, address);
    }

    @Override
    public void visited(ArticleOutcome outcome) {
        if (!outcome.reason().isEmpty()) {
            LOG.warn("{}: {} {} ({})", outcome.outlet(), outcome.address(), outcome.reason(), outcome.fate());
        } else {
            LOG.debug(
                    "{}: {} {}, revision {}", outcome.outlet(), outcome.address(), outcome.fate(), outcome.revision());
        }
    }

    @Override
    public void subscribed(String outlet, URI source, URI hub, Optional<String> trouble) {
        trouble.ifPresentOrElse(
                reason -> LOG.warn("{}: {} cannot be subscribed to at {}, which {}", outlet, source, hub, reason),
                () -> LOG.debug("{}: {} is subscribed to at {}", outlet, source, hub));
    }
}
