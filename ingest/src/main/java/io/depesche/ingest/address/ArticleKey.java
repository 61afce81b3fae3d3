package io.depesche.ingest.address;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the editorial system's own number or id of an article out of its address. Within one outlet, two addresses with one key
 * name the same article under two slugs. What is no more than a guess is left out: a date, a round number, a number in the midst
 * of a slug.
 */
public final class ArticleKey {

    private static final int MAX_PATH = 1_000;
    private static final int LEAST_DIGITS = 6;
    private static final int MOST_DIGITS = 19;
    private static final int LEAST_HEX = 8;
    private static final int MOST_HEX = 40;
    private static final int LEAST_DIGITS_OF_A_PARAMETER = 3;
    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}");
    private static final Pattern ENDING = Pattern.compile("\\.(?:x?html?|shtml|php|aspx?|jsp|amp)$");
    private static final Pattern BREAK = Pattern.compile("[-_.,;:=~+!]|%[0-9a-f]{2}");
    private static final Pattern DAY =
            Pattern.compile("(?:19|20)\\d\\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])(?:\\d\\d){0,3}");
    private static final Pattern SHORT_DAY =
            Pattern.compile("(?:[0-3]\\d|9\\d)(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])"
                    + "|(?:0[1-9]|[12]\\d|3[01])(?:0[1-9]|1[0-2])(?:[0-3]\\d|9\\d)"
                    + "|(?:0[1-9]|[12]\\d|3[01])(?:0[1-9]|1[0-2])(?:19|20)\\d\\d");
    private static final Pattern COUNTED = Pattern.compile("[a-z]{1,12}+(\\d{6,19})");
    private static final Set<String> PARAMETERS = Set.of(
            "id",
            "aid",
            "nid",
            "p",
            "article",
            "articleid",
            "article_id",
            "artikel",
            "artikelid",
            "artikel_id",
            "artid",
            "docid",
            "newsid",
            "news_id",
            "story",
            "storyid",
            "story_id",
            "contentid",
            "itemid");

    private ArticleKey() {}

    /** The key, in lower case; an address without one says nothing. */
    public static Optional<String> of(URI address) {
        String path = Optional.ofNullable(address.getRawPath()).orElse("").toLowerCase(Locale.ROOT);
        if (path.length() > MAX_PATH) {
            return Optional.empty();
        }
        String[] segments = path.split("/");
        for (int i = segments.length - 1; i > Math.max(0, segments.length - 3); i--) {
            Optional<String> key = ofSegment(ENDING.matcher(segments[i]).replaceFirst(""));
            if (key.isPresent()) {
                return key;
            }
        }
        return ofQuery(Optional.ofNullable(address.getRawQuery()).orElse("").toLowerCase(Locale.ROOT));
    }

    private static Optional<String> ofSegment(String segment) {
        Matcher uuid = UUID.matcher(segment);
        while (uuid.find()) {
            if (uuid.start() == 0 || uuid.end() == segment.length()) {
                return Optional.of(uuid.group());
            }
        }
        List<String> pieces = new ArrayList<>(List.of(BREAK.split(segment)));
        pieces.removeIf(String::isEmpty);
        if (pieces.isEmpty()) {
            return Optional.empty();
        }
        // The end first: systems that put the number there also take it from there.
        return id(pieces.get(pieces.size() - 1)).or(() -> id(pieces.get(0)));
    }

    private static Optional<String> id(String piece) {
        Matcher counted = COUNTED.matcher(piece);
        String digits = counted.matches() ? counted.group(1) : piece;
        boolean number = digits.length() >= LEAST_DIGITS && digits.length() <= MOST_DIGITS && isDigits(digits);
        if (number) {
            boolean date =
                    DAY.matcher(digits).matches() || SHORT_DAY.matcher(digits).matches();
            return date || digits.endsWith("000") ? Optional.empty() : Optional.of(digits);
        }
        boolean hex = piece.length() >= LEAST_HEX
                && piece.length() <= MOST_HEX
                && piece.chars().allMatch(character -> Character.digit(character, 16) >= 0)
                && piece.chars().anyMatch(ArticleKey::isDigit);
        return hex && !isDigits(piece) ? Optional.of(piece) : Optional.empty();
    }

    private static Optional<String> ofQuery(String query) {
        for (String parameter : query.split("&")) {
            int equals = parameter.indexOf('=');
            if (equals > 0 && PARAMETERS.contains(parameter.substring(0, equals))) {
                String value = parameter.substring(equals + 1);
                boolean number = value.length() >= LEAST_DIGITS_OF_A_PARAMETER
                        && value.length() <= MOST_DIGITS
                        && isDigits(value);
                Optional<String> key =
                        number ? Optional.of(value) : UUID.matcher(value).matches() ? Optional.of(value) : id(value);
                if (key.isPresent()) {
                    return key;
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isDigits(String text) {
        return text.chars().allMatch(ArticleKey::isDigit);
    }

    private static boolean isDigit(int character) {
        return character >= '0' && character <= '9';
    }
}
