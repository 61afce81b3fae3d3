package io.depesche.ingest.outlets;

import io.depesche.ingest.address.RefusedAddress;
import io.depesche.ingest.address.WebAddress;
import io.depesche.ingest.rights.RightsFamily;
import io.depesche.service.ConfigError;
import io.depesche.service.YamlFile;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * Reads the outlets file: YAML with {@code defaults} and {@code outlets}. Whatever is wrong with it is told in one line with
 * file, line and what was expected, as a {@link ConfigError}; nothing is guessed and nothing left out silently.
 */
public final class OutletsFile {

    /** Larger files are refused. */
    public static final int MAX_BYTES = 1 << 20;

    private static final String DEFAULTS = "defaults";
    private static final String OUTLETS = "outlets";
    private static final List<String> FILE_KEYS = List.of(DEFAULTS, OUTLETS);
    private static final List<String> HABIT_KEYS =
            List.of("interval", "maxInterval", "minDelay", "revisit", "dailyQuota", "honour");
    private static final List<String> OUTLET_KEYS = List.of(
            "id",
            "name",
            "language",
            "country",
            "homepage",
            "feeds",
            "sitemaps",
            "pages",
            "include",
            "exclude",
            "interval",
            "maxInterval",
            "minDelay",
            "revisit",
            "dailyQuota",
            "honour");

    private static final Pattern ID = Pattern.compile("[a-z0-9-]{1,64}");
    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}(-[A-Za-z0-9]{1,8}){0,3}");
    private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");
    private static final int MAX_NAME = 200;
    private static final int MAX_REVISITS = 20;

    private static final Duration SHORTEST_INTERVAL = Duration.ofSeconds(1);
    private static final Duration LONGEST_INTERVAL = Duration.ofDays(7);
    private static final Duration LONGEST_DELAY = Duration.ofHours(1);
    private static final Duration SHORTEST_REVISIT = Duration.ofSeconds(1);
    private static final Duration LONGEST_REVISIT = Duration.ofDays(365);

    /** A quiet source is asked a quarter as often as a busy one; who asks for a rhythm below a minute means it. */
    private static final int QUIET = 4;

    private static final Duration FIXED_BELOW = Duration.ofMinutes(1);
    private static final int LARGEST_QUOTA = 10_000_000;

    private static final Habits USUAL = new Habits(
            Duration.ofMinutes(5),
            Optional.empty(),
            Duration.ofSeconds(2),
            List.of(Duration.ofMinutes(30), Duration.ofHours(2), Duration.ofHours(12), Duration.ofDays(2)),
            Optional.empty(),
            EnumSet.allOf(RightsFamily.class));

    /** What {@code defaults} can set for all outlets. */
    private record Habits(
            Duration interval,
            Optional<Duration> maxInterval,
            Duration minDelay,
            List<Duration> revisit,
            Optional<Integer> dailyQuota,
            Set<RightsFamily> honour) {

        Outlet.Rhythm rhythm() {
            Duration quiet = interval.compareTo(FIXED_BELOW) < 0 ? interval : interval.multipliedBy(QUIET);
            return new Outlet.Rhythm(interval, maxInterval.orElse(quiet), minDelay, revisit);
        }
    }

    private final YamlFile yaml;

    private OutletsFile(YamlFile yaml) {
        this.yaml = yaml;
    }

    /** Reads a file. */
    public static List<Outlet> read(Path file) {
        return new OutletsFile(YamlFile.read(file, MAX_BYTES)).outlets();
    }

    /** Reads a file from a stream, such as standard input; {@code fileName} is what messages call it. */
    public static List<Outlet> read(String fileName, InputStream in) {
        return new OutletsFile(YamlFile.read(fileName, in, MAX_BYTES)).outlets();
    }

    /** Reads the text of a file; {@code fileName} is what messages call it. */
    public static List<Outlet> parse(String fileName, String text) {
        return new OutletsFile(YamlFile.parse(fileName, text, MAX_BYTES)).outlets();
    }

    private List<Outlet> outlets() {
        Node root = yaml.root();
        Map<String, Node> file = yaml.fields(root, FILE_KEYS, "the file");
        Habits defaults = Optional.ofNullable(file.get(DEFAULTS))
                .map(node -> habits(yaml.fields(node, HABIT_KEYS, DEFAULTS), USUAL))
                .orElse(USUAL);
        Node listed = file.get(OUTLETS);
        yaml.check(listed != null, root, "no key 'outlets'; expected a list of outlets");
        List<Outlet> outlets = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (Node node : yaml.sequence(listed, OUTLETS)) {
            Outlet outlet = outlet(node, defaults);
            yaml.check(
                    ids.add(outlet.id()), node, "a second outlet with the id '%s'; expected each id once", outlet.id());
            outlets.add(outlet);
        }
        yaml.check(!outlets.isEmpty(), listed, "no outlet in 'outlets'; expected at least one");
        return List.copyOf(outlets);
    }

    private Outlet outlet(Node node, Habits defaults) {
        String where = yaml.mapping(node, "an outlet").getValue().stream()
                .filter(tuple -> tuple.getKeyNode() instanceof ScalarNode key
                        && key.getValue().equals("id"))
                .map(tuple -> tuple.getValueNode() instanceof ScalarNode id ? "outlet '" + id.getValue() + "'" : "")
                .findFirst()
                .orElse("an outlet");
        Map<String, Node> fields = yaml.fields(node, OUTLET_KEYS, where);
        for (String key : List.of("id", "name", "language")) {
            yaml.check(fields.containsKey(key), node, "no key '%s' in %s; every outlet has one", key, where);
        }
        String id = yaml.matching(fields.get("id"), "id", ID, "[a-z0-9-], at most 64 of them");
        String name = yaml.scalar(fields.get("name"), "name").strip();
        yaml.check(
                !name.isEmpty() && name.length() <= MAX_NAME,
                node,
                "name of %s; expected 1 to %d letters",
                where,
                MAX_NAME);
        Habits habits = habits(fields, defaults);
        Outlet outlet = new Outlet(
                id,
                name,
                yaml.matching(fields.get("language"), "language", LANGUAGE, "a language tag such as de or en-GB"),
                Optional.ofNullable(fields.get("country"))
                        .map(country -> yaml.matching(country, "country", COUNTRY, "two capital letters such as DE")),
                Optional.ofNullable(fields.get("homepage")).map(homepage -> address(homepage, "homepage")),
                addresses(fields, "feeds"),
                addresses(fields, "sitemaps"),
                addresses(fields, "pages"),
                patterns(fields, "include"),
                patterns(fields, "exclude"),
                habits.rhythm(),
                habits.dailyQuota(),
                habits.honour());
        yaml.check(
                !(outlet.feeds().isEmpty()
                        && outlet.sitemaps().isEmpty()
                        && outlet.pages().isEmpty()
                        && outlet.homepage().isEmpty()),
                node,
                "no source in %s; expected an address under 'homepage', 'feeds', 'sitemaps' or 'pages'",
                where);
        return outlet;
    }

    private Habits habits(Map<String, Node> fields, Habits otherwise) {
        Duration interval = Optional.ofNullable(fields.get("interval"))
                .map(node -> yaml.duration(node, "interval", SHORTEST_INTERVAL, LONGEST_INTERVAL))
                .orElse(otherwise.interval());
        Optional<Duration> maxInterval = Optional.ofNullable(fields.get("maxInterval"))
                .map(node -> yaml.duration(node, "maxInterval", interval, LONGEST_INTERVAL))
                .or(otherwise::maxInterval)
                .map(longest -> longest.compareTo(interval) < 0 ? interval : longest);
        return new Habits(
                interval,
                maxInterval,
                Optional.ofNullable(fields.get("minDelay"))
                        .map(node -> yaml.duration(node, "minDelay", Duration.ZERO, LONGEST_DELAY))
                        .orElse(otherwise.minDelay()),
                Optional.ofNullable(fields.get("revisit")).map(this::revisits).orElse(otherwise.revisit()),
                Optional.ofNullable(fields.get("dailyQuota")).map(this::quota).or(otherwise::dailyQuota),
                Optional.ofNullable(fields.get("honour")).map(this::honour).orElse(otherwise.honour()));
    }

    private int quota(Node node) {
        String text = yaml.scalar(node, "dailyQuota");
        try {
            int quota = Integer.parseInt(text);
            if (quota >= 1 && quota <= LARGEST_QUOTA) {
                return quota;
            }
        } catch (NumberFormatException e) {
            // told below, with the limits
        }
        throw yaml.error(
                node,
                "'%s' for 'dailyQuota'; expected a number of requests from 1 to %d",
                YamlFile.shortened(text),
                LARGEST_QUOTA);
    }

    private Set<RightsFamily> honour(Node node) {
        Set<RightsFamily> honoured = EnumSet.noneOf(RightsFamily.class);
        for (Node one : yaml.sequence(node, "honour")) {
            String text = yaml.scalar(one, "honour");
            honoured.add(RightsFamily.written(text)
                    .orElseThrow(() -> yaml.error(
                            one,
                            "'%s' in 'honour'; expected one of %s",
                            YamlFile.shortened(text),
                            Arrays.stream(RightsFamily.values())
                                    .map(RightsFamily::written)
                                    .collect(Collectors.joining(", ")))));
        }
        return honoured;
    }

    private List<Duration> revisits(Node node) {
        List<Node> listed = yaml.sequence(node, "revisit");
        yaml.check(
                listed.size() <= MAX_REVISITS, node, "%d revisits; expected at most %d", listed.size(), MAX_REVISITS);
        List<Duration> revisits = listed.stream()
                .map(one -> yaml.duration(one, "revisit", SHORTEST_REVISIT, LONGEST_REVISIT))
                .toList();
        for (int i = 1; i < revisits.size(); i++) {
            yaml.check(
                    revisits.get(i).compareTo(revisits.get(i - 1)) > 0,
                    listed.get(i),
                    "revisit %s is not after the one before it; expected ascending durations",
                    yaml.scalar(listed.get(i), "revisit"));
        }
        return revisits;
    }

    private List<URI> addresses(Map<String, Node> fields, String key) {
        return yaml.list(fields, key).stream()
                .map(node -> address(node, key))
                .distinct()
                .toList();
    }

    private URI address(Node node, String key) {
        String text = yaml.scalar(node, key);
        try {
            return WebAddress.parse(text);
        } catch (RefusedAddress e) {
            throw yaml.error(
                    node,
                    "'%s' in '%s' %s; expected an absolute http or https address",
                    YamlFile.shortened(text),
                    key,
                    e.reason());
        }
    }

    private List<PathPattern> patterns(Map<String, Node> fields, String key) {
        List<PathPattern> patterns = new ArrayList<>();
        for (Node node : yaml.list(fields, key)) {
            String text = yaml.scalar(node, key);
            yaml.check(
                    (text.startsWith("/") || text.startsWith("*")) && text.length() <= PathPattern.MAX_LENGTH,
                    node,
                    "'%s' in '%s'; expected a path pattern such as /artikel/** of at most %d characters",
                    YamlFile.shortened(text),
                    key,
                    PathPattern.MAX_LENGTH);
            patterns.add(new PathPattern(text));
        }
        return patterns;
    }
}
