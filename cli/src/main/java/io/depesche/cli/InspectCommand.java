package io.depesche.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.depesche.cli.Depesche.Console;
import io.depesche.contracts.record.StatedTime;
import io.depesche.ingest.address.CanonicalAddress;
import io.depesche.ingest.address.RefusedAddress;
import io.depesche.ingest.address.WebAddress;
import io.depesche.ingest.discover.Feed;
import io.depesche.ingest.discover.FeedReader;
import io.depesche.ingest.discover.UnreadableSource;
import io.depesche.ingest.fetch.Answer;
import io.depesche.ingest.fetch.RobotsRules;
import io.depesche.service.ConfigError;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what the crawler would make of an input, without asking anybody. */
@Command(
        name = "inspect",
        description = {
            "Shows what the crawler would make of feeds, robots files and addresses: JSON lines in, one JSON line out for each."
                    + " Nothing is fetched.",
            "A page is a file of HTML, gzipped or not: --explain shows what became of each of its blocks and why."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "feed    {\"id\",\"feed_b64\",\"content_type\"?,\"url\"?}",
            "robots  {\"id\",\"robots_b64\",\"agent\",\"url\"}",
            "url     {\"id\",\"input\",\"base\"?}",
            "page    HTML",
            "",
            "Example: echo '{\"id\":\"1\",\"input\":\"HTTPS://Blatt.example/a/../b?utm_source=x\"}' | depesche inspect url"
        })
final class InspectCommand implements Callable<Integer> {

    private static final int MAX_LINE = 20 << 20;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What can be inspected. */
    enum Kind {
        feed,
        robots,
        url,
        page
    }

    private final Console console;

    @Parameters(index = "0", paramLabel = "KIND", description = "feed, robots, url or page")
    private Kind kind = Kind.url;

    @Parameters(
            index = "1",
            paramLabel = "FILE",
            arity = "0..1",
            description = "a file of JSON lines; stdin without one or with -")
    private String file = "-";

    @Option(names = "--explain", description = "of a page: each block of text, whether it is kept, how likely, and why")
    private boolean explain;

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description = "of a page: writes the same for a browser, what is kept and what is dropped in colours")
    private Optional<Path> html = Optional.empty();

    @Option(names = "--url", paramLabel = "ADDRESS", description = "the address of a page")
    private Optional<URI> url = Optional.empty();

    InspectCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (kind == Kind.page) {
            return inspectPage();
        }
        try (InputStream in = file.equals("-") ? console.in() : Files.newInputStream(Path.of(file))) {
            LineReader lines = new LineReader(in, MAX_LINE);
            Optional<String> line = lines.next();
            while (line.isPresent()) {
                if (!line.get().isBlank()) {
                    console.out().println(inspect(line.get()));
                }
                line = lines.next();
            }
            console.out().flush();
            return 0;
        } catch (IOException e) {
            throw new ConfigError("%s cannot be read: %s".formatted(file, e.getMessage()));
        }
    }

    private int inspectPage() {
        PageInspection inspection;
        try (InputStream in =
                new BufferedInputStream(file.equals("-") ? console.in() : Files.newInputStream(Path.of(file)))) {
            inspection = PageInspection.of(in, url);
        } catch (IOException e) {
            throw new ConfigError("%s cannot be read: %s".formatted(file, e.getMessage()));
        }
        if (explain) {
            console.out().print(inspection.text());
        } else {
            console.out().println(inspection.json(file));
        }
        console.out().flush();
        html.ifPresent(target -> {
            try {
                Files.writeString(target, inspection.html());
            } catch (IOException e) {
                throw new ConfigError("%s cannot be written: %s".formatted(target, e.getMessage()));
            }
        });
        return 0;
    }

    private ObjectNode inspect(String line) {
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        try {
            JsonNode in = JSON.readTree(line);
            out.set("id", in.path("id").isMissingNode() ? JsonNodeFactory.instance.nullNode() : in.path("id"));
            switch (kind) {
                case feed -> feed(in, out);
                case robots -> robots(in, out);
                case url -> url(in, out);
                case page -> throw new IllegalStateException("a page is no line");
            }
        } catch (JsonProcessingException e) {
            out.put("reason", "the line is no JSON: " + e.getOriginalMessage());
        } catch (RefusedAddress e) {
            out.put("reason", "the address " + e.reason());
        } catch (UnreadableSource e) {
            out.put("reason", e.reason());
            out.putArray("entries");
        } catch (IllegalArgumentException e) {
            out.put("reason", "a value cannot be read: " + e.getMessage());
        }
        return out;
    }

    private static void url(JsonNode in, ObjectNode out) {
        String input = in.path("input").asText("");
        try {
            URI address = in.hasNonNull("base")
                    ? WebAddress.parse(input, WebAddress.parse(in.path("base").asText()))
                    : WebAddress.parse(input);
            out.put("url", CanonicalAddress.normalised(address).toString());
        } catch (RefusedAddress e) {
            out.putNull("url").put("reason", e.reason());
        }
    }

    private static void robots(JsonNode in, ObjectNode out) throws RefusedAddress {
        URI address = WebAddress.parse(in.path("url").asText(""));
        RobotsRules rules = RobotsRules.parse(
                URI.create(WebAddress.origin(address) + "/robots.txt"),
                bytes(in, "robots_b64"),
                in.path("agent").asText(RobotsRules.PRODUCT_TOKEN));
        out.put("allowed", rules.allow(address));
        rules.crawlDelay()
                .map(Duration::toMillis)
                .ifPresentOrElse(millis -> out.put("crawlDelayMillis", millis), () -> out.putNull("crawlDelayMillis"));
        ArrayNode sitemaps = out.putArray("sitemaps");
        rules.sitemaps().forEach(sitemaps::add);
    }

    private static void feed(JsonNode in, ObjectNode out) throws UnreadableSource, RefusedAddress {
        URI address = WebAddress.parse(in.path("url").asText("https://feed.invalid/"));
        Map<String, List<String>> headers = in.hasNonNull("content_type")
                ? Map.of("content-type", List.of(in.path("content_type").asText()))
                : Map.of();
        Feed feed = FeedReader.describe(
                new Answer(address, 200, headers, bytes(in, "feed_b64"), Duration.ZERO), ZoneOffset.UTC);
        put(out, "title", feed.title());
        put(out, "language", feed.language());
        ArrayNode entries = out.putArray("entries");
        for (Feed.Entry entry : feed.entries()) {
            ObjectNode node = entries.addObject();
            put(node, "id", entry.id());
            put(node, "title", entry.title());
            put(node, "link", entry.link().map(CanonicalAddress::normalised));
            put(node, "published", entry.published().map(StatedTime::getInstant));
            put(node, "updated", entry.updated().map(StatedTime::getInstant));
            put(node, "summary", entry.summary());
            put(node, "author", entry.author());
            entry.categories().forEach(node.putArray("category")::add);
            put(node, "content", entry.content());
        }
    }

    private static void put(ObjectNode node, String name, Optional<?> value) {
        node.put(name, value.map(Object::toString).orElse(null));
    }

    private static byte[] bytes(JsonNode in, String name) {
        return Base64.getMimeDecoder().decode(in.path(name).asText(""));
    }
}
