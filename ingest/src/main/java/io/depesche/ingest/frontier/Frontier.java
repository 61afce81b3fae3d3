package io.depesche.ingest.frontier;

import io.depesche.contracts.ArticleIds;
import io.depesche.contracts.record.ArticleVisit;
import io.depesche.contracts.record.CrawlState;
import io.depesche.contracts.record.SourcePoll;
import io.depesche.ingest.address.WebAddress;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * The crawler's memory of articles and sources. An article with revision 0 is an address that was visited and gave no article
 * yet. Safe for use by several threads.
 */
public final class Frontier {

    private record Due(Instant time, String articleId) {}

    private final Map<String, ArticleVisit> articles = new HashMap<>();
    private final Map<String, String> idsByAddress = new HashMap<>();
    private final Map<String, SourcePoll> sources = new HashMap<>();
    private final PriorityQueue<Due> due = new PriorityQueue<>(Comparator.comparing(Due::time));

    /** The memory of an article's visit. */
    public static Memory of(ArticleVisit visit) {
        return memory(visit.getUrl(), visit.getArticleId(), visit);
    }

    /** The memory that an article is also reached by {@code address}. */
    public static Memory alias(ArticleVisit article, URI address) {
        String url = address.toString();
        ArticleVisit alias = ArticleVisit.newBuilder(article)
                .setUrl(url)
                .setEtag(null)
                .setLastModified(null)
                .setNextVisit(null)
                .build();
        return memory(url, ArticleIds.of(url), alias);
    }

    /** The memory of a source's poll. */
    public static Memory of(SourcePoll poll) {
        return new Memory(hostOf(poll.getUrl()) + " " + poll.getUrl(), new CrawlState(hostOf(poll.getUrl()), poll));
    }

    private static Memory memory(String url, String id, ArticleVisit visit) {
        return new Memory(hostOf(url) + " " + id, new CrawlState(hostOf(url), visit));
    }

    private static String hostOf(String url) {
        return WebAddress.hostOf(URI.create(url));
    }

    /** Takes a memory in, in place of what was remembered under the same key. */
    public synchronized void remember(Memory memory) {
        if (memory.state().getState() instanceof SourcePoll poll) {
            sources.put(memory.key(), poll);
            return;
        }
        ArticleVisit visit = (ArticleVisit) memory.state().getState();
        boolean alias = !memory.key().endsWith(" " + visit.getArticleId());
        idsByAddress.put(visit.getUrl(), visit.getArticleId());
        if (alias) {
            articles.remove(ArticleIds.of(visit.getUrl())); // it gave no article before, and does now
            return;
        }
        articles.put(visit.getArticleId(), visit);
        visit.getNextVisit().ifPresent(time -> due.add(new Due(time, visit.getArticleId())));
    }

    /** The article that is known to stand at that address, which is normalised, or to have it for its canonical one. */
    public synchronized Optional<ArticleVisit> at(URI address) {
        String url = address.toString();
        return article(idsByAddress.getOrDefault(url, ArticleIds.of(url)));
    }

    /** The article with that id. */
    public synchronized Optional<ArticleVisit> article(String id) {
        return Optional.ofNullable(articles.get(id));
    }

    /** The last poll of a source. */
    public synchronized Optional<SourcePoll> source(URI address) {
        return Optional.ofNullable(sources.get(hostOf(address.toString()) + " " + address));
    }

    /** Takes out what is due to be looked at again. It is not due any more until a visit of it is remembered. */
    public synchronized List<ArticleVisit> takeDue(Instant now) {
        List<ArticleVisit> taken = new ArrayList<>();
        while (!due.isEmpty() && !due.element().time().isAfter(now)) {
            Due next = due.remove();
            // A later visit may have set another time since.
            article(next.articleId())
                    .filter(visit ->
                            visit.getNextVisit().filter(next.time()::equals).isPresent())
                    .ifPresent(taken::add);
        }
        return taken;
    }

    /** How many articles are remembered, those without a revision included. */
    public synchronized int size() {
        return articles.size();
    }
}
