package io.depesche.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.depesche.cli.Depesche.Console;
import io.depesche.contracts.record.StatedTime;
import io.depesche.contracts.record.TimePrecision;
import io.depesche.ingest.extract.ArticleExtractor;
import io.depesche.ingest.extract.Extraction;
import io.depesche.ingest.extract.Page;
import io.depesche.service.ConfigError;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes the articles out of pages that lie on disk or come on stdin. */
@Command(
        name = "extract",
        description = {
            "Takes the article out of each page: one JSON line a page.",
            "A folder stands for its .html and .html.gz files in the order of their names; a page's address is looked up in the"
                    + " folder's urls.tsv (id, tab, address)."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Example: depesche extract --url https://beispielblatt.example/artikel/1 page.html"})
final class ExtractCommand implements Callable<Integer> {

    static final URI NOWHERE = URI.create("about:blank");

    private final Console console;
    private final ArticleExtractor extractor = new ArticleExtractor();
    private final Map<Path, Map<String, String>> addresses = new HashMap<>();

    @Parameters(paramLabel = "PATH", arity = "1..*", description = ".html or .html.gz files, folders, or - for stdin")
    private List<String> paths = List.of();

    @Option(names = "--url", paramLabel = "ADDRESS", description = "the address of the page, when there is one page")
    private Optional<URI> url = Optional.empty();

    ExtractCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        boolean allRead = true;
        for (String path : paths) {
            allRead &= path.equals("-") ? extractStdin() : extract(pathOf(path));
        }
        return allRead ? 0 : 1;
    }

    private static Path pathOf(String given) {
        Path path = Path.of(given);
        ConfigError.check(Files.exists(path), "%s does not exist", given);
        return path;
    }

    private boolean extractStdin() {
        return extract("-", console.in(), url);
    }

    private boolean extract(Path path) {
        if (!Files.isDirectory(path)) {
            return extractFile(path);
        }
        try (Stream<Path> files = Files.list(path)) {
            boolean allRead = true;
            for (Path file : files.filter(ExtractCommand::isPage).sorted().toList()) {
                allRead &= extractFile(file);
            }
            return allRead;
        } catch (IOException e) {
            throw new ConfigError("%s cannot be read: %s".formatted(path, e.getMessage()));
        }
    }

    private static boolean isPage(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".html") || name.endsWith(".html.gz");
    }

    private boolean extractFile(Path file) {
        String id = file.getFileName().toString().replaceFirst("\\.gz$", "").replaceFirst("\\.html?$", "");
        Optional<URI> address = url.or(() -> addressOf(file, id));
        try (InputStream raw = Files.newInputStream(file)) {
            boolean packed = file.getFileName().toString().endsWith(".gz");
            return extract(id, packed ? new GZIPInputStream(raw) : raw, address);
        } catch (IOException e) {
            return fail(id, address, "cannot be read: " + e.getMessage());
        }
    }

    private Optional<URI> addressOf(Path file, String id) {
        Path folder = Optional.ofNullable(file.getParent()).orElse(Path.of("."));
        String address =
                addresses.computeIfAbsent(folder, ExtractCommand::readAddresses).get(id);
        try {
            return Optional.ofNullable(address).map(URI::create);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Map<String, String> readAddresses(Path folder) {
        Map<String, String> found = new HashMap<>();
        Path file = folder.resolve("urls.tsv");
        if (Files.isRegularFile(file)) {
            try (BufferedReader lines = Files.newBufferedReader(file)) {
                lines.lines()
                        .map(line -> line.split("\t", 2))
                        .filter(row -> row.length == 2)
                        .forEach(row -> found.put(row[0], row[1].strip()));
            } catch (IOException e) {
                throw new ConfigError("%s cannot be read: %s".formatted(file, e.getMessage()));
            }
        }
        return found;
    }

    private boolean extract(String id, InputStream in, Optional<URI> address) {
        try {
            // One byte more than the extractor takes, so that it sees that a page is too large; no more than that is
            // read.
            byte[] bytes = in.readNBytes(ArticleExtractor.MAX_BYTES + 1);
            console.out().println(line(id, address, extractor.extract(Page.of(bytes, address.orElse(NOWHERE)))));
            return true;
        } catch (IOException e) {
            return fail(id, address, "cannot be read: " + e.getMessage());
        }
    }

    private boolean fail(String id, Optional<URI> address, String error) {
        ObjectNode line = head(id, address);
        line.put("error", error);
        console.out().println(line);
        return false;
    }

    private static ObjectNode head(String id, Optional<URI> address) {
        ObjectNode line = JsonNodeFactory.instance.objectNode();
        line.put("id", id);
        address.ifPresent(known -> line.put("url", known.toString()));
        return line;
    }

    /** What is printed of a page. */
    static ObjectNode line(String id, Optional<URI> address, Extraction page) {
        ObjectNode line = head(id, address);
        page.problem().ifPresent(problem -> line.put("error", problem.code() + ": " + problem.detail()));
        line.put("title", page.headline());
        page.kicker().ifPresent(kicker -> line.put("kicker", kicker));
        page.lead().ifPresent(lead -> line.put("lead", lead));
        line.put("body", page.body());
        ArrayNode authors = line.putArray("authors");
        page.authors().forEach(authors::add);
        page.published().ifPresent(time -> line.put("published", iso(time)));
        page.modified().ifPresent(time -> line.put("modified", iso(time)));
        page.language().ifPresent(language -> line.put("lang", language));
        page.section().ifPresent(section -> line.put("section", section));
        if (!page.keywords().isEmpty()) {
            page.keywords().forEach(line.withArray("keywords")::add);
        }
        if (!page.notices().isEmpty()) {
            page.notices().forEach(line.withArray("notices")::add);
        }
        page.image().ifPresent(image -> {
            line.put("image", image.getUrl());
            image.getCaption().ifPresent(caption -> line.put("caption", caption));
            image.getCredit().ifPresent(credit -> line.put("credit", credit));
        });
        line.put("access", page.access().name());
        page.canonical().ifPresent(canonical -> line.put("canonical", canonical.toString()));
        line.put("charset", page.charset());
        if (page.repaired() > 0) {
            line.put("repaired", page.repaired());
        }
        return line;
    }

    /** As precise as the page states it. */
    private static String iso(StatedTime time) {
        OffsetDateTime there =
                time.getInstant().atZone(ZoneId.of(time.getZone())).toOffsetDateTime();
        boolean timed = time.getPrecision() == TimePrecision.SECOND || time.getPrecision() == TimePrecision.MINUTE;
        return timed
                ? DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(there)
                : there.toLocalDate().toString();
    }
}
