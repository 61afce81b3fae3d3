package io.depesche.enrich;

import io.depesche.contracts.record.Entity;
import io.depesche.contracts.record.EntityType;
import io.depesche.contracts.record.Field;
import io.depesche.enrich.step.ArticleText;
import io.depesche.enrich.step.Tags;
import io.depesche.enrich.story.Report;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes of a tagged article what stories read of it. */
public final class Reports {

    private Reports() {}

    /**
     * The report of an article.
     *
     * @param id the article's id
     * @param outlet the outlet's id, empty where it is not known
     * @param published milliseconds since 1970, UTC
     * @param text its headline, lead and body
     * @param tags its language and entities
     */
    public static Report of(String id, String outlet, long published, ArticleText text, Tags tags) {
        return of(
                id,
                outlet,
                tags.language().getTag(),
                published,
                text.headline(),
                text.lead(),
                text.body(),
                tags.entities());
    }

    /** The same of its parts; {@code language} is a BCP 47 tag, {@code lead} is empty where none is set apart. */
    public static Report of(
            String id,
            String outlet,
            String language,
            long published,
            String headline,
            String lead,
            String body,
            List<Entity> entities) {
        String text = Stream.of(lead, body).filter(part -> !part.isEmpty()).collect(Collectors.joining("\n\n"));
        return new Report(
                id,
                outlet,
                language,
                published,
                headline,
                text,
                entities.stream().map(Reports::thing).toList());
    }

    private static Report.NamedThing thing(Entity entity) {
        int mentions = entity.getMentions().stream()
                .mapToInt(mention -> mention.getField() == Field.HEADLINE ? 2 : 1)
                .sum();
        return new Report.NamedThing(entity.getId(), entity.getType() == EntityType.LOCATION, mentions);
    }
}
