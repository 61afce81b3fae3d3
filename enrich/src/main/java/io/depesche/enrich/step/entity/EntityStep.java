package io.depesche.enrich.step.entity;

import io.depesche.contracts.record.Entity;
import io.depesche.contracts.record.Field;
import io.depesche.enrich.step.ArticleText;
import io.depesche.enrich.step.Step;
import io.depesche.enrich.step.Tags;
import io.depesche.enrich.step.language.ParagraphLanguages;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Tags people, organizations, places and other named things in German and English articles, the language being that of the tags so
 * far. Articles in other languages are not read. Paragraphs surely in another language than their article are tagged by the tagger of
 * their own, or not at all where there is none. Mentions quote their field, and no two overlap.
 *
 * <p>Salience runs from 0 to 1: each mention adds its weight (headline 4, lead 2, body from 1.5 at its start down to 0.5 at its
 * end, a quarter of that for words derived from the name), and a weight of 4 makes a salience of one half.
 */
public final class EntityStep implements Step {

    private static final List<String> LANGUAGES = List.of("de", "en");

    private static final List<Field> READING_ORDER = List.of(Field.HEADLINE, Field.LEAD, Field.BODY);

    private final Map<String, Tagging> byLanguage;
    private final ParagraphLanguages paragraphs = new ParagraphLanguages();

    private record Tagging(NewsLanguage language, EntityTagger tagger) {}

    /** Loads the models, which takes less than a second. */
    public EntityStep() {
        byLanguage = LANGUAGES.stream().collect(Collectors.toMap(Function.identity(), code -> {
            NewsLanguage language = NewsLanguage.load(code);
            return new Tagging(language, new EntityTagger(language));
        }));
    }

    @Override
    public String name() {
        return "entities";
    }

    @Override
    public String version() {
        return "crf-1";
    }

    @Override
    public boolean reads(Tags soFar) {
        return byLanguage.containsKey(primaryOf(soFar));
    }

    @Override
    public Tags apply(ArticleText text, Tags soFar) {
        return reads(soFar) ? soFar.withEntities(entitiesOf(text, primaryOf(soFar))) : soFar;
    }

    private static String primaryOf(Tags tags) {
        return tags.language().getTag().split("-", 2)[0];
    }

    private List<Entity> entitiesOf(ArticleText text, String language) {
        List<Map<String, String>> parts = READING_ORDER.stream()
                .map(field -> paragraphs.part(text.of(field), language, LANGUAGES))
                .toList();
        List<Field> fields = new ArrayList<>(READING_ORDER);
        List<TaggedText> texts = new ArrayList<>(byLanguage
                .get(language)
                .tagger()
                .tag(parts.stream().map(part -> part.get(language)).toList()));
        for (String other : LANGUAGES) {
            if (!other.equals(language)) {
                addOther(other, parts, fields, texts);
            }
        }
        List<TaggedText> placed = new ArrayList<>();
        for (int index = 0; index < texts.size(); index++) {
            TaggedText tagged = texts.get(index);
            placed.add(new TaggedText(text.of(fields.get(index)), tagged.sentences(), tagged.names()));
        }
        Tagging tagging = byLanguage.get(language);
        NameForms forms = new NameForms(tagging.language().genitiveS(), tagging.tagger()::isListed);
        return new EntityBook(fields, placed, forms).entities();
    }

    /** Tags the paragraphs in another language than the article's by that language's tagger. */
    private void addOther(
            String language, List<Map<String, String>> parts, List<Field> fields, List<TaggedText> texts) {
        List<String> others = new ArrayList<>();
        for (int index = 0; index < parts.size(); index++) {
            if (parts.get(index).containsKey(language)) {
                others.add(parts.get(index).get(language));
                fields.add(READING_ORDER.get(index));
            }
        }
        texts.addAll(byLanguage.get(language).tagger().tag(others));
    }
}
