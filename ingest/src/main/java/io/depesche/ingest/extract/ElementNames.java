package io.depesche.ingest.extract;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jsoup.nodes.Element;

/** What the classes and ids of a page's elements say. Classes repeat a lot on a page: each value is read once. */
final class ElementNames {

    private static final int MAX_WORDS = 40;
    private static final Names NONE = new Names(List.of(), Optional.empty(), false, false, false);

    private final Map<String, Names> ofClasses = new HashMap<>();
    private final IdentityHashMap<Element, Names> withIds = new IdentityHashMap<>();

    /**
     * What an element is called.
     *
     * @param words the pieces of its classes and id, cut at capitals and everything but letters, lower case, at most the first 40
     * @param furniture the first word that calls it furniture, see {@link Furniture#word}
     * @param concealed whether a class hides it
     * @param title whether a class calls it a headline or a title
     * @param byline whether a word says that it names the author
     */
    record Names(List<String> words, Optional<String> furniture, boolean concealed, boolean title, boolean byline) {}

    Names of(Element element) {
        if (element.attributesSize() == 0) {
            return NONE;
        }
        Names ofClasses = ofClasses(element.attributes().get("class"));
        String id = element.attributes().get("id");
        return id.isEmpty() ? ofClasses : withIds.computeIfAbsent(element, named -> with(ofClasses, id));
    }

    /** What the value of a class attribute alone says. */
    Names ofClasses(String classes) {
        if (classes.isEmpty()) {
            return NONE;
        }
        Names known = ofClasses.get(classes);
        if (known == null) {
            known = read(classes);
            ofClasses.put(classes, known);
        }
        return known;
    }

    private static Names read(String classes) {
        List<String> words = new ArrayList<>();
        cut(classes, words);
        return new Names(
                words, Furniture.word(words), Furniture.isConcealed(classes), isTitle(classes), hasByline(words));
    }

    private static Names with(Names ofClasses, String id) {
        List<String> words = new ArrayList<>(ofClasses.words());
        cut(id, words);
        return new Names(words, Furniture.word(words), ofClasses.concealed(), ofClasses.title(), hasByline(words));
    }

    private static void cut(String names, List<String> words) {
        int start = -1;
        for (int index = 0; index <= names.length() && words.size() < MAX_WORDS; index++) {
            char character = index < names.length() ? names.charAt(index) : ' ';
            boolean letter = Character.isLetter(character);
            boolean hump = start >= 0
                    && index > 0
                    && Character.isUpperCase(character)
                    && Character.isLowerCase(names.charAt(index - 1));
            if (start >= 0 && (!letter || hump)) {
                words.add(names.substring(start, index).toLowerCase(Locale.ROOT));
                start = -1;
            }
            if (letter && start < 0) {
                start = index;
            }
        }
    }

    private static boolean isTitle(String classes) {
        return classes.contains("eadline") || classes.contains("title") || classes.contains("Title");
    }

    private static boolean hasByline(List<String> words) {
        for (String word : words) {
            if (isByline(word)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isByline(String word) {
        return word.startsWith("author")
                || word.startsWith("autor")
                || word.contains("byline")
                || word.endsWith("author")
                || word.equals("vcard")
                || word.equals("fn")
                || word.equals("verfasser")
                || word.equals("writer")
                || word.equals("contributor")
                || word.equals("redakteur")
                || word.equals("username");
    }
}
