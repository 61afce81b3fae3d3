package io.depesche.enrich.story;

import io.depesche.contracts.ArticleIds;
import io.depesche.contracts.record.RawArticle;
import io.depesche.contracts.record.ReportTrace;
import io.depesche.contracts.record.StatedTime;
import io.depesche.contracts.record.StoryEntity;
import io.depesche.contracts.record.StoryMember;
import io.depesche.contracts.record.TaggedArticle;
import io.depesche.contracts.record.TimePrecision;
import io.depesche.contracts.record.TimeSource;
import io.depesche.enrich.Articles;
import io.depesche.enrich.Tagger;
import io.depesche.enrich.step.amount.AmountStep;
import io.depesche.enrich.step.date.Anchor;
import io.depesche.enrich.step.date.DateStep;
import io.depesche.enrich.step.entity.EntityStep;
import io.depesche.enrich.step.language.LanguageStep;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Reports of a story as the tagger reads them, for tests. */
final class ReportOf {

    private static final Tagger TAGGER = new Tagger(
            List.of(new LanguageStep(), new DateStep(Anchor.PUBLICATION), new EntityStep(), new AmountStep()),
            new SimpleMeterRegistry());
    private static final Claims CLAIMS = new Claims();

    private ReportOf() {}

    static TaggedArticle article(
            String id, int revision, String outlet, String language, String published, String headline, String body) {
        Instant first = Instant.parse(published);
        RawArticle article = Articles.anArticle()
                .setId(id)
                .setRevision(revision)
                .setOutlet(outlet)
                .setUrl("https://%s.example/%s".formatted(outlet, id))
                .setCanonicalUrl("https://%s.example/%s".formatted(outlet, id))
                .setLanguageDeclared(language)
                .setHeadline(headline)
                .setLead(null)
                .setBody(body)
                .setPublished(new StatedTime(first, "Europe/Berlin", TimeSource.JSON_LD, TimePrecision.SECOND))
                .setCrawled(first)
                .build();
        return TAGGER.tag(article);
    }

    static ReportTrace trace(TaggedArticle tagged, Optional<String> duplicateOf) {
        RawArticle article = tagged.getArticle();
        Instant published = article.getCrawled();
        return ReportTrace.newBuilder()
                .setNumber(0)
                .setLanguage(tagged.getLanguage().getTag())
                .setPublished(published)
                .setStory("story")
                .setFounded(0)
                .setMember(StoryMember.newBuilder()
                        .setArticleId(article.getId())
                        .setRevision(article.getRevision())
                        .setOutlet(article.getOutlet())
                        .setHeadline(article.getHeadline())
                        .setUrl(article.getUrl())
                        .setPublished(published)
                        .setDuplicateOf(duplicateOf.orElse(null))
                        .build())
                .setEntities(tagged.getEntities().stream()
                        .limit(8)
                        .map(entity -> new StoryEntity(
                                entity.getId(), entity.getName(), entity.getType(), 1, entity.getSalience()))
                        .toList())
                .setClaims(CLAIMS.of(tagged))
                .setStoryFirstSeen(published)
                .setStoryReports(1)
                .build();
    }

    /** A report of its outlet's own. */
    static ReportTrace own(String outlet, String language, String published, String headline, String body) {
        String id = ArticleIds.of("https://%s.example/%s".formatted(outlet, published));
        return trace(article(id, 1, outlet, language, published, headline, body), Optional.empty());
    }
}
