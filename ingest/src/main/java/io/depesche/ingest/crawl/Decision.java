package io.depesche.ingest.crawl;

import io.depesche.contracts.record.RawArticle;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What follows from a visit.
 *
 * @param article a revision to publish
 * @param known what to remember of the article
 * @param addresses where it stands
 * @param marks by what else it may be known
 * @param outcome what to tell
 */
public record Decision(
        Optional<RawArticle> article, Known known, Set<URI> addresses, List<String> marks, ArticleOutcome outcome) {

    public Decision {
        addresses = Set.copyOf(addresses);
        marks = List.copyOf(marks);
    }
}
