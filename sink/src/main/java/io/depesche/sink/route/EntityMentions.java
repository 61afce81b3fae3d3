package io.depesche.sink.route;

import io.depesche.contracts.record.Entity;
import io.depesche.contracts.record.EntityMention;
import io.depesche.contracts.record.EntityType;
import io.depesche.contracts.record.RawArticle;
import io.depesche.contracts.record.RoutedArticle;
import io.depesche.contracts.record.StatedTime;
import io.depesche.contracts.record.TaggedArticle;
import java.util.List;

/** What goes into news.mention.v1: one record for each entity of an article. */
public final class EntityMentions {

    private EntityMentions() {}

    /** The records, in the order of the article's entities; to be keyed by entity id. */
    public static List<EntityMention> of(TaggedArticle tagged) {
        return tagged.getEntities().stream()
                .map(entity -> mention(tagged, entity))
                .toList();
    }

    /** What takes back all that was told of an article: a record for each entity it was told under, without any text. */
    public static List<EntityMention> canceled(String articleId, RoutedArticle routed) {
        return routed.getEntities().stream()
                .map(entity -> EntityMention.newBuilder()
                        .setEntityId(entity)
                        .setName("")
                        .setType(EntityType.OTHER)
                        .setSalience(0)
                        .setArticleId(articleId)
                        .setRevision(0)
                        .setOutlet(routed.getOutlet())
                        .setLanguage("und")
                        .setHeadline("")
                        .setUrl("")
                        .setMentions(List.of())
                        .setCanceled(true)
                        .build())
                .toList();
    }

    private static EntityMention mention(TaggedArticle tagged, Entity entity) {
        RawArticle article = tagged.getArticle();
        EntityMention.Builder mention = EntityMention.newBuilder()
                .setEntityId(entity.getId())
                .setName(entity.getName())
                .setType(entity.getType())
                .setSalience(entity.getSalience())
                .setArticleId(article.getId())
                .setRevision(article.getRevision())
                .setOutlet(article.getOutlet())
                .setLanguage(tagged.getLanguage().getTag())
                .setHeadline(article.getHeadline())
                .setUrl(article.getUrl())
                .setMentions(entity.getMentions());
        article.getPublished().map(StatedTime::getInstant).ifPresent(mention::setPublished);
        return mention.build();
    }
}
