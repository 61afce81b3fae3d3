package io.depesche.enrich.step;

import io.depesche.contracts.record.Amount;
import io.depesche.contracts.record.DateTag;
import io.depesche.contracts.record.Entity;
import io.depesche.contracts.record.Language;
import io.depesche.contracts.record.Quote;
import java.util.List;

/** The tags of one article as they grow from step to step. */
public record Tags(
        Language language, List<Entity> entities, List<DateTag> dates, List<Amount> amounts, List<Quote> quotes) {

    /** No tags, language unknown. */
    public static final Tags NONE = new Tags(new Language("und", 0.0), List.of(), List.of(), List.of(), List.of());

    public Tags {
        entities = List.copyOf(entities);
        dates = List.copyOf(dates);
        amounts = List.copyOf(amounts);
        quotes = List.copyOf(quotes);
    }

    /** The language without region and script, as the first part of its BCP 47 tag. */
    public String primaryLanguage() {
        return language.getTag().split("-", 2)[0];
    }

    public Tags withLanguage(Language detected) {
        return new Tags(detected, entities, dates, amounts, quotes);
    }

    public Tags withEntities(List<Entity> found) {
        return new Tags(language, found, dates, amounts, quotes);
    }

    public Tags withDates(List<DateTag> found) {
        return new Tags(language, entities, found, amounts, quotes);
    }

    public Tags withAmounts(List<Amount> found) {
        return new Tags(language, entities, dates, found, quotes);
    }

    public Tags withQuotes(List<Quote> found) {
        return new Tags(language, entities, dates, amounts, found);
    }
}
