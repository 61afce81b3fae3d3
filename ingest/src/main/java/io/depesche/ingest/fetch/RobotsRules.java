package io.depesche.ingest.fetch;

import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What a robots.txt allows a crawler (RFC 9309). Immutable. */
public final class RobotsRules {

    /** The token that a robots.txt addresses us by. */
    public static final String PRODUCT_TOKEN = "Depesche";

    /** What is read of a file; RFC 9309, section 2.5, asks for at least as much. */
    public static final int MAX_BYTES = 500 << 10;

    /** The longest text, in characters, that is kept to be handed on. */
    public static final int MAX_TEXT = 64 << 10;

    private final List<RobotsFile.Rule> rules;
    private final List<RobotsFile.Signal> signals;
    private final Optional<Duration> crawlDelay;
    private final List<String> sitemaps;
    private final Optional<FetchProblem> problem;
    private final String detail;
    private final Optional<String> text;
    private final int weight;

    private RobotsRules(URI address, String text, String agent) {
        RobotsFile file = new RobotsFile(text, agent);
        this.rules = file.rules();
        this.signals = file.signals();
        this.crawlDelay = file.crawlDelay();
        this.sitemaps = file.sitemaps();
        this.problem = Optional.empty();
        this.detail = "is forbidden by " + address;
        this.text = Optional.of(text).filter(whole -> whole.length() <= MAX_TEXT);
        // A rule of some characters is an object of some more; one of the text's own characters is one or two bytes.
        this.weight = 500 + 2 * this.text.map(String::length).orElse(0) + 200 * (rules.size() + signals.size());
    }

    private RobotsRules(FetchProblem problem, String detail) {
        this.rules = List.of();
        this.signals = List.of();
        this.crawlDelay = Optional.empty();
        this.sitemaps = List.of();
        this.problem = Optional.of(problem);
        this.detail = detail;
        this.text = Optional.empty();
        this.weight = 500;
    }

    /** The rules of a file for us. Whatever the bytes are, there are rules. */
    public static RobotsRules parse(URI address, byte[] file) {
        return parse(address, file, PRODUCT_TOKEN);
    }

    /**
     * The rules of a file for a crawler.
     *
     * @param agent its product token, or its whole User-Agent
     */
    public static RobotsRules parse(URI address, byte[] file, String agent) {
        byte[] head = file.length <= MAX_BYTES ? file : Arrays.copyOf(file, MAX_BYTES);
        return ofText(address, RobotsFile.text(head), agent);
    }

    /** The rules for us in a text that {@link #text()} gave. */
    static RobotsRules ofText(URI address, String text) {
        return ofText(address, text, PRODUCT_TOKEN);
    }

    private static RobotsRules ofText(URI address, String text, String agent) {
        return new RobotsRules(address, text, agent);
    }

    /** There is no file: everything is allowed, as with an empty one. */
    static RobotsRules none(URI address) {
        return ofText(address, "");
    }

    /** The file cannot be had: nothing is allowed until it can, however long that takes. */
    static RobotsRules unreachable(URI address, FetchProblem problem, String detail) {
        return new RobotsRules(problem, address + " " + detail);
    }

    /** Whether the address, which must be one of the file's host, may be fetched. */
    public boolean allow(URI address) {
        if (problem.isPresent()) {
            return false;
        }
        String path = PathRule.pathOf(address);
        if (path.equals("/robots.txt")) {
            return true;
        }
        int longest = -1;
        boolean allowed = true;
        for (RobotsFile.Rule rule : rules) {
            int length = rule.path().length();
            boolean decides = length > longest || (length == longest && rule.allows() && !allowed);
            if (decides && rule.path().matches(path)) {
                longest = length;
                allowed = rule.allows();
            }
        }
        return allowed;
    }

    /** The pause that the host asks for, if it does; at most an hour. */
    public Optional<Duration> crawlDelay() {
        return crawlDelay;
    }

    /** Sitemaps that the file names, as written. */
    public List<String> sitemaps() {
        return sitemaps;
    }

    /** The Content-Signal values that hold for an address, as written: those of the longest path pattern that matches it. */
    public List<String> contentSignals(URI address) {
        String path = PathRule.pathOf(address);
        List<RobotsFile.Signal> matching =
                signals.stream().filter(signal -> signal.path().matches(path)).toList();
        int longest = matching.stream()
                .mapToInt(signal -> signal.path().length())
                .max()
                .orElse(0);
        return matching.stream()
                .filter(signal -> signal.path().length() == longest)
                .map(RobotsFile.Signal::value)
                .distinct()
                .toList();
    }

    /** Why there are no rules of the host's own, where everything is disallowed for that. */
    public Optional<FetchProblem> problem() {
        return problem;
    }

    /** Half a sentence for people on why an address is not allowed. */
    public String detail() {
        return detail;
    }

    /** The file as text, empty where there is none, to be kept for another crawler; absent where it is too long or unknown. */
    public Optional<String> text() {
        return text;
    }

    /** About how many bytes of memory these rules take. */
    int weight() {
        return weight;
    }
}
