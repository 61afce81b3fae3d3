package io.depesche.enrich.step;

import io.depesche.contracts.record.DateTag;
import io.depesche.contracts.record.Entity;
import io.depesche.contracts.record.Language;
import java.util.List;

/** The tags of one article as they grow from step to step. */
public record Tags(Language language, List<Entity> entities, List<DateTag> dates) {

    /** No tags, language unknown. */
    public static final Tags NONE = new Tags(new Language("und", 0.0), List.of(), List.of());

    public Tags {
        entities = List.copyOf(entities);
        dates = List.copyOf(dates);
    }

    public Tags withLanguage(Language detected) {
        return new Tags(detected, entities, dates);
    }

    public Tags withEntities(List<Entity> found) {
        return new Tags(language, found, dates);
    }

    public Tags withDates(List<DateTag> found) {
        return new Tags(language, entities, found);
    }
}
