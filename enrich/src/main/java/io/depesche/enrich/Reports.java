package io.depesche.enrich;

import io.depesche.contracts.record.Entity;
import io.depesche.contracts.record.EntityType;
import io.depesche.contracts.record.Field;
import io.depesche.enrich.story.Report;
import java.util.List;

/** Reads tagged articles as reports for the stories. */
final class Reports {

    private Reports() {}

    /**
     * A tagged text as a report.
     *
     * @param published milliseconds since 1970, UTC
     * @param text lead and body
     */
    static Report of(
            String id,
            String outlet,
            String language,
            long published,
            String headline,
            String text,
            List<Entity> entities) {
        List<Report.NamedThing> things = entities.stream().map(Reports::thing).toList();
        return new Report(id, outlet, language, published, headline, text, things);
    }

    private static Report.NamedThing thing(Entity entity) {
        int inHeadline = (int) entity.getMentions().stream()
                .filter(mention -> mention.getField() == Field.HEADLINE)
                .count();
        return new Report.NamedThing(
                entity.getId(),
                entity.getType() == EntityType.LOCATION,
                entity.getMentions().size() + inHeadline);
    }
}
