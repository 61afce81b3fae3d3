package io.depesche.enrich.step.entity;

import io.depesche.contracts.record.EntityType;
import io.depesche.contracts.record.MentionKind;
import io.depesche.enrich.step.entity.NameFinder.FoundName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Finds the names of an article in one language: the model first, then what is known of names, then
 * the pass over the whole article. */
final class EntityTagger {

    private final Tokenizer tokenizer;
    private final SequenceTagger tagger;
    private final SureNames sureNames;
    private final NameRules rules;
    private final DocumentPass pass;
    private final OtherThings otherThings;
    private final Optional<NameFinder> finder;

    EntityTagger(NewsLanguage language, KnownEntities known) {
        this(language, known, Optional.empty());
    }

    /** @param finder finds the names in place of the language's model */
    EntityTagger(NewsLanguage language, KnownEntities known, NameFinder finder) {
        this(language, known, Optional.of(finder));
    }

    private EntityTagger(NewsLanguage language, KnownEntities known, Optional<NameFinder> finder) {
        this.finder = finder;
        tokenizer = new Tokenizer(language.abbreviations());
        tagger = new SequenceTagger(language.model(), language.dictionary());
        sureNames = new SureNames(known, language.genitiveS());
        NameHeads heads = new NameHeads(language.heads(), language.genitiveS());
        rules = new NameRules(heads);
        otherThings = new OtherThings(heads);
        pass = new DocumentPass(new NeverNames(language.neverNames(), language.titles()), language.genitiveS());
    }

    /** The fields of one article with their names, in the order given. */
    List<TaggedText> tag(List<String> fields) {
        List<List<Sentence>> cut = fields.stream().map(tokenizer::sentencesOf).toList();
        List<Sentence> all = cut.stream().flatMap(List::stream).toList();
        List<int[]> labels = finder.map(engine -> labelsBy(engine, all))
                .orElseGet(() -> all.stream().map(tagger::labelsOf).toList());
        List<TaggedText> tagged = new ArrayList<>();
        int seen = 0;
        for (int field = 0; field < cut.size(); field++) {
            List<Sentence> sentences = cut.get(field);
            List<NameSpan> names = new ArrayList<>();
            for (int number = 0; number < sentences.size(); number++) {
                names.addAll(settled(sentences.get(number), number, labels.get(seen++)));
            }
            tagged.add(new TaggedText(fields.get(field), sentences, names));
        }
        return otherThings.toldApart(pass.agree(tagged));
    }

    /** The names that the labels of a sentence say, with what is known of names and what the rules settle. */
    private List<NameSpan> settled(Sentence sentence, int number, int[] labels) {
        List<NameSpan> read = NameReader.read(sentence, number, labels);
        return rules.applied(sentence, number, sureNames.completed(sentence, number, read));
    }

    private static List<int[]> labelsBy(NameFinder finder, List<Sentence> sentences) {
        List<List<FoundName>> found =
                finder.namesIn(sentences.stream().map(Sentence::words).toList());
        return IntStream.range(0, sentences.size())
                .mapToObj(number ->
                        labels(found.get(number), sentences.get(number).size()))
                .toList();
    }

    private static int[] labels(List<FoundName> names, int size) {
        int[] labels = new int[size];
        for (FoundName name : names) {
            EntityType type = Label.TYPES.contains(name.type()) ? name.type() : EntityType.OTHER;
            Arrays.fill(labels, name.first(), name.last() + 1, Label.of(type, Label.INSIDE));
            labels[name.first()] = Label.of(type, formOf(name.kind()));
        }
        return labels;
    }

    private static int formOf(MentionKind kind) {
        return switch (kind) {
            case NAME -> Label.BEGIN;
            case PART -> Label.PART;
            case DERIVED -> Label.DERIVED;
        };
    }

    /** How it cuts texts. */
    Tokenizer tokenizer() {
        return tokenizer;
    }

    /** Whether a list of names holds a word. */
    boolean isListed(String word) {
        return tagger.listsOf(word) != 0;
    }
}
