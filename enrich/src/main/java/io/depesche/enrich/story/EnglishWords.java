package io.depesche.enrich.story;

import java.util.List;
import java.util.Locale;

/** Base forms of English words: without the endings of plural, past and progressive, and of long words the beginning. */
final class EnglishWords implements TermReader.WordForms {

    @Override
    public List<TermReader.Form> of(String word) {
        return List.of(TermReader.Form.whole(baseOf(word)));
    }

    /** The base form of one word. */
    static String baseOf(String word) {
        return TermReader.beginningOf(withoutEnding(word.toLowerCase(Locale.ROOT)));
    }

    private static String withoutEnding(String word) {
        int length = word.length();
        if (length > 4 && word.endsWith("ies")) {
            return word.substring(0, length - 3) + "y";
        }
        if (length > 4
                && (word.endsWith("sses") || word.endsWith("shes") || word.endsWith("ches") || word.endsWith("xes"))) {
            return word.substring(0, length - 2);
        }
        if (length > 3 && word.endsWith("s") && !word.endsWith("ss") && !word.endsWith("us") && !word.endsWith("is")) {
            return word.substring(0, length - 1);
        }
        if (length > 6 && word.endsWith("ing")) {
            return word.substring(0, length - 3);
        }
        if (length > 5 && word.endsWith("ed")) {
            return word.substring(0, length - 2);
        }
        return word;
    }
}
