package io.depesche.service;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
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
 * A YAML file that somebody wrote by hand, read key by key. Whatever is wrong with it is told in one line with file, line and what was
 * expected, as a {@link ConfigError}.
 */
public final class YamlFile {

    private static final int DEEPEST = 10;

    private final String name;
    private final Node root;

    private YamlFile(String name, Node root) {
        this.name = name;
        this.root = root;
    }

    /** Reads a file of at most so many bytes. */
    public static YamlFile read(Path file, int maxBytes) {
        try {
            ConfigError.check(!Files.isDirectory(file), "%s: is a folder, expected a file", file);
            try (InputStream in = Files.newInputStream(file)) {
                return read(file.toString(), in, maxBytes);
            }
        } catch (NoSuchFileException e) {
            throw new ConfigError("%s: no such file".formatted(file));
        } catch (IOException e) {
            throw new ConfigError("%s: cannot be read (%s)".formatted(file, e));
        }
    }

    /** Reads a stream of at most so many bytes, such as standard input; {@code name} is what messages call it. */
    public static YamlFile read(String name, InputStream in, int maxBytes) {
        try {
            byte[] bytes = in.readNBytes(maxBytes + 1);
            ConfigError.check(bytes.length <= maxBytes, "%s: is larger than %d bytes, the limit", name, maxBytes);
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return parse(name, text, maxBytes);
        } catch (CharacterCodingException e) {
            throw new ConfigError("%s: is not UTF-8 text".formatted(name));
        } catch (IOException e) {
            throw new ConfigError("%s: cannot be read (%s)".formatted(name, e));
        }
    }

    /** Reads a text of at most so many characters; {@code name} is what messages call it. */
    public static YamlFile parse(String name, String text, int maxLength) {
        ConfigError.check(text.length() <= maxLength, "%s: is longer than %d characters, the limit", name, maxLength);
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(maxLength);
        options.setNestingDepthLimit(DEEPEST);
        try {
            // Aliases are how a small YAML file becomes a huge one; no file of ours needs them.
            for (Event event : new Yaml(options).parse(new StringReader(text))) {
                if (event instanceof AliasEvent) {
                    throw new ConfigError("%s:%d: a YAML alias; expected the value itself"
                            .formatted(name, event.getStartMark().getLine() + 1));
                }
            }
            Node root = new Yaml(options).compose(new StringReader(text));
            ConfigError.check(root != null, "%s:1: is empty; expected keys with values", name);
            return new YamlFile(name, root);
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            throw new ConfigError("%s:%d: is no YAML: %s".formatted(name, line, e.getProblem()));
        } catch (YAMLException e) {
            throw new ConfigError("%s: is no YAML: %s".formatted(name, firstLine(e)));
        }
    }

    /** All of the file. */
    public Node root() {
        return root;
    }

    /** The values of a group of keys, all of which must be known; {@code where} is what messages call the group. */
    public Map<String, Node> fields(Node node, List<String> known, String where) {
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

    /** A group of keys as it stands. */
    public MappingNode mapping(Node node, String where) {
        if (node instanceof MappingNode mapping) {
            return mapping;
        }
        throw error(node, "%s is %s; expected keys with values", where, kindOf(node));
    }

    /** The list under a key, empty where the key is absent. */
    public List<Node> list(Map<String, Node> fields, String key) {
        Node node = fields.get(key);
        return node == null ? List.of() : sequence(node, key);
    }

    /** The items of a list. */
    public List<Node> sequence(Node node, String key) {
        if (node instanceof SequenceNode sequence) {
            return sequence.getValue();
        }
        throw error(node, "'%s' is %s; expected a list", key, kindOf(node));
    }

    /** One value as text. */
    public String scalar(Node node, String key) {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        throw error(node, "'%s' is %s; expected one value", key, kindOf(node));
    }

    /** One value that fits the pattern, which {@code expected} describes. */
    public String matching(Node node, String key, Pattern pattern, String expected) {
        String text = scalar(node, key);
        check(pattern.matcher(text).matches(), node, "'%s' for '%s'; expected %s", shortened(text), key, expected);
        return text;
    }

    /** One value as an ISO 8601 duration within limits. */
    public Duration duration(Node node, String key, Duration least, Duration most) {
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

    /** Throws the message with file and line, unless the condition holds. */
    @SuppressWarnings("AnnotateFormatMethod") // the annotation is not worth a dependency
    public void check(boolean condition, Node node, String message, Object... arguments) {
        if (!condition) {
            throw error(node, message, arguments);
        }
    }

    /** The message with file and line. */
    @SuppressWarnings("AnnotateFormatMethod") // the annotation is not worth a dependency
    public ConfigError error(Node node, String message, Object... arguments) {
        int line = node.getStartMark().getLine() + 1;
        return new ConfigError("%s:%d: %s".formatted(name, line, message.formatted(arguments)));
    }

    /** A text as a message may carry it: on one line and not long. */
    public static String shortened(String text) {
        String line = text.replaceAll("\\p{Cntrl}", " ");
        return line.length() <= 100 ? line : line.substring(0, 100) + "…";
    }

    private static String kindOf(Node node) {
        return switch (node.getNodeId()) {
            case scalar -> "one value";
            case sequence -> "a list";
            case mapping -> "a group of keys";
            case anchor -> "an anchor";
        };
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage())
                .lines()
                .findFirst()
                .orElse(e.getClass().getSimpleName());
    }
}
