package io.depesche.enrich.step.entity;

import java.util.Locale;

/**
 * English word traits from a table of base forms in small letters. Plurals and the forms in -ed and -ing are looked up by their base
 * forms where they are not in the table themselves.
 */
final class EnglishDictionary implements WordTraits {

    static final int PERSON = 1;
    static final int GROUP = 1 << 1;
    static final int PLACE = 1 << 2;
    static final int ARTEFACT = 1 << 3;
    static final int COMMUNICATION = 1 << 4;
    static final int EVENT = 1 << 5;
    static final int ACT = 1 << 6;
    static final int TIME = 1 << 7;
    static final int OTHER_NOUN = 1 << 8;
    static final int VERB = 1 << 9;
    static final int ADJECTIVE = 1 << 10;
    static final int ADVERB = 1 << 11;
    static final int NAMED_PERSON = 1 << 12;
    static final int NAMED_GROUP = 1 << 13;
    static final int NAMED_PLACE = 1 << 14;
    static final int NAMED_OTHER = 1 << 15;
    /** Not in the table. */
    static final int UNKNOWN = 1 << 16;
    /** An adjective written with a capital ("French"). */
    static final int NAMED_ADJECTIVE = 1 << 17;
    /** Articles, pronouns, prepositions and the like. */
    static final int FUNCTION_WORD = 1 << 18;

    private final WordTable table;

    EnglishDictionary(WordTable table) {
        this.table = table;
    }

    @Override
    public Found of(String word) {
        if (word.isEmpty() || !Character.isLetter(word.charAt(0))) {
            return Found.NOTHING;
        }
        String lower = word.toLowerCase(Locale.ROOT);
        int bits = table.get(lower);
        if (bits == 0 && lower.length() > 3 && lower.endsWith("s")) {
            bits = firstOf(cut(lower, 1), lower.endsWith("ies") ? cut(lower, 3) + "y" : cut(lower, 2));
        }
        if (bits == 0 && lower.length() > 4 && lower.endsWith("ed")) {
            bits = firstOf(cut(lower, 1), cut(lower, 2));
        }
        if (bits == 0 && lower.length() > 5 && lower.endsWith("ing")) {
            bits = firstOf(cut(lower, 3), cut(lower, 3) + "e");
        }
        return new Found(bits == 0 ? UNKNOWN : bits, 0, "", 0);
    }

    private int firstOf(String one, String other) {
        int bits = table.get(one);
        return bits == 0 ? table.get(other) : bits;
    }

    private static String cut(String word, int letters) {
        return word.substring(0, word.length() - letters);
    }
}
