package io.depesche.sink.watch;

import io.depesche.contracts.record.WatchCriteria;
import io.depesche.contracts.record.Watchlist;
import io.depesche.service.YamlFile;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * Reads files of watchlists: YAML with a list under {@code watchlists}. Whatever is wrong is told in one line with file, line and what
 * was expected, as a {@link io.depesche.service.ConfigError}.
 */
public final class WatchFile {

    /** Larger files are refused. */
    public static final int MAX_BYTES = 16 << 20;

    private static final String WATCHLISTS = "watchlists";
    private static final List<String> KEYS =
            List.of("id", "name", "allOf", "anyOf", "languages", "outlets", "announcedWithin");
    private static final List<String> CRITERIA_KEYS = List.of("words", "entities");

    private final YamlFile yaml;

    private WatchFile(YamlFile yaml) {
        this.yaml = yaml;
    }

    /** Reads a file. */
    public static List<Watchlist> read(Path file) {
        return new WatchFile(YamlFile.read(file, MAX_BYTES)).watchlists();
    }

    /** Reads a file from a stream, such as standard input; {@code fileName} is what messages call it. */
    public static List<Watchlist> read(String fileName, InputStream in) {
        return new WatchFile(YamlFile.read(fileName, in, MAX_BYTES)).watchlists();
    }

    /** Reads the text of a file; {@code fileName} is what messages call it. */
    public static List<Watchlist> parse(String fileName, String text) {
        return new WatchFile(YamlFile.parse(fileName, text, MAX_BYTES)).watchlists();
    }

    private List<Watchlist> watchlists() {
        Node root = yaml.root();
        Map<String, Node> file = yaml.fields(root, List.of(WATCHLISTS), "the file");
        Node listed = file.get(WATCHLISTS);
        yaml.check(listed != null, root, "no key 'watchlists'; expected a list of watchlists");
        List<Watchlist> watchlists = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (Node node : yaml.sequence(listed, WATCHLISTS)) {
            Watchlist watchlist = watchlist(node);
            String id = watchlist.getId();
            yaml.check(ids.add(id), node, "a second watchlist with the id '%s'; expected each id once", id);
            watchlists.add(watchlist);
        }
        return List.copyOf(watchlists);
    }

    private Watchlist watchlist(Node node) {
        String where = yaml.mapping(node, "a watchlist").getValue().stream()
                .filter(tuple -> tuple.getKeyNode() instanceof ScalarNode key
                        && key.getValue().equals("id"))
                .map(tuple -> tuple.getValueNode() instanceof ScalarNode id ? "watchlist '" + id.getValue() + "'" : "")
                .findFirst()
                .orElse("a watchlist");
        Map<String, Node> fields = yaml.fields(node, KEYS, where);
        yaml.check(fields.containsKey("id"), node, "no key 'id' in %s; every watchlist has one", where);
        String id = yaml.matching(fields.get("id"), "id", WatchlistRules.ID, "[a-z0-9-], at most 64 of them");
        Watchlist.Builder watchlist = Watchlist.newBuilder()
                .setId(id)
                .setName(Optional.ofNullable(fields.get("name"))
                        .map(name -> yaml.scalar(name, "name").strip())
                        .orElse(id))
                .setAllOf(criteria(fields, "allOf"))
                .setAnyOf(criteria(fields, "anyOf"))
                .setLanguages(yaml.list(fields, "languages").stream()
                        .map(one -> yaml.matching(
                                one, "languages", WatchlistRules.LANGUAGE, "a language tag such as de or en-GB"))
                        .toList())
                .setOutlets(yaml.list(fields, "outlets").stream()
                        .map(one -> yaml.matching(one, "outlets", WatchlistRules.ID, "an outlet's id"))
                        .toList());
        Optional.ofNullable(fields.get("announcedWithin")).map(this::days).ifPresent(watchlist::setAnnouncedWithinDays);
        Watchlist read = watchlist.build();
        WatchlistRules.problemOf(read).ifPresent(problem -> yaml.check(false, node, "%s", problem));
        return read;
    }

    private WatchCriteria criteria(Map<String, Node> fields, String key) {
        Node node = fields.get(key);
        if (node == null) {
            return new WatchCriteria(List.of(), List.of());
        }
        Map<String, Node> criteria = yaml.fields(node, CRITERIA_KEYS, key);
        return new WatchCriteria(
                texts(criteria, "words", "'%s' %s", WatchlistRules::problemOfWord),
                texts(criteria, "entities", "entity '%s' %s", WatchlistRules::problemOfEntity));
    }

    private List<String> texts(
            Map<String, Node> fields, String key, String message, Function<String, Optional<String>> problem) {
        List<String> texts = new ArrayList<>();
        for (Node node : yaml.list(fields, key)) {
            String text = yaml.scalar(node, key).strip();
            problem.apply(text).ifPresent(what -> yaml.check(false, node, message, YamlFile.shortened(text), what));
            texts.add(text);
        }
        return texts;
    }

    private int days(Node node) {
        Duration duration =
                yaml.duration(node, "announcedWithin", Duration.ofDays(1), Duration.ofDays(WatchlistRules.MOST_DAYS));
        yaml.check(
                duration.equals(Duration.ofDays(duration.toDays())),
                node,
                "'%s' for 'announcedWithin'; expected whole days such as P7D",
                yaml.scalar(node, "announcedWithin"));
        return (int) duration.toDays();
    }
}
