package io.depesche.cli.retag;

import io.depesche.contracts.record.Amount;
import io.depesche.contracts.record.DateTag;
import io.depesche.contracts.record.Entity;
import io.depesche.contracts.record.Field;
import io.depesche.contracts.record.Mention;
import io.depesche.contracts.record.Quote;
import io.depesche.contracts.record.TaggedArticle;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Any tag, reduced to what makes two of them the same.
 *
 * @param place what is tagged: two tags of one family at one place are one tag, changed or not
 * @param kind such as PERSON, DATE, AMOUNT
 * @param exact what stands there
 * @param value what it means
 */
record ArticleTag(Place place, String kind, String exact, String value) {

    /** The code points [start, end) of a field, for tags of a family. */
    record Place(String family, Field field, int start, int end) {}

    /** All tags of an article. Its language is one, too. */
    static List<ArticleTag> of(TaggedArticle article) {
        List<ArticleTag> tags = new ArrayList<>();
        tags.add(new ArticleTag(
                new Place("language", Field.BODY, 0, 0),
                "LANGUAGE",
                "",
                article.getLanguage().getTag()));
        for (Entity entity : article.getEntities()) {
            for (Mention mention : entity.getMentions()) {
                tags.add(new ArticleTag(
                        new Place("entity", mention.getField(), mention.getStart(), mention.getEnd()),
                        entity.getType().name(),
                        mention.getExact(),
                        entity.getId()));
            }
        }
        for (DateTag date : article.getDates()) {
            tags.add(new ArticleTag(
                    new Place("date", date.getField(), date.getStart(), date.getEnd()),
                    date.getType().name(),
                    date.getExact(),
                    date.getValue() + modOf(date.getMod())));
        }
        for (Amount amount : article.getAmounts()) {
            tags.add(new ArticleTag(
                    new Place("amount", amount.getField(), amount.getStart(), amount.getEnd()),
                    "AMOUNT",
                    amount.getExact(),
                    amount.getValue() + " " + amount.getUnit() + modOf(amount.getMod())));
        }
        for (Quote quote : article.getQuotes()) {
            tags.add(new ArticleTag(
                    new Place("quote", quote.getField(), quote.getStart(), quote.getEnd()),
                    "QUOTE",
                    quote.getExact(),
                    quote.getSpeaker().orElse("nobody")));
        }
        return tags;
    }

    private static String modOf(Optional<String> mod) {
        return mod.map(text -> " " + text).orElse("");
    }

    boolean means(ArticleTag other) {
        return kind.equals(other.kind) && value.equals(other.value);
    }

    String meaning() {
        return kind + " " + value;
    }
}
