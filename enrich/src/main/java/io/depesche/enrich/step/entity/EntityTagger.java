package io.depesche.enrich.step.entity;

import java.util.ArrayList;
import java.util.List;

/** Finds the names of an article in one language: the model first, then what is known of names, then
 * the pass over the whole article. */
final class EntityTagger {

    private final Tokenizer tokenizer;
    private final SequenceTagger tagger;
    private final SureNames sureNames;
    private final NameRules rules;
    private final DocumentPass pass;
    private final OtherThings otherThings;

    EntityTagger(NewsLanguage language, KnownEntities known) {
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
        return otherThings.toldApart(
                pass.agree(fields.stream().map(this::tagAlone).toList()));
    }

    private TaggedText tagAlone(String text) {
        List<Sentence> sentences = tokenizer.sentencesOf(text);
        List<NameSpan> names = new ArrayList<>();
        for (int number = 0; number < sentences.size(); number++) {
            Sentence sentence = sentences.get(number);
            List<NameSpan> found =
                    sureNames.completed(sentence, number, NameReader.read(sentence, number, tagger.labelsOf(sentence)));
            names.addAll(rules.applied(sentence, number, found));
        }
        return new TaggedText(text, sentences, names);
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
