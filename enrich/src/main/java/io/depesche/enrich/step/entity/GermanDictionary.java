package io.depesche.enrich.step.entity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Locale;
import java.util.Optional;
import morfologik.stemming.Dictionary;
import morfologik.stemming.DictionaryLookup;
import morfologik.stemming.WordData;

/**
 * German parts of speech from the dictionary {@code german-pos-dict} (552,751 forms; tags as in
 * {@code org/languagetool/resource/de/german_tags.txt}): whether a word is a common noun, and which sort of name it may be. Safe
 * for several threads.
 */
public final class GermanDictionary implements WordTraits {

    static final int NOUN = 1;
    static final int ADJECTIVE = 1 << 1;
    static final int VERB = 1 << 2;
    static final int OTHER = 1 << 3;
    static final int COUNTRY = 1 << 4;
    static final int TOWN = 1 << 5;
    static final int REGION = 1 << 6;
    static final int WATERS = 1 << 7;
    static final int SURNAME = 1 << 8;
    static final int FORENAME = 1 << 9;
    /** An adjective used as a noun. */
    static final int NOMINAL = 1 << 10;
    /** A noun that is masculine and nothing else, as words for people mostly are. */
    static final int MASCULINE = 1 << 11;
    /** Not in the dictionary. */
    static final int UNKNOWN = 1 << 12;

    private static final String FILE = "/org/languagetool/resource/de/german.dict";

    private static final int SHORTEST_PART = 3;

    /** A longer word is no compound that anybody wrote. */
    private static final int LONGEST_COMPOUND = 60;

    private final ThreadLocal<DictionaryLookup> lookups;

    /** Holds the dictionary once, however many look words up in it. */
    private static final class Shared {
        static final Dictionary DICTIONARY = read();
    }

    /** Loads the dictionary at its first use, which takes a few milliseconds. */
    public GermanDictionary() {
        Dictionary dictionary = shared();
        lookups = ThreadLocal.withInitial(() -> new DictionaryLookup(dictionary));
    }

    /** The dictionary itself, which never changes, for look-ups of other kinds. */
    public static Dictionary shared() {
        return Shared.DICTIONARY;
    }

    private static Dictionary read() {
        URL file = GermanDictionary.class.getResource(FILE);
        if (file == null) {
            throw new IllegalStateException("%s of german-pos-dict is not on the class path".formatted(FILE));
        }
        try {
            return Dictionary.read(file);
        } catch (IOException e) {
            throw new UncheckedIOException("%s of german-pos-dict is damaged".formatted(FILE), e);
        }
    }

    /**
     * A common noun.
     *
     * @param lemma its nominative singular; for an adjective used as a noun the weak form ("Verletzte")
     * @param plural whether the form can be a plural
     */
    public record Noun(String lemma, boolean plural) {}

    /** The common noun that a capitalised word can be, by itself or by the last part of a compound. */
    public Optional<Noun> noun(String word) {
        if (word.length() > LONGEST_COMPOUND || !Shape.isCapitalised(word)) {
            return Optional.empty();
        }
        Optional<Noun> whole = listedNoun(word);
        int longest = word.lastIndexOf('-') + 1;
        for (int from = Math.max(longest, SHORTEST_PART);
                whole.isEmpty() && from + SHORTEST_PART <= word.length();
                from++) {
            String start = word.substring(0, from);
            boolean part = from == longest;
            whole = listedNoun(Character.toUpperCase(word.charAt(from)) + word.substring(from + 1))
                    .map(head -> new Noun(
                            start + (part ? head.lemma() : head.lemma().toLowerCase(Locale.ROOT)), head.plural()));
        }
        return whole;
    }

    private Optional<Noun> listedNoun(String word) {
        Optional<Noun> noun = Optional.empty();
        for (WordData entry : lookups.get().lookup(word)) {
            String tag = String.valueOf(entry.getTag());
            if (tag.startsWith("SUB")) {
                boolean nominal = tag.endsWith(":ADJ");
                String stem = String.valueOf(entry.getStem());
                String lemma = nominal && stem.endsWith("er") ? stem.substring(0, stem.length() - 1) : stem;
                boolean plural = nominal || tag.contains(":PLU");
                if (plural || noun.isEmpty()) {
                    noun = Optional.of(new Noun(lemma, plural));
                }
                if (plural) {
                    break;
                }
            }
        }
        return noun;
    }

    /** Whether a word in small letters can stand between a number and its noun: an adjective, a participle, or an adverb to them. */
    public boolean isAttribute(String word) {
        boolean found = false;
        for (WordData entry : lookups.get().lookup(word)) {
            String tag = String.valueOf(entry.getTag());
            found |= tag.startsWith("ADJ") || tag.startsWith("PA") || tag.startsWith("ADV");
        }
        return found;
    }

    /** Whether a word is a forename, and then of men, of women or of both. */
    public Optional<Forename> forename(String word) {
        boolean man = false;
        boolean woman = false;
        for (WordData entry : lookups.get().lookup(word)) {
            String tag = String.valueOf(entry.getTag());
            if (tag.startsWith("EIG") && bitOf(tag) == FORENAME) {
                man |= tag.contains(":MAS");
                woman |= tag.contains(":FEM");
            }
        }
        return man || woman ? Optional.of(new Forename(man, woman)) : Optional.empty();
    }

    /** Who bears a forename. */
    public record Forename(boolean man, boolean woman) {}

    @Override
    public Found of(String word) {
        if (word.isEmpty() || !Character.isLetter(word.charAt(0))) {
            return Found.NOTHING;
        }
        int bits = bitsOf(word);
        if (!Shape.isCapitalised(word)) {
            return new Found(bits, 0, "", 0);
        }
        int lowerBits = bitsOf(word.toLowerCase(Locale.ROOT));
        if (bits != UNKNOWN || word.indexOf('-') >= 0) {
            return new Found(bits, lowerBits, "", 0);
        }
        int stemBits = word.length() > SHORTEST_PART && word.endsWith("s")
                ? bitsOf(word.substring(0, word.length() - 1))
                : UNKNOWN;
        if (stemBits != UNKNOWN) {
            return new Found(stemBits | UNKNOWN, lowerBits, "", 0);
        }
        String head = headOf(word);
        return new Found(bits, lowerBits, head, head.isEmpty() ? 0 : bitsOf(head));
    }

    /** The longest noun that a word ends in, after three letters at least. */
    private String headOf(String word) {
        for (int from = SHORTEST_PART; from + SHORTEST_PART <= word.length(); from++) {
            String rest = Character.toUpperCase(word.charAt(from)) + word.substring(from + 1);
            if ((bitsOf(rest) & (NOUN | NOMINAL)) != 0) {
                return rest;
            }
        }
        return "";
    }

    private int bitsOf(String word) {
        int bits = 0;
        boolean masculine = true;
        for (WordData entry : lookups.get().lookup(word)) {
            CharSequence tag = entry.getTag();
            int bit = tag == null ? OTHER : bitOf(tag.toString());
            bits |= bit;
            masculine &= bit != NOUN || tag.toString().contains(":MAS");
        }
        if (bits == 0) {
            return UNKNOWN;
        }
        return (bits & NOUN) != 0 && masculine ? bits | MASCULINE : bits;
    }

    private static int bitOf(String tag) {
        if (tag.startsWith("SUB")) {
            return tag.endsWith(":ADJ") ? NOMINAL : NOUN;
        }
        if (tag.startsWith("ADJ") || tag.startsWith("PA")) {
            return ADJECTIVE;
        }
        if (tag.startsWith("VER")) {
            return VERB;
        }
        return tag.startsWith("EIG") ? sortOfName(tag.substring(tag.lastIndexOf(':') + 1)) : OTHER;
    }

    private static int sortOfName(String sort) {
        return switch (sort) {
            case "COU" -> COUNTRY;
            case "STD" -> TOWN;
            case "GEB", "GEO", "MOU" -> REGION;
            case "WAT" -> WATERS;
            case "NAC" -> SURNAME;
            case "VOR", "VOR*", "VOR#" -> FORENAME;
            default -> OTHER;
        };
    }
}
