package io.depesche.ingest.outlets;

import io.depesche.ingest.address.Site;
import io.depesche.ingest.rights.RightsFamily;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One outlet as the outlets file or a command describes it.
 *
 * @param id {@code [a-z0-9-]+}, stable: part of records and headers
 * @param name the name for people
 * @param language BCP 47 tag of the language it says it writes in
 * @param country ISO 3166 code in capitals
 * @param homepage where its sources are looked for when it names none
 * @param feeds addresses of its feeds
 * @param sitemaps addresses of its sitemaps
 * @param pages addresses of index pages whose article links are followed
 * @param include patterns one of which an article's path must match; none means every path
 * @param exclude patterns none of which an article's path may match
 * @param rhythm how often it is asked
 * @param dailyQuota most requests to one of its hosts in a day (UTC)
 * @param honour the rights signals that decide what is published; robots.txt is obeyed in any case
 */
public record Outlet(
        String id,
        String name,
        String language,
        Optional<String> country,
        Optional<URI> homepage,
        List<URI> feeds,
        List<URI> sitemaps,
        List<URI> pages,
        List<PathPattern> include,
        List<PathPattern> exclude,
        Rhythm rhythm,
        Optional<Integer> dailyQuota,
        Set<RightsFamily> honour) {

    public Outlet {
        feeds = List.copyOf(feeds);
        sitemaps = List.copyOf(sitemaps);
        pages = List.copyOf(pages);
        include = List.copyOf(include);
        exclude = List.copyOf(exclude);
        honour = Set.copyOf(honour);
    }

    /**
     * How often an outlet is asked.
     *
     * @param interval from one poll of a busy source to the next
     * @param maxInterval the same for a source that is quiet, by its habit at this hour
     * @param minDelay least pause between the end of one request to a host and the start of the next
     * @param revisit when an article is looked at again, counted from its first sight, ascending
     */
    public record Rhythm(Duration interval, Duration maxInterval, Duration minDelay, List<Duration> revisit) {

        public Rhythm {
            revisit = List.copyOf(revisit);
        }
    }

    /** Where a time that states no zone is to be read in: the zone of the country's capital, UTC where it is not known. */
    public ZoneId zone() {
        return country.map(Outlet::zoneOf).orElse(ZoneOffset.UTC);
    }

    /** Whether an article at that address is the outlet's: on the site of one of its sources, and on a path that it wants. */
    public boolean holds(URI address) {
        String path = address.getRawPath();
        return sites().contains(Site.of(address))
                && (include.isEmpty() || include.stream().anyMatch(pattern -> pattern.matches(path)))
                && exclude.stream().noneMatch(pattern -> pattern.matches(path));
    }

    private Set<Site> sites() {
        return Stream.of(feeds, sitemaps, pages, homepage.stream().toList())
                .flatMap(List::stream)
                .map(Site::of)
                .collect(Collectors.toSet());
    }

    private static ZoneId zoneOf(String country) {
        return switch (country) {
            case "DE" -> ZoneId.of("Europe/Berlin");
            case "AT" -> ZoneId.of("Europe/Vienna");
            case "CH", "LI" -> ZoneId.of("Europe/Zurich");
            case "LU" -> ZoneId.of("Europe/Luxembourg");
            case "GB" -> ZoneId.of("Europe/London");
            case "IE" -> ZoneId.of("Europe/Dublin");
            case "FR" -> ZoneId.of("Europe/Paris");
            case "NL" -> ZoneId.of("Europe/Amsterdam");
            case "BE" -> ZoneId.of("Europe/Brussels");
            case "IT" -> ZoneId.of("Europe/Rome");
            case "ES" -> ZoneId.of("Europe/Madrid");
            case "PL" -> ZoneId.of("Europe/Warsaw");
            case "DK" -> ZoneId.of("Europe/Copenhagen");
            case "SE" -> ZoneId.of("Europe/Stockholm");
            case "NO" -> ZoneId.of("Europe/Oslo");
            case "US", "CA" -> ZoneId.of("America/New_York");
            case "IN" -> ZoneId.of("Asia/Kolkata");
            case "JP" -> ZoneId.of("Asia/Tokyo");
            case "ZA" -> ZoneId.of("Africa/Johannesburg");
            case "AU" -> ZoneId.of("Australia/Sydney");
            case "NZ" -> ZoneId.of("Pacific/Auckland");
            default -> ZoneOffset.UTC;
        };
    }
}
