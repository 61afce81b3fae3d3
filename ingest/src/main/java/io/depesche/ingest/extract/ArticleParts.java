package io.depesche.ingest.extract;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Joins the parts of an article that stands on several pages. */
public final class ArticleParts {

    private static final String BREAK = "\n\n";

    private ArticleParts() {}

    /** Whether a page can be a further part of the article, or the whole of it: it has the same headline, perhaps with the number of the page. */
    public static boolean belongs(String headline, Extraction page) {
        String one = PlainText.letters(headline);
        String other = PlainText.letters(page.headline());
        return page.problem().isEmpty() && (other.contains(one) || one.contains(other));
    }

    /**
     * The text of an article up to a part, and that part. What both end with stands at the end only, as a note below every page does; what the
     * part begins with and the text has already, such as the lead, is left out. Without anything new the text is returned as it is.
     */
    public static String joined(String text, String part) {
        List<String> before = new ArrayList<>(Arrays.asList(text.split(BREAK)));
        List<String> after = new ArrayList<>(Arrays.asList(part.split(BREAK)));
        Set<String> known = new HashSet<>(before);
        if (known.containsAll(after)) {
            return text;
        }
        int same = 0;
        while (same < Math.min(before.size(), after.size())
                && before.get(before.size() - 1 - same).equals(after.get(after.size() - 1 - same))) {
            same++;
        }
        before.subList(before.size() - same, before.size()).clear();
        int start = 0;
        while (known.contains(after.get(start))) {
            start++;
        }
        before.addAll(after.subList(start, after.size()));
        return String.join(BREAK, before);
    }
}
