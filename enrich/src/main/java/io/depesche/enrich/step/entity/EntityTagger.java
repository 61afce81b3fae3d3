package io.depesche.enrich.step.entity;

import java.util.ArrayList;
import java.util.List;

/** Finds the names of an article in one language: the model first, then the pass over the whole article. */
final class EntityTagger {

    private final Tokenizer tokenizer;
    private final SequenceTagger tagger;
    private final DocumentPass pass;

    EntityTagger(NewsLanguage language) {
        tokenizer = new Tokenizer(language.abbreviations());
        tagger = new SequenceTagger(language.model(), language.dictionary());
        pass = new DocumentPass(new NeverNames(language.neverNames(), language.titles()), language.genitiveS());
    }

    /** The fields of one article with their names, in the order given. */
    List<TaggedText> tag(List<String> fields) {
        return pass.agree(fields.stream().map(this::tagAlone).toList());
    }

    private TaggedText tagAlone(String text) {
        List<Sentence> sentences = tokenizer.sentencesOf(text);
        List<NameSpan> names = new ArrayList<>();
        for (int number = 0; number < sentences.size(); number++) {
            Sentence sentence = sentences.get(number);
            NameReader.read(sentence, number, tagger.labelsOf(sentence), names);
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
