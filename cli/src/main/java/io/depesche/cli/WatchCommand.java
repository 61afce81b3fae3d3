package io.depesche.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.depesche.cli.Depesche.Console;
import io.depesche.cli.JsonLines.BadLine;
import io.depesche.contracts.Topics;
import io.depesche.contracts.record.Access;
import io.depesche.contracts.record.FetchFacts;
import io.depesche.contracts.record.RawArticle;
import io.depesche.contracts.record.StatedTime;
import io.depesche.contracts.record.TaggedArticle;
import io.depesche.contracts.record.TimePrecision;
import io.depesche.contracts.record.TimeSource;
import io.depesche.contracts.record.WatchMatch;
import io.depesche.contracts.record.Watchlist;
import io.depesche.enrich.EnrichMain;
import io.depesche.enrich.step.ArticleText;
import io.depesche.enrich.step.Tags;
import io.depesche.enrich.step.entity.EntityList;
import io.depesche.service.ConfigError;
import io.depesche.service.TopicReader;
import io.depesche.sink.watch.WatchFile;
import io.depesche.sink.watch.WatchHit;
import io.depesche.sink.watch.WatchlistRules;
import io.depesche.sink.watch.Watchlists;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Watchlists: shown, tried and changed in {@code news.watchlist.v1}, which every running sink follows at once. */
@Command(
        name = "watch",
        description =
                "Shows, tries and changes watchlists, which say what you want to be told of; running sinks follow at once.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "(list | add | remove | test)",
        footer = {"", "Example: depesche watch add watchlists.yaml --bootstrap-servers kafka:9092"},
        subcommands = {WatchCommand.Add.class})
final class WatchCommand implements Runnable {

    private final Console console;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    WatchCommand(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        spec.commandLine().usage(console.err());
        throw new ConfigError("give one of list, add, remove, test");
    }

    @Command(
            name = "list",
            description = "Lists the watchlists as JSON lines.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example: depesche watch list --alerts --bootstrap-servers kafka:9092"})
    int list(
            @Mixin KafkaOption kafka,
            @Option(
                            names = "--alerts",
                            description = "also counts the alerts of each that are in news.alert.v1: reads all of it")
                    boolean alerts) {
        Map<String, Watchlist> watchlists = table(kafka, console).read();
        Map<String, Integer> counts = new HashMap<>();
        if (alerts) {
            TopicReader.read(
                    kafka.settings(console.env()),
                    Topics.ALERT,
                    "depesche-watch-alerts",
                    alert -> counts.merge(alert.key(), 1, Integer::sum));
        }
        watchlists.forEach((id, watchlist) -> {
            ObjectNode line = AvroJson.of(watchlist);
            if (alerts) {
                line.put("alerts", counts.getOrDefault(id, 0));
            }
            console.out().println(line);
        });
        return 0;
    }

    @Command(
            name = "remove",
            description = "Takes watchlists out by their ids.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example: depesche watch remove bahnstreik --bootstrap-servers kafka:9092"})
    int remove(@Mixin KafkaOption kafka, @Parameters(paramLabel = "ID", arity = "1..*") List<String> ids) {
        table(kafka, console).remove(ids, "watchlist");
        return 0;
    }

    @Command(
            name = "test",
            description = {
                "Tries watchlists on texts, without Kafka: JSON lines {\"id\",\"text\",\"title\"?,\"dct\"?,\"lang\"?,\"outlet\"?} in,"
                        + " JSON lines {\"id\",\"lang\",\"alerts\"} out, in the same order.",
                "Each alert names its watchlist and every place that made it fire; offsets are code points of the field."
            },
            mixinStandardHelpOptions = true,
            footer = {
                "",
                "Example: echo '{\"id\":\"1\",\"text\":\"Ein Bahnstreik droht.\",\"lang\":\"de\"}' | depesche watch test watchlists.yaml"
            })
    int test(
            @Parameters(
                            index = "0",
                            paramLabel = "WATCHLISTS",
                            description = "a file of watchlists (YAML; docs/watchlists.md)")
                    Path file,
            @Parameters(
                            index = "1",
                            arity = "0..1",
                            paramLabel = "TEXTS",
                            description = "a file of JSON lines; standard input where none is given")
                    @Nullable
                    Path texts)
            throws IOException {
        Watchlists watchlists = Watchlists.of(WatchFile.read(file));
        LineTagger tagger = new LineTagger(EnrichMain.steps(false, console.env()), EntityList.NONE);
        try (InputStream in = texts == null ? console.in() : open(texts)) {
            Console given = new Console(in, console.out(), console.err(), console.env());
            int bad = new JsonLines(given, "depesche watch test").answer(line -> tried(line, tagger, watchlists));
            return bad == 0 ? 0 : 1;
        }
    }

    private static InputStream open(Path file) {
        try {
            return Files.newInputStream(file);
        } catch (IOException e) {
            throw new ConfigError("%s cannot be read: %s".formatted(file, e));
        }
    }

    private static ObjectNode tried(JsonNode line, LineTagger tagger, Watchlists watchlists) throws BadLine {
        JsonNode id = JsonLines.idOf(line);
        TaggedArticle article = article(line, id.asText(), tagger);
        ObjectNode result = JsonLines.object();
        result.set("id", id);
        result.put("lang", article.getLanguage().getTag());
        var alerts = result.putArray("alerts");
        watchlists.find(article).forEach(hit -> describe(alerts.addObject(), hit));
        return result;
    }

    private static void describe(ObjectNode alert, WatchHit hit) {
        alert.put("watchlist", hit.watchlist().getId()).put("places", hit.places());
        var matches = alert.putArray("matches");
        for (WatchMatch match : hit.matches()) {
            matches.addObject()
                    .put("field", match.getField().name())
                    .put("start", match.getStart())
                    .put("end", match.getEnd())
                    .put("text", match.getExact())
                    .put("kind", match.getKind().name())
                    .put("fired", match.getFired());
        }
    }

    private static TaggedArticle article(JsonNode line, String id, LineTagger tagger) throws BadLine {
        String title = JsonLines.textOf(line, "title").orElse("");
        String body = JsonLines.neededText(line, "text");
        Optional<LineTime> published = LineTime.of(line, "dct");
        Tags tags = tagger.tag(
                new ArticleText(
                        title,
                        "",
                        body,
                        JsonLines.textOf(line, "lang").filter(tag -> !tag.isBlank()),
                        published.map(LineTime::time),
                        published.map(LineTime::dayOnly).orElse(false)),
                id);
        RawArticle.Builder article = RawArticle.newBuilder()
                .setId(id)
                .setRevision(1)
                .setUrl("")
                .setCanonicalUrl("")
                .setOutlet(JsonLines.textOf(line, "outlet").orElse(""))
                .setOutletName("")
                .setHeadline(title)
                .setBody(body)
                .setCrawled(Instant.EPOCH)
                .setAccess(Access.UNKNOWN)
                .setBodyHash("")
                .setFetch(FetchFacts.newBuilder().setStatus(0).setBytes(0).build());
        published.ifPresent(time -> article.setPublished(new StatedTime(
                Instant.ofEpochMilli(time.milliseconds()),
                time.zone().getId(),
                TimeSource.UNKNOWN,
                time.dayOnly() ? TimePrecision.DAY : TimePrecision.SECOND)));
        return TaggedArticle.newBuilder()
                .setArticle(article.build())
                .setLanguage(tags.language())
                .setEntities(tags.entities())
                .setDates(tags.dates())
                .build();
    }

    private static TableEdit<Watchlist> table(KafkaOption kafka, Console console) {
        return new TableEdit<>(Topics.WATCHLIST, kafka, console, "watch");
    }

    /** Adds the watchlists of a file, or one that the options describe. */
    @Command(
            name = "add",
            description = "Adds the watchlists of a file, or one by options; those that are there already are changed.",
            mixinStandardHelpOptions = true,
            footer = {
                "",
                "Example: depesche watch add watchlists.yaml --replace --bootstrap-servers kafka:9092",
                "         depesche watch add --id bahnstreik --word '*streik*' --with-entity 'Deutsche Bahn' \\",
                "             --language de --bootstrap-servers kafka:9092"
            })
    static final class Add implements Callable<Integer> {

        /** One watchlist by options. */
        static final class One {

            @Option(
                    names = "--id",
                    paramLabel = "ID",
                    required = true,
                    description = "[a-z0-9-]; the key of its alerts")
            private String id = "";

            @Option(names = "--name", paramLabel = "NAME", description = "the name for people")
            private Optional<String> name = Optional.empty();

            @Option(names = "--word", paramLabel = "WORD", description = "one of these words or phrases is enough")
            private List<String> words = List.of();

            @Option(names = "--entity", paramLabel = "ID", description = "or one of these entities, by id or name")
            private List<String> entities = List.of();

            @Option(names = "--with-word", paramLabel = "WORD", description = "all of these words must be there")
            private List<String> withWords = List.of();

            @Option(names = "--with-entity", paramLabel = "ID", description = "and all of these entities")
            private List<String> withEntities = List.of();

            @Option(names = "--language", paramLabel = "TAG", description = "only articles in these languages")
            private List<String> languages = List.of();

            @Option(names = "--outlet", paramLabel = "ID", description = "only articles of these outlets")
            private List<String> outlets = List.of();

            @Option(
                    names = "--announced-within",
                    paramLabel = "DAYS",
                    description = "only with a date that lies ahead, such as P7D")
            private Optional<String> announcedWithin = Optional.empty();

            /** Read as a file of one watchlist, so that the same is refused; JSON is YAML. */
            List<Watchlist> read() {
                ObjectNode file = JsonNodeFactory.instance.objectNode();
                ObjectNode watchlist = file.putArray("watchlists").addObject();
                watchlist.put("id", id);
                name.ifPresent(given -> watchlist.put("name", given));
                criteria(watchlist.putObject("anyOf"), words, entities);
                criteria(watchlist.putObject("allOf"), withWords, withEntities);
                languages.forEach(watchlist.putArray("languages")::add);
                outlets.forEach(watchlist.putArray("outlets")::add);
                announcedWithin.ifPresent(given -> watchlist.put("announcedWithin", given));
                return WatchFile.parse("options", file.toString());
            }

            private static void criteria(ObjectNode criteria, List<String> words, List<String> entities) {
                words.forEach(criteria.putArray("words")::add);
                entities.forEach(criteria.putArray("entities")::add);
            }
        }

        private final Console console;

        @Mixin
        private KafkaOption kafka = new KafkaOption();

        @Parameters(
                paramLabel = "FILE",
                arity = "0..1",
                description = "a file of watchlists (YAML; docs/watchlists.md), or - for standard input")
        private Optional<Path> file = Optional.empty();

        @Option(names = "--replace", description = "also takes out the watchlists that the file does not have")
        private boolean replace;

        @ArgGroup(exclusive = false)
        private @Nullable One one;

        Add(Console console) {
            this.console = console;
        }

        @Override
        public Integer call() {
            ConfigError.check(
                    file.isPresent() != (one != null),
                    "nothing to add, or too much; expected a file of watchlists, or --id and others");
            ConfigError.check(!replace || file.isPresent(), "--replace goes with a file of all watchlists");
            List<Watchlist> watchlists = Optional.ofNullable(one).map(One::read).orElseGet(this::readFile);
            Map<String, Watchlist> wanted = new TreeMap<>();
            watchlists.forEach(watchlist -> wanted.put(watchlist.getId(), watchlist));
            table(kafka, console).write(wanted, replace, WatchlistRules.MOST_WATCHLISTS);
            return 0;
        }

        private List<Watchlist> readFile() {
            Path given = file.orElseThrow();
            return given.toString().equals("-") ? WatchFile.read("stdin", console.in()) : WatchFile.read(given);
        }
    }
}
