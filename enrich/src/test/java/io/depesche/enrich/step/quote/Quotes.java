package io.depesche.enrich.step.quote;

import io.depesche.contracts.CodePoints;
import io.depesche.contracts.record.Entity;
import io.depesche.contracts.record.EntityType;
import io.depesche.contracts.record.Field;
import io.depesche.contracts.record.Language;
import io.depesche.contracts.record.Mention;
import io.depesche.contracts.record.MentionKind;
import io.depesche.contracts.record.Quote;
import io.depesche.enrich.step.ArticleText;
import io.depesche.enrich.step.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tags texts for tests, in which a few names are known; each is its own id. */
final class Quotes {

    private static final QuoteStep STEP = new QuoteStep();
    private static final List<String> PEOPLE = List.of("Anna Schwarz", "Max Braun", "Eva Kern");

    private Quotes() {}

    static List<Quote> in(String text, String language) {
        List<Entity> entities = new ArrayList<>();
        PEOPLE.forEach(name -> add(name, EntityType.PERSON, text, entities));
        add("Hafenwerk", EntityType.ORGANIZATION, text, entities);
        ArticleText article = new ArticleText("", "", text, Optional.empty(), Optional.empty(), false);
        return STEP.apply(
                        article,
                        Tags.NONE.withLanguage(new Language(language, 1.0)).withEntities(entities))
                .quotes();
    }

    private static void add(String name, EntityType type, String text, List<Entity> entities) {
        List<Mention> mentions = new ArrayList<>();
        CodePoints codePoints = new CodePoints(text);
        for (int at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
            int start = codePoints.at(at);
            mentions.add(new Mention(Field.BODY, start, start + name.length(), name, MentionKind.NAME));
        }
        if (!mentions.isEmpty()) {
            entities.add(new Entity(name, name, type, 0.5, mentions));
        }
    }
}
