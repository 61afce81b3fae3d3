package io.depesche.ingest.outlets;

import io.depesche.ingest.address.RefusedAddress;
import io.depesche.ingest.address.WebAddress;
import io.depesche.ingest.rights.RightsFamily;
import io.depesche.service.ConfigError;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

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

    private final String fileName;

    private OutletsFile(String fileName) {
        this.fileName = fileName;
    }

    /** Reads a file. */
    public static List<Outlet> read(Path file) {
        byte[] bytes;
        try {
            ConfigError.check(!Files.isDirectory(file), "%s: is a folder, expected the outlets file", file);
            ConfigError.check(Files.size(file) <= MAX_BYTES, "%s: is larger than %d bytes, the limit", file, MAX_BYTES);
            bytes = Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new ConfigError("%s: no such outlets file".formatted(file));
        } catch (IOException e) {
            throw new ConfigError("%s: the outlets file cannot be read (%s)".formatted(file, e));
        }
        return decoded(file.toString(), bytes);
    }

    /** Reads a file from a stream, such as standard input; {@code fileName} is what messages call it. */
    public static List<Outlet> read(String fileName, InputStream in) {
        byte[] bytes;
        try {
            bytes = in.readNBytes(MAX_BYTES + 1);
        } catch (IOException e) {
            throw new ConfigError("%s: the outlets file cannot be read (%s)".formatted(fileName, e));
        }
        ConfigError.check(bytes.length <= MAX_BYTES, "%s: is larger than %d bytes, the limit", fileName, MAX_BYTES);
        return decoded(fileName, bytes);
    }

    private static List<Outlet> decoded(String fileName, byte[] bytes) {
        try {
            return parse(
                    fileName,
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(bytes))
                            .toString());
        } catch (CharacterCodingException e) {
            throw new ConfigError("%s: is not UTF-8 text".formatted(fileName));
        }
    }

    /** Reads the text of a file; {@code fileName} is what messages call it. */
    public static List<Outlet> parse(String fileName, String text) {
        ConfigError.check(
                text.length() <= MAX_BYTES, "%s: is longer than %d characters, the limit", fileName, MAX_BYTES);
        return new OutletsFile(fileName).outlets(text);
    }

    private List<Outlet> outlets(String text) {
        Map<String, Node> file = fields(root(text), FILE_KEYS, "the file");
        Habits defaults = Optional.ofNullable(file.get(DEFAULTS))
                .map(node -> habits(fields(node, HABIT_KEYS, DEFAULTS), USUAL))
                .orElse(USUAL);
        Node listed = file.get(OUTLETS);
        ConfigError.check(listed != null, "%s:1: no key 'outlets'; expected a list of outlets", fileName);
        List<Outlet> outlets = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (Node node : sequence(listed, OUTLETS)) {
            Outlet outlet = outlet(node, defaults);
            check(ids.add(outlet.id()), node, "a second outlet with the id '%s'; expected each id once", outlet.id());
            outlets.add(outlet);
        }
        check(!outlets.isEmpty(), listed, "no outlet in 'outlets'; expected at least one");
        return List.copyOf(outlets);
    }

    private Node root(String text) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(MAX_BYTES);
        options.setNestingDepthLimit(10);
        try {
            // Aliases are how a small YAML file becomes a huge one; no outlets file needs them.
            for (Event event : new Yaml(options).parse(new StringReader(text))) {
                if (event instanceof AliasEvent) {
                    throw new ConfigError("%s:%d: a YAML alias; expected the value itself"
                            .formatted(fileName, event.getStartMark().getLine() + 1));
                }
            }
            Node root = new Yaml(options).compose(new StringReader(text));
            ConfigError.check(root != null, "%s:1: is empty; expected a list of outlets under 'outlets'", fileName);
            return root;
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            throw new ConfigError("%s:%d: is no YAML: %s".formatted(fileName, line, e.getProblem()));
        } catch (YAMLException e) {
            throw new ConfigError("%s: is no YAML: %s".formatted(fileName, firstLine(e)));
        }
    }

    private Outlet outlet(Node node, Habits defaults) {
        String where = mapping(node, "an outlet").getValue().stream()
                .filter(tuple -> tuple.getKeyNode() instanceof ScalarNode key
                        && key.getValue().equals("id"))
                .map(tuple -> tuple.getValueNode() instanceof ScalarNode id ? "outlet '" + id.getValue() + "'" : "")
                .findFirst()
                .orElse("an outlet");
        Map<String, Node> fields = fields(node, OUTLET_KEYS, where);
        for (String key : List.of("id", "name", "language")) {
            check(fields.containsKey(key), node, "no key '%s' in %s; every outlet has one", key, where);
        }
        String id = matching(fields.get("id"), "id", ID, "[a-z0-9-], at most 64 of them");
        String name = scalar(fields.get("name"), "name").strip();
        check(
                !name.isEmpty() && name.length() <= MAX_NAME,
                node,
                "name of %s; expected 1 to %d letters",
                where,
                MAX_NAME);
        Habits habits = habits(fields, defaults);
        Outlet outlet = new Outlet(
                id,
                name,
                matching(fields.get("language"), "language", LANGUAGE, "a language tag such as de or en-GB"),
                Optional.ofNullable(fields.get("country"))
                        .map(country -> matching(country, "country", COUNTRY, "two capital letters such as DE")),
                Optional.ofNullable(fields.get("homepage")).map(homepage -> address(homepage, "homepage")),
                addresses(fields, "feeds"),
                addresses(fields, "sitemaps"),
                addresses(fields, "pages"),
                patterns(fields, "include"),
                patterns(fields, "exclude"),
                habits.rhythm(),
                habits.dailyQuota(),
                habits.honour());
        check(
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
                .map(node -> duration(node, "interval", SHORTEST_INTERVAL, LONGEST_INTERVAL))
                .orElse(otherwise.interval());
        Optional<Duration> maxInterval = Optional.ofNullable(fields.get("maxInterval"))
                .map(node -> duration(node, "maxInterval", interval, LONGEST_INTERVAL))
                .or(otherwise::maxInterval)
                .map(longest -> longest.compareTo(interval) < 0 ? interval : longest);
        return new Habits(
                interval,
                maxInterval,
                Optional.ofNullable(fields.get("minDelay"))
                        .map(node -> duration(node, "minDelay", Duration.ZERO, LONGEST_DELAY))
                        .orElse(otherwise.minDelay()),
                Optional.ofNullable(fields.get("revisit")).map(this::revisits).orElse(otherwise.revisit()),
                Optional.ofNullable(fields.get("dailyQuota")).map(this::quota).or(otherwise::dailyQuota),
                Optional.ofNullable(fields.get("honour")).map(this::honour).orElse(otherwise.honour()));
    }

    private int quota(Node node) {
        String text = scalar(node, "dailyQuota");
        try {
            int quota = Integer.parseInt(text);
            if (quota >= 1 && quota <= LARGEST_QUOTA) {
                return quota;
            }
        } catch (NumberFormatException e) {
            // told below, with the limits
        }
        throw error(
                node,
                "'%s' for 'dailyQuota'; expected a number of requests from 1 to %d",
                shortened(text),
                LARGEST_QUOTA);
    }

    private Set<RightsFamily> honour(Node node) {
        Set<RightsFamily> honoured = EnumSet.noneOf(RightsFamily.class);
        for (Node one : sequence(node, "honour")) {
            String text = scalar(one, "honour");
            honoured.add(RightsFamily.written(text)
                    .orElseThrow(() -> error(
                            one,
                            "'%s' in 'honour'; expected one of %s",
                            shortened(text),
                            Arrays.stream(RightsFamily.values())
                                    .map(RightsFamily::written)
                                    .collect(Collectors.joining(", ")))));
        }
        return honoured;
    }

    private List<Duration> revisits(Node node) {
        List<Node> listed = sequence(node, "revisit");
        check(listed.size() <= MAX_REVISITS, node, "%d revisits; expected at most %d", listed.size(), MAX_REVISITS);
        List<Duration> revisits = listed.stream()
                .map(one -> duration(one, "revisit", SHORTEST_REVISIT, LONGEST_REVISIT))
                .toList();
        for (int i = 1; i < revisits.size(); i++) {
            check(
                    revisits.get(i).compareTo(revisits.get(i - 1)) > 0,
                    listed.get(i),
                    "revisit %s is not after the one before it; expected ascending durations",
                    scalar(listed.get(i), "revisit"));
        }
        return revisits;
    }

    private List<URI> addresses(Map<String, Node> fields, String key) {
        return list(fields, key).stream()
                .map(node -> address(node, key))
                .distinct()
                .toList();
    }

    private URI address(Node node, String key) {
        String text = scalar(node, key);
        try {
            return WebAddress.parse(text);
        } catch (RefusedAddress e) {
            throw error(
                    node,
                    "'%s' in '%s' %s; expected an absolute http or https address",
                    shortened(text),
                    key,
                    e.reason());
        }
    }

    private List<PathPattern> patterns(Map<String, Node> fields, String key) {
        List<PathPattern> patterns = new ArrayList<>();
        for (Node node : list(fields, key)) {
            String text = scalar(node, key);
            check(
                    (text.startsWith("/") || text.startsWith("*")) && text.length() <= PathPattern.MAX_LENGTH,
                    node,
                    "'%s' in '%s'; expected a path pattern such as /artikel/** of at most %d characters",
                    shortened(text),
                    key,
                    PathPattern.MAX_LENGTH);
            patterns.add(new PathPattern(text));
        }
        return patterns;
    }

    private Duration duration(Node node, String key, Duration least, Duration most) {
        String text = scalar(node, key);
        try {
            Duration duration = Duration.parse(text);
            if (duration.compareTo(least) >= 0 && duration.compareTo(most) <= 0) {
                return duration;
            }
        } catch (DateTimeParseException e) {
            // told below, with the limits
        }
        throw error(
                node,
                "'%s' for '%s'; expected an ISO 8601 duration such as PT5M, from %s to %s",
                shortened(text),
                key,
                least,
                most);
    }

    private List<Node> list(Map<String, Node> fields, String key) {
        Node node = fields.get(key);
        return node == null ? List.of() : sequence(node, key);
    }

    private Map<String, Node> fields(Node node, List<String> known, String where) {
        Map<String, Node> fields = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping(node, where).getValue()) {
            String key = scalar(tuple.getKeyNode(), "a key");
            check(
                    known.contains(key),
                    tuple.getKeyNode(),
                    "unknown key '%s' in %s; expected one of %s",
                    shortened(key),
                    where,
                    String.join(", ", known));
            check(
                    fields.put(key, tuple.getValueNode()) == null,
                    tuple.getKeyNode(),
                    "key '%s' for the second time in %s; expected it once",
                    key,
                    where);
        }
        return fields;
    }

    private MappingNode mapping(Node node, String where) {
        if (node instanceof MappingNode mapping) {
            return mapping;
        }
        throw error(node, "%s is %s; expected keys with values", where, kindOf(node));
    }

    private List<Node> sequence(Node node, String key) {
        if (node instanceof SequenceNode sequence) {
            return sequence.getValue();
        }
        throw error(node, "'%s' is %s; expected a list", key, kindOf(node));
    }

    private String scalar(Node node, String key) {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        throw error(node, "'%s' is %s; expected one value", key, kindOf(node));
    }

    private String matching(Node node, String key, Pattern pattern, String expected) {
        String text = scalar(node, key);
        check(pattern.matcher(text).matches(), node, "'%s' for '%s'; expected %s", shortened(text), key, expected);
        return text;
    }

    private static String kindOf(Node node) {
        return switch (node.getNodeId()) {
            case scalar -> "one value";
            case sequence -> "a list";
            case mapping -> "a group of keys";
            case anchor -> "an anchor";
        };
    }

    @SuppressWarnings("AnnotateFormatMethod") // the annotation is not worth a dependency
    private void check(boolean condition, Node node, String message, Object... arguments) {
        if (!condition) {
            throw error(node, message, arguments);
        }
    }

    @SuppressWarnings("AnnotateFormatMethod") // the annotation is not worth a dependency
    private ConfigError error(Node node, String message, Object... arguments) {
        int line = node.getStartMark().getLine() + 1;
        return new ConfigError("%s:%d: %s".formatted(fileName, line, message.formatted(arguments)));
    }

    private static String shortened(String text) {
        String line = text.replaceAll("\\p{Cntrl}", " ");
        return line.length() <= 100 ? line : line.substring(0, 100) + "…";
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage())
                .lines()
                .findFirst()
                .orElse(e.getClass().getSimpleName());
    }
}
