package io.depesche.enrich.story;

import io.depesche.enrich.step.entity.GermanDictionary;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import morfologik.fsa.FSA;
import morfologik.stemming.Dictionary;
import morfologik.stemming.DictionaryLookup;
import morfologik.stemming.WordData;

/**
 * Base forms of German words by the dictionary {@code german-pos-dict}, and the parts of compounds: "Werksschließungen" is
 * "werksschließung", "werk" and "schließung". Not safe for several threads.
 */
final class GermanWords implements TermReader.WordForms {

    private static final int SHORTEST_PART = 4;
    private static final int SHORTEST_COMPOUND = 9;
    private static final int LONGEST_COMPOUND = 40;
    private static final String[] LINKS = {"", "s", "es", "n", "en", "er", "e"};

    /** Words of the last texts, which are read again for what languages share. */
    private static final int REMEMBERED = 4_096;

    private final Dictionary words = GermanDictionary.shared();
    private final DictionaryLookup dictionary = new DictionaryLookup(words);
    private final Map<String, Analysis> analysed = new HashMap<>();

    /**
     * A word's base form and the parts of a compound, all in small letters.
     *
     * @param base of the whole word
     * @param parts modifier and head, or none
     */
    record Analysis(String base, List<String> parts) {}

    @Override
    public List<TermReader.Form> of(String word) {
        Analysis analysis = analyse(word);
        List<TermReader.Form> forms = new ArrayList<>();
        forms.add(TermReader.Form.whole(analysis.base()));
        analysis.parts().forEach(part -> forms.add(TermReader.Form.part(part)));
        return forms;
    }

    /** The base form of a word and the parts of a compound. */
    Analysis analyse(String word) {
        if (analysed.size() >= REMEMBERED) {
            analysed.clear();
        }
        return analysed.computeIfAbsent(word, this::analyseAnew);
    }

    private Analysis analyseAnew(String word) {
        String small = word.toLowerCase(Locale.ROOT);
        Optional<String> known = baseOf(word).or(() -> baseOf(small)).or(() -> baseOf(capitalised(small)));
        boolean compound = Character.isUpperCase(word.charAt(0))
                && word.length() >= SHORTEST_COMPOUND
                && word.length() <= LONGEST_COMPOUND;
        return compound
                ? compound(small, known)
                : new Analysis(known.orElseGet(() -> withoutGenitive(small)), List.of());
    }

    private Analysis compound(String small, Optional<String> known) {
        BitSet beginnings = wordsThatBegin(capitalised(small));
        for (int cut = SHORTEST_PART; cut + SHORTEST_PART <= small.length(); cut++) {
            String front = small.substring(0, cut);
            Optional<String> head = mayBeModifier(front, beginnings) ? nounOf(small.substring(cut)) : Optional.empty();
            if (head.isPresent()) {
                Optional<String> modifier = modifierOf(front);
                if (modifier.isPresent()) {
                    return new Analysis(known.orElse(front + head.get()), List.of(modifier.get(), head.get()));
                }
            }
        }
        return new Analysis(known.orElseGet(() -> withoutGenitive(small)), List.of());
    }

    /** The lengths of the words of the dictionary that a word begins with: one walk instead of a look-up for each. */
    private BitSet wordsThatBegin(String word) {
        BitSet lengths = new BitSet();
        FSA letters = words.fsa;
        byte separator = words.metadata.getSeparator();
        int node = letters.getRootNode();
        for (int at = 0; at < word.length(); at++) {
            for (byte letter : word.substring(at, at + 1).getBytes(StandardCharsets.UTF_8)) {
                int arc = letters.getArc(node, letter);
                if (arc == 0 || letters.isArcTerminal(arc)) {
                    return lengths;
                }
                node = letters.getEndNode(arc);
            }
            lengths.set(at + 1, letters.getArc(node, separator) != 0);
        }
        return lengths;
    }

    private static boolean mayBeModifier(String part, BitSet beginnings) {
        for (String link : LINKS) {
            if (part.endsWith(link) && beginnings.get(part.length() - link.length())) {
                return true;
            }
        }
        return false;
    }

    private Optional<String> modifierOf(String part) {
        for (String link : LINKS) {
            if (part.endsWith(link) && part.length() - link.length() >= SHORTEST_PART) {
                Optional<String> noun = nounOf(part.substring(0, part.length() - link.length()));
                if (noun.isPresent()) {
                    return noun;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<String> nounOf(String small) {
        for (WordData entry : dictionary.lookup(capitalised(small))) {
            CharSequence tag = entry.getTag();
            if (tag != null
                    && (tag.toString().startsWith("SUB") || tag.toString().startsWith("EIG"))) {
                return Optional.of(entry.getStem().toString().toLowerCase(Locale.ROOT));
            }
        }
        return Optional.empty();
    }

    private Optional<String> baseOf(String word) {
        List<WordData> entries = dictionary.lookup(word);
        return entries.isEmpty()
                ? Optional.empty()
                : Optional.of(entries.get(0).getStem().toString().toLowerCase(Locale.ROOT));
    }

    private static String withoutGenitive(String small) {
        return small.length() > 4 && small.endsWith("s") ? small.substring(0, small.length() - 1) : small;
    }

    private static String capitalised(String small) {
        return Character.toUpperCase(small.charAt(0)) + small.substring(1);
    }
}
