package io.depesche.sink.view;

import io.depesche.contracts.record.ArticleRevision;
import io.depesche.contracts.record.RawArticle;
import io.depesche.contracts.record.TaggedArticle;
import io.depesche.contracts.record.TextStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What goes into news.revision.v1: what a revision of an article changed. */
public final class Revisions {

    private Revisions() {}

    /** What changed; nothing where the later one is not a later revision, as when a record is read again. */
    public static Optional<ArticleRevision> between(TaggedArticle before, TaggedArticle after) {
        RawArticle old = before.getArticle();
        RawArticle article = after.getArticle();
        if (article.getRevision() <= old.getRevision()) {
            return Optional.empty();
        }
        // Where the text is not here any more, what it said is not told once more.
        boolean readable = article.getTextStatus() == TextStatus.PUBLISHED;
        List<String> notices = new ArrayList<>(article.getNotices());
        notices.removeAll(old.getNotices());
        return Optional.of(ArticleRevision.newBuilder()
                .setArticleId(article.getId())
                .setRevision(article.getRevision())
                .setComparedWith(old.getRevision())
                .setOutlet(article.getOutlet())
                .setLanguage(after.getLanguage().getTag())
                .setHeadline(article.getHeadline())
                .setUrl(article.getUrl())
                .setTextStatusBefore(old.getTextStatus())
                .setTextStatus(article.getTextStatus())
                .setParagraphs(readable ? ParagraphChanges.between(old, article) : List.of())
                .setFacts(readable ? FactChanges.between(before, after) : List.of())
                .setNotices(notices)
                .build());
    }
}
