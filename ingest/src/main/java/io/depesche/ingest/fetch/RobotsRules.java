package io.depesche.ingest.fetch;

import crawlercommons.robots.BaseRobotRules;
import crawlercommons.robots.SimpleRobotRulesParser;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a robots.txt allows us (RFC 9309).
 *
 * @param rules the parsed rules for our product token
 * @param problem why there are no rules of the host's own, where everything is disallowed for that
 * @param detail the same in words
 */
public record RobotsRules(BaseRobotRules rules, Optional<FetchProblem> problem, String detail) {

    /** The token that a robots.txt addresses us by. */
    public static final String PRODUCT_TOKEN = "Depesche";

    /** What is read of a file; RFC 9309, section 2.5, asks for at least as much. */
    public static final int MAX_BYTES = 500 << 10;

    /** The rules of a file. Whatever the bytes are, there are rules. */
    public static RobotsRules parse(URI address, byte[] file) {
        BaseRobotRules rules = new SimpleRobotRulesParser()
                .parseContent(address.toString(), file, "text/plain", List.of(PRODUCT_TOKEN.toLowerCase(Locale.ROOT)));
        return new RobotsRules(rules, Optional.empty(), "is forbidden by " + address);
    }

    /** No file: everything is allowed. */
    static RobotsRules none() {
        return new RobotsRules(new SimpleRobotRulesParser().failedFetch(404), Optional.empty(), "");
    }

    /** The file cannot be had: nothing is allowed until it can. */
    static RobotsRules unreachable(URI address, FetchProblem problem, String detail) {
        return new RobotsRules(
                new SimpleRobotRulesParser().failedFetch(503), Optional.of(problem), address + " " + detail);
    }

    /** Whether the address may be fetched. */
    public boolean allow(URI address) {
        return rules.isAllowed(address.toString());
    }

    /** The pause that the host asks for, if it does. */
    public Optional<Duration> crawlDelay() {
        return Optional.of(rules.getCrawlDelay()).filter(millis -> millis > 0).map(Duration::ofMillis);
    }

    /** Sitemaps that the file names, as written. */
    public List<String> sitemaps() {
        return List.copyOf(rules.getSitemaps());
    }
}
