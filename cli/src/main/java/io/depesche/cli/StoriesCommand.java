package io.depesche.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.depesche.cli.Depesche.Console;
import io.depesche.cli.JsonLines.BadLine;
import io.depesche.enrich.EnrichMain;
import io.depesche.enrich.Reports;
import io.depesche.enrich.step.ArticleText;
import io.depesche.enrich.step.entity.EntityList;
import io.depesche.enrich.story.Decision;
import io.depesche.enrich.story.Merge;
import io.depesche.enrich.story.StoryBook;
import io.depesche.service.ConfigError;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Puts texts that come as JSON lines into stories, each when it comes. */
@Command(
        name = "stories",
        description = {
            "Puts the reports on stdin into stories: JSON lines {\"id\",\"title\",\"text\",\"published\",\"lang\"?,\"outlet\"?}"
                    + " in, in the order in which they came, JSON lines"
                    + " {\"id\",\"story\",\"duplicateOf\"?,\"sameEventAs\"?} out, in the same order.",
            "published is a date or time, ISO 8601, UTC where it names no zone. A story has the id of its first report;"
                    + " each report is decided on when it comes."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example: echo '{\"id\":\"1\",\"title\":\"Brand in Kassel\",\"text\":\"In Kassel hat eine Lagerhalle gebrannt.\","
                    + "\"published\":\"2025-03-14T09:30:00Z\",\"lang\":\"de\"}' | depesche stories --merges merges.jsonl"
        })
final class StoriesCommand implements Callable<Integer> {

    private final Console console;

    @Option(
            names = "--merges",
            paramLabel = "FILE",
            description = "where to write which story became part of which: JSON lines {\"story\",\"into\"}")
    private Optional<Path> merges = Optional.empty();

    StoriesCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        try (Writer file = merges.isPresent() ? created(merges.get()) : Writer.nullWriter()) {
            LineTagger tagger = new LineTagger(EnrichMain.steps(false, console.env()), EntityList.NONE);
            StoryBook book = new StoryBook();
            int bad = new JsonLines(console, "depesche stories").answer(line -> decide(line, tagger, book, file));
            return bad == 0 ? 0 : 1;
        }
    }

    private static Writer created(Path file) {
        try {
            return Files.newBufferedWriter(file);
        } catch (IOException e) {
            throw new ConfigError("--merges %s cannot be written (%s): give a file in a folder that is there"
                    .formatted(file, e.getClass().getSimpleName()));
        }
    }

    private static ObjectNode decide(JsonNode line, LineTagger tagger, StoryBook book, Writer merges)
            throws BadLine, IOException {
        JsonNode id = JsonLines.idOf(line);
        String body = JsonLines.neededText(line, "text");
        LineTime published = LineTime.of(line, "published").orElseThrow(() -> new BadLine("\"published\" is missing"));
        ArticleText text = new ArticleText(
                JsonLines.textOf(line, "title").orElse(""),
                "",
                body,
                JsonLines.textOf(line, "lang").filter(tag -> !tag.isBlank()),
                Optional.of(published.time()),
                published.dayOnly());
        String outlet = JsonLines.textOf(line, "outlet").orElse("");
        Decision decision = book.add(
                Reports.of(id.asText(), outlet, published.milliseconds(), text, tagger.tag(text, id.asText())));
        for (Merge merge : decision.merges()) {
            merges.write(JsonLines.write(
                    JsonLines.object().put("story", merge.story()).put("into", merge.into())));
            merges.write('\n');
        }
        merges.flush();
        return written(id, decision);
    }

    private static ObjectNode written(JsonNode id, Decision decision) {
        ObjectNode result = JsonLines.object();
        result.set("id", id);
        result.put("story", decision.story());
        decision.duplicateOf().ifPresent(copy -> result.put("duplicateOf", copy.id()));
        List<String> others = decision.sameEventAs();
        if (others.size() == 1) {
            result.put("sameEventAs", others.get(0));
        } else if (!others.isEmpty()) {
            others.forEach(result.putArray("sameEventAs")::add);
        }
        return result;
    }
}
