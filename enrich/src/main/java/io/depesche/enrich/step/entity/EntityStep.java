package io.depesche.enrich.step.entity;

import io.depesche.contracts.record.DateTag;
import io.depesche.contracts.record.Entity;
import io.depesche.contracts.record.Field;
import io.depesche.enrich.step.ArticleText;
import io.depesche.enrich.step.Spans;
import io.depesche.enrich.step.Step;
import io.depesche.enrich.step.Tags;
import io.depesche.enrich.step.language.ParagraphLanguages;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Tags people, organizations, places and other named things in German and English articles, the language being that of the tags so
 * far. Names of the user's list are found too, except where a date of the tags so far stands. Articles in other languages are not read.
 * Paragraphs surely in another language than their article are tagged by the tagger of their own, or not at all where there is none. Mentions
 * quote their field, and no two overlap.
 */
public final class EntityStep implements Step {

    private static final String VERSION = "crf-2";

    private static final String KNOWN = " known-1 salience-2";

    private static final List<String> LANGUAGES = List.of("de", "en");

    private static final List<Field> READING_ORDER = List.of(Field.HEADLINE, Field.LEAD, Field.BODY);

    private final Map<String, Tagging> byLanguage;
    private final String plainVersion;
    private final String version;
    private final ParagraphLanguages paragraphs = new ParagraphLanguages();

    private record Tagging(boolean german, EntityTagger tagger, EntityLinker linker, ListedNames listed) {

        Tagging with(EntityList list) {
            return new Tagging(german, tagger, linker, new ListedNames(list, tagger.tokenizer(), german));
        }
    }

    /** Loads the models and the known things, which takes about a second. */
    public EntityStep() {
        this(EntityTagger::new, VERSION + KNOWN);
    }

    /** Loads the same, with the names found by another finder than the model that comes with this. */
    public EntityStep(NameFinder finder) {
        this((language, known) -> new EntityTagger(language, known, finder), finder.version() + KNOWN);
    }

    private EntityStep(BiFunction<NewsLanguage, KnownEntities, EntityTagger> taggers, String version) {
        KnownEntities known = KnownEntities.load();
        byLanguage = LANGUAGES.parallelStream().collect(Collectors.toMap(Function.identity(), code -> {
            NewsLanguage language = NewsLanguage.load(code);
            boolean german = language.genitiveS();
            EntityTagger tagger = taggers.apply(language, known);
            ListedNames none = new ListedNames(EntityList.NONE, tagger.tokenizer(), german);
            return new Tagging(german, tagger, new EntityLinker(known, german), none);
        }));
        plainVersion = version;
        this.version = version;
    }

    private EntityStep(Map<String, Tagging> byLanguage, String plainVersion, String version) {
        this.byLanguage = byLanguage;
        this.plainVersion = plainVersion;
        this.version = version;
    }

    /** The same step with the names of a list, which it always finds. */
    public EntityStep with(EntityList list) {
        return new EntityStep(
                byLanguage.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue()
                        .with(list))),
                plainVersion,
                list.version().isEmpty() ? plainVersion : plainVersion + " list-" + list.version());
    }

    @Override
    public String name() {
        return "entities";
    }

    @Override
    public String version() {
        return version;
    }

    @Override
    public boolean reads(Tags soFar) {
        return byLanguage.containsKey(soFar.primaryLanguage());
    }

    @Override
    public Tags apply(ArticleText text, Tags soFar) {
        if (!reads(soFar)) {
            return soFar;
        }
        List<Entity> entities = entitiesOf(text, soFar.primaryLanguage(), soFar.dates());
        return soFar.withEntities(entities).withDates(outside(entities, soFar.dates()));
    }

    /** The dates that lie in no mention: what is part of a name ("Agenda 2010") is no date. */
    private static List<DateTag> outside(List<Entity> entities, List<DateTag> dates) {
        Map<Field, Spans> names = new EnumMap<>(Field.class);
        READING_ORDER.forEach(field -> names.put(field, Spans.ofMentions(entities, field, kind -> true)));
        return dates.stream()
                .filter(date -> !Objects.requireNonNull(names.get(date.getField()))
                        .overlap(date.getStart(), date.getStart() + 1))
                .toList();
    }

    private List<Entity> entitiesOf(ArticleText text, String language, List<DateTag> dates) {
        List<Map<String, String>> parts = READING_ORDER.stream()
                .map(field -> paragraphs.part(text.of(field), language, LANGUAGES))
                .toList();
        List<Field> fields = new ArrayList<>();
        List<ListedNames.Found> found = new ArrayList<>();
        addNames(language, text, parts, dates, fields, found);
        for (String other : LANGUAGES) {
            if (!other.equals(language)) {
                addNames(other, text, parts, dates, fields, found);
            }
        }
        Tagging tagging = byLanguage.get(language);
        NameForms forms = new NameForms(tagging.german(), tagging.tagger()::isListed);
        return new EntityBook(fields, found, forms, tagging.linker(), tagging.german()).entities();
    }

    /** Finds the names in those parts of the fields that are in one language. */
    private void addNames(
            String language,
            ArticleText text,
            List<Map<String, String>> parts,
            List<DateTag> dates,
            List<Field> fields,
            List<ListedNames.Found> found) {
        List<Field> read = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        for (int index = 0; index < parts.size(); index++) {
            if (parts.get(index).containsKey(language)) {
                read.add(READING_ORDER.get(index));
                texts.add(parts.get(index).get(language));
            }
        }
        Tagging tagging = byLanguage.get(language);
        List<TaggedText> tagged = texts.isEmpty() ? List.of() : tagging.tagger().tag(texts);
        for (int index = 0; index < tagged.size(); index++) {
            String whole = text.of(read.get(index));
            List<int[]> spans = spansOf(read.get(index), whole, dates);
            TaggedText placed = new TaggedText(
                    whole,
                    tagged.get(index).sentences(),
                    tagged.get(index).names().stream()
                            .filter(name -> !isCutByDate(name, spans))
                            .toList());
            fields.add(read.get(index));
            found.add(tagging.listed().in(placed, spans));
        }
    }

    /** Whether a name lies in a date or crosses its border ("August" of "3. August"); one that holds a whole date does not. */
    private static boolean isCutByDate(NameSpan name, List<int[]> dates) {
        int index = Collections.binarySearch(dates, new int[] {name.start()}, Comparator.comparingInt(date -> date[0]));
        int before = index >= 0 ? index : -index - 2;
        for (int at = Math.max(0, before); at < dates.size() && dates.get(at)[0] < name.end(); at++) {
            int[] date = dates.get(at);
            boolean overlaps = date[1] > name.start();
            boolean held =
                    name.start() <= date[0] && date[1] <= name.end() && name.end() - name.start() > date[1] - date[0];
            if (overlaps && !held) {
                return true;
            }
        }
        return false;
    }

    /** Where the dates of a field stand, as UTF-16 indexes. */
    private static List<int[]> spansOf(Field field, String text, List<DateTag> dates) {
        List<int[]> spans = new ArrayList<>();
        int index = 0;
        int point = 0;
        for (DateTag date : dates) {
            if (date.getField() == field && date.getStart() >= point) {
                int start = text.offsetByCodePoints(index, date.getStart() - point);
                index = text.offsetByCodePoints(start, date.getEnd() - date.getStart());
                point = date.getEnd();
                spans.add(new int[] {start, index});
            }
        }
        return spans;
    }
}
