package io.depesche.enrich.step.entity;

import io.depesche.contracts.record.Entity;
import io.depesche.contracts.record.Field;
import io.depesche.enrich.step.ArticleText;
import io.depesche.enrich.step.Step;
import io.depesche.enrich.step.Tags;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Tags people, organizations, places and other named things in German and English articles, the language being that of the tags so
 * far. Articles in other languages get no entities. Mentions quote their field, and no two overlap.
 *
 * <p>Salience runs from 0 to 1: each mention adds its weight (headline 4, lead 2, body from 1.5 at its start down to 0.5 at its
 * end, a quarter of that for words derived from the name), and a weight of 4 makes a salience of one half.
 */
public final class EntityStep implements Step {

    private static final List<String> LANGUAGES = List.of("de", "en");

    private static final List<Field> READING_ORDER = List.of(Field.HEADLINE, Field.LEAD, Field.BODY);

    private final Map<String, Tagging> byLanguage;

    private record Tagging(boolean german, EntityTagger tagger, EntityLinker linker) {}

    /** Loads the models and the known things, which takes about a second. */
    public EntityStep() {
        KnownEntities known = KnownEntities.load();
        byLanguage = LANGUAGES.stream().collect(Collectors.toMap(Function.identity(), code -> {
            NewsLanguage language = NewsLanguage.load(code);
            boolean german = language.genitiveS();
            return new Tagging(german, new EntityTagger(language), new EntityLinker(known, german));
        }));
    }

    @Override
    public String name() {
        return "entities";
    }

    @Override
    public String version() {
        return "crf-1 known-1";
    }

    @Override
    public Tags apply(ArticleText text, Tags soFar) {
        String primary = soFar.language().getTag().split("-", 2)[0];
        return Optional.ofNullable(byLanguage.get(primary))
                .map(tagging -> soFar.withEntities(entitiesOf(text, tagging)))
                .orElse(soFar);
    }

    private static List<Entity> entitiesOf(ArticleText text, Tagging tagging) {
        List<TaggedText> texts =
                tagging.tagger().tag(READING_ORDER.stream().map(text::of).toList());
        NameForms forms = new NameForms(tagging.german(), tagging.tagger()::isListed);
        return new EntityBook(READING_ORDER, texts, forms, tagging.linker(), tagging.german()).entities();
    }
}
