package io.depesche.ingest.fetch;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a robots.txt for one product token (RFC 9309). Any text can be read: lines that nobody understands are passed over, and so
 * is HTML, which has no others. All groups of our token count together, else all those of {@code *}. We read it ourselves because
 * the groups are needed for Content-Signal lines too, which parsers leave out.
 */
final class RobotsFile {

    /** {@code User-agent}, {@code Disallow} and others as people misspell them, as far as other crawlers forgive it. */
    private static final Map<String, Field> FIELDS = fields();

    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,12}(?:\\.[0-9]{0,9})?|\\.[0-9]{1,9}");

    /** A host that asks for a longer pause gets this one: longer ones are mistakes, such as milliseconds. */
    static final Duration MAX_DELAY = Duration.ofHours(1);

    private static final int MAX_SITEMAPS = 1_000;

    private enum Field {
        USER_AGENT,
        ALLOW,
        DISALLOW,
        CRAWL_DELAY,
        CONTENT_SIGNAL,
        SITEMAP
    }

    /**
     * A line that allows or forbids.
     */
    record Rule(PathRule path, boolean allows) {}

    /**
     * A Content-Signal line.
     *
     * @param path where it holds
     * @param value its signals, as written
     */
    record Signal(PathRule path, String value) {}

    /** What the groups of one kind say together. */
    private static final class Group {
        private final List<Rule> rules = new ArrayList<>();
        private final List<Signal> signals = new ArrayList<>();
        private Optional<Duration> delay = Optional.empty();
        private boolean met;
    }

    private final String token;
    private final Group ours = new Group();
    private final Group everybodys = new Group();
    private final List<String> sitemaps = new ArrayList<>();

    /**
     * @param agent the product token, in any case; what follows it in a User-Agent header is ignored
     */
    RobotsFile(String text, String agent) {
        this.token = product(agent);
        read(text);
    }

    /** Decodes a file: UTF-8, unless a byte order mark says otherwise; without the mark. */
    static String text(byte[] file) {
        if (startsWith(file, 0xfe, 0xff)) {
            return text(file, 2, StandardCharsets.UTF_16BE);
        }
        if (startsWith(file, 0xff, 0xfe)) {
            return text(file, 2, StandardCharsets.UTF_16LE);
        }
        return text(file, startsWith(file, 0xef, 0xbb, 0xbf) ? 3 : 0, StandardCharsets.UTF_8);
    }

    private static String text(byte[] file, int from, Charset charset) {
        return new String(file, from, file.length - from, charset);
    }

    private static boolean startsWith(byte[] file, int... mark) {
        if (file.length < mark.length) {
            return false;
        }
        for (int i = 0; i < mark.length; i++) {
            if ((file[i] & 0xff) != mark[i]) {
                return false;
            }
        }
        return true;
    }

    List<Rule> rules() {
        return List.copyOf(group().rules);
    }

    List<Signal> signals() {
        return List.copyOf(group().signals);
    }

    Optional<Duration> crawlDelay() {
        return group().delay;
    }

    List<String> sitemaps() {
        return List.copyOf(sitemaps);
    }

    private Group group() {
        return ours.met ? ours : everybodys;
    }

    private void read(String text) {
        Set<Group> current = new HashSet<>();
        boolean naming = false;
        int end;
        for (int from = 0; from < text.length(); from = end + 1) {
            end = next(text, from, character -> character == '\n' || character == '\r' || character == 0);
            String line = text.substring(from, end);
            int comment = line.indexOf('#');
            String content = (comment < 0 ? line : line.substring(0, comment)).strip();
            int name = next(content, 0, character -> character == ':' || character == ' ' || character == '\t');
            Optional<Field> field = field(content, name);
            if (field.isEmpty()) {
                continue;
            }
            String value = afterColon(content, name);
            switch (field.get()) {
                case USER_AGENT -> {
                    if (!naming) {
                        current.clear();
                    }
                    naming = true;
                    named(value).ifPresent(current::add);
                }
                case ALLOW, DISALLOW -> {
                    naming = false;
                    if (!value.isEmpty()) {
                        Rule rule = new Rule(PathRule.of(value), field.get() == Field.ALLOW);
                        current.forEach(group -> group.rules.add(rule));
                    }
                }
                case CONTENT_SIGNAL ->
                    signal(value).ifPresent(signal -> current.forEach(group -> group.signals.add(signal)));
                case CRAWL_DELAY ->
                    delay(value).ifPresent(delay -> current.stream()
                            .filter(group -> group.delay.isEmpty())
                            .forEach(group -> group.delay = Optional.of(delay)));
                case SITEMAP -> {
                    if (!value.isEmpty() && sitemaps.size() < MAX_SITEMAPS) {
                        sitemaps.add(value);
                    }
                }
            }
        }
    }

    private static int next(String text, int from, IntPredicate kind) {
        int at = from;
        while (at < text.length() && !kind.test(text.charAt(at))) {
            at++;
        }
        return at;
    }

    /** The field whose name ends at the place. Names of two words are written with a hyphen, or with a blank by mistake. */
    private static Optional<Field> field(String line, int end) {
        if (end > 20) {
            return Optional.empty();
        }
        String name = line.substring(0, end).toLowerCase(Locale.ROOT);
        if (name.equals("user") || name.equals("crawl")) {
            String two = line.substring(0, Math.min(line.length(), end + 6)).toLowerCase(Locale.ROOT);
            return two.startsWith("user agent") || two.startsWith("crawl delay")
                    ? Optional.of(name.equals("user") ? Field.USER_AGENT : Field.CRAWL_DELAY)
                    : Optional.empty();
        }
        return Optional.ofNullable(FIELDS.get(name));
    }

    /** The value behind the colon, or behind a blank where the colon was forgotten. */
    private static String afterColon(String line, int name) {
        int colon = line.indexOf(':', name);
        boolean forgotten = colon < 0 || !isBlankOrWord(line.substring(name, colon));
        return forgotten
                ? line.substring(name).strip()
                : line.substring(colon + 1).strip();
    }

    /** Whether nothing stands before the colon but blanks, or the second word of a name. */
    private static boolean isBlankOrWord(String between) {
        String word = between.strip().toLowerCase(Locale.ROOT);
        return word.isEmpty() || word.equals("agent") || word.equals("delay");
    }

    private Optional<Group> named(String value) {
        if (value.equals("*") || value.startsWith("* ")) {
            everybodys.met = true;
            return Optional.of(everybodys);
        }
        if (!token.isEmpty() && product(value).equals(token)) {
            ours.met = true;
            return Optional.of(ours);
        }
        return Optional.empty();
    }

    /** The product of a User-Agent in lower case: what stands before a version or a comment. */
    private static String product(String agent) {
        int end = next(agent, 0, character -> "/ \t;(,".indexOf(character) >= 0);
        return agent.substring(0, end).toLowerCase(Locale.ROOT);
    }

    private static Optional<Signal> signal(String value) {
        if (value.isEmpty()) {
            return Optional.empty();
        }
        if (!value.startsWith("/")) {
            return Optional.of(new Signal(PathRule.of("/"), value));
        }
        int blank = next(value, 0, Character::isWhitespace);
        String signals = value.substring(blank).strip();
        return signals.isEmpty()
                ? Optional.empty()
                : Optional.of(new Signal(PathRule.of(value.substring(0, blank)), signals));
    }

    /** Seconds, with a fraction or without; nonsense and nothing are no delay. */
    private static Optional<Duration> delay(String value) {
        Matcher seconds = SECONDS.matcher(value);
        if (!seconds.matches()) {
            return Optional.empty();
        }
        Duration delay = Duration.ofMillis(Math.round(Double.parseDouble(value) * 1_000));
        return Optional.of(delay.compareTo(MAX_DELAY) > 0 ? MAX_DELAY : delay).filter(positive -> !positive.isZero());
    }

    private static Map<String, Field> fields() {
        Map<String, Field> fields = new TreeMap<>();
        List.of("user-agent", "useragent", "user-agents", "users-agent", "user-agnet", "ser-agent")
                .forEach(name -> fields.put(name, Field.USER_AGENT));
        List.of(
                        "disallow",
                        "dissallow",
                        "dissalow",
                        "disalow",
                        "diasllow",
                        "disallaw",
                        "desallow",
                        "disallows",
                        "disllow")
                .forEach(name -> fields.put(name, Field.DISALLOW));
        fields.put("allow", Field.ALLOW);
        List.of("crawl-delay", "crawldelay", "craw-delay").forEach(name -> fields.put(name, Field.CRAWL_DELAY));
        fields.put("content-signal", Field.CONTENT_SIGNAL);
        List.of("sitemap", "sitemaps", "site-map").forEach(name -> fields.put(name, Field.SITEMAP));
        return Map.copyOf(fields);
    }
}
