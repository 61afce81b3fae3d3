package io.depesche.ingest.extract;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number in an address that may be the number of a page: {@code /stem/2}, {@code /stem-2.html}, {@code /stem/seite-2}, {@code /stem?page=2}.
 *
 * @param prefix what stands before it, without the scheme
 * @param mark what sets it off, in lower case, such as {@code "?page="}
 * @param number the number
 * @param suffix what stands behind it
 */
record PageNumber(String prefix, String mark, int number, String suffix) {

    private static final Pattern PATTERN = Pattern.compile(
            "([-_/.,;?&](?:(?:seite|page|pages|teil|part|pg|s|p)[-_=/.]?)?)(\\d{1,3})(?![0-9A-Za-z])",
            Pattern.CASE_INSENSITIVE);

    /** Longer addresses have none. */
    static final int LONGEST_ADDRESS = 500;
    /** The last ones of an address; a date before them has three. */
    private static final int MOST = 6;

    /** All that may be one. */
    static List<PageNumber> of(URI address) {
        String text = bare(address);
        if (text.length() > LONGEST_ADDRESS) {
            return List.of();
        }
        List<PageNumber> numbers = new ArrayList<>();
        int host = Math.max(0, text.indexOf('/'));
        Matcher matcher = PATTERN.matcher(text).region(host, text.length());
        while (matcher.find()) {
            numbers.add(new PageNumber(
                    text.substring(0, matcher.start()),
                    matcher.group(1).toLowerCase(Locale.ROOT),
                    Integer.parseInt(matcher.group(2)),
                    text.substring(matcher.end())));
        }
        return numbers.subList(Math.max(0, numbers.size() - MOST), numbers.size());
    }

    /** The address without the number, and without the scheme. */
    String stem() {
        boolean first = mark.startsWith("?") && suffix.startsWith("&");
        return ended(prefix + (first ? "?" + suffix.substring(1) : suffix));
    }

    /** Whether that address is the same but for the number. */
    boolean isOfStem(URI address) {
        return stem().equals(ended(bare(address)));
    }

    /** Whether this is the page behind that one. */
    boolean follows(PageNumber before) {
        return number == before.number + 1
                && prefix.equals(before.prefix)
                && mark.equals(before.mark)
                && suffix.equals(before.suffix);
    }

    /** Whether that is the first page before this one, where it has the number one. */
    boolean isBehindFirst(PageNumber first) {
        return number > 1
                && first.number == 1
                && prefix.equals(first.prefix)
                && mark.equals(first.mark)
                && suffix.equals(first.suffix);
    }

    /** Whether this is the page behind the first one, which has no number; some count from zero in the query. */
    boolean isSecond() {
        return number == 2 || (number == 1 && mark.length() > 2 && (mark.startsWith("?") || mark.startsWith("&")));
    }

    private static String bare(URI address) {
        String text = address.toString();
        int hash = text.indexOf('#');
        String whole = hash < 0 ? text : text.substring(0, hash);
        int scheme = whole.indexOf("://");
        return scheme < 0 ? whole : whole.substring(scheme + 3);
    }

    private static String ended(String text) {
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }
}
