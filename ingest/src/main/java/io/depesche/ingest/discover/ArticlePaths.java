package io.depesche.ingest.discover;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What the path of an address says about the page behind it: whether it is a page at all, and whether it looks like an article. */
final class ArticlePaths {

    private static final int WORDS_OF_A_SLUG = 3;
    private static final Pattern DATE =
            Pattern.compile("/(19|20)\\d\\d[-/]?(0?[1-9]|1[0-2])[-/]?(0?[1-9]|[12]\\d|3[01])(?!\\d)");
    private static final Pattern PLAIN_DATE = Pattern.compile("(19|20)\\d\\d(0[1-9]|1[0-2])(0[1-9]|[12]\\d|3[01])");
    private static final Pattern NUMBER = Pattern.compile("(^|[^0-9])\\d{5,18}($|[^0-9])");
    private static final Pattern WORD_BREAK = Pattern.compile("[-_.,+]|%20");
    private static final Set<String> PAGE_ENDINGS =
            Set.of("html", "htm", "php", "shtml", "xhtml", "aspx", "asp", "jsp");

    private ArticlePaths() {}

    /** The ending of a segment with its point where it is one of a page, otherwise nothing. */
    static String ending(String segment) {
        int dot = segment.lastIndexOf('.');
        return dot > 0 && PAGE_ENDINGS.contains(segment.substring(dot + 1)) ? segment.substring(dot) : "";
    }

    /** Whether eight digits are a day as {@code 20250314}. */
    static boolean isDate(String digits) {
        return PLAIN_DATE.matcher(digits).matches();
    }

    /** Whether the path can be one of a page and not of a picture, a feed or a programme. */
    static boolean isPage(String path) {
        String last = path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        int dot = last.lastIndexOf('.');
        String after = dot < 0 ? "" : last.substring(dot + 1);
        // A point inside a slug is no ending: endings are short.
        return after.isEmpty() || PAGE_ENDINGS.contains(after) || after.length() > 5;
    }

    /** Whether a path looks like an article's by itself: a date in it, a last part of three words, or a large number. */
    static boolean isArticle(URI address) {
        String path = Optional.ofNullable(address.getRawPath()).orElse("");
        String trimmed = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        String last = trimmed.substring(trimmed.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        String slug = last.substring(0, last.length() - ending(last).length());
        long words = WORD_BREAK
                .splitAsStream(slug)
                .filter(word -> word.chars().anyMatch(Character::isLetter))
                .count();
        return words >= WORDS_OF_A_SLUG
                || NUMBER.matcher(slug).find()
                || (words > 0 && DATE.matcher(trimmed).find());
    }
}
