package io.depesche.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.depesche.cli.Depesche.Console;
import io.depesche.cli.JsonLines.BadLine;
import io.depesche.contracts.record.Amount;
import io.depesche.contracts.record.DateTag;
import io.depesche.contracts.record.Entity;
import io.depesche.contracts.record.Field;
import io.depesche.contracts.record.Interval;
import io.depesche.contracts.record.Mention;
import io.depesche.contracts.record.MentionKind;
import io.depesche.contracts.record.Quote;
import io.depesche.contracts.record.TimexType;
import io.depesche.enrich.EnrichMain;
import io.depesche.enrich.EntityListFile;
import io.depesche.enrich.step.ArticleText;
import io.depesche.enrich.step.Tags;
import io.depesche.enrich.step.entity.EntityList;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Tags texts that come as JSON lines, one at a time, so that memory does not grow with their number. */
@Command(
        name = "tag",
        description = {
            "Tags the texts on stdin: JSON lines {\"id\",\"text\",\"title\"?,\"dct\"?,\"lang\"?} in, JSON lines"
                    + " {\"id\",\"lang\",\"entities\",\"timexes\"} out, in the same order. --tags adds \"amounts\" and \"quotes\".",
            "dct is the date or time of publication, ISO 8601. Offsets are code points of text."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example: echo '{\"id\":\"1\",\"text\":\"Anna Schwarz kam am Mittwoch nach Berlin.\",\"dct\":\"2025-03-14\"}'"
                    + " | depesche tag"
        })
final class TagCommand implements Callable<Integer> {

    /** Which mentions are printed. */
    enum Kinds {
        name,
        all
    }

    /** The arrays of a line that is printed. */
    enum Printed {
        entities,
        timexes,
        amounts,
        quotes
    }

    /** What relative dates are resolved against. */
    enum Anchor {
        news,
        narrative
    }

    private final Console console;

    @Option(names = "--kinds", description = "${COMPLETION-CANDIDATES}: all adds PART and DERIVED mentions")
    private Kinds kinds = Kinds.name;

    @Option(
            names = "--tags",
            split = ",",
            paramLabel = "KIND",
            description =
                    "the arrays to print, of ${COMPLETION-CANDIDATES}; entities and timexes where nothing is said")
    private Set<Printed> printed = EnumSet.of(Printed.entities, Printed.timexes);

    @Option(
            names = "--anchor",
            description = "${COMPLETION-CANDIDATES}: narrative resolves dates from the text's own dates")
    private Anchor anchor = Anchor.news;

    @Option(
            names = "--entities",
            paramLabel = "FILE",
            description = "names that are always found: a CSV file with id,type,name,alias,... in a row")
    private Optional<Path> entities = Optional.empty();

    TagCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        Optional<EntityListFile> names = entities.map(file -> EntitiesCommand.read(file, console));
        EntityList list = names.map(file -> EntityList.of(file.entities())).orElse(EntityList.NONE);
        LineTagger tagger = new LineTagger(EnrichMain.steps(anchor == Anchor.narrative, console.env()), list);
        int problems = names.map(file -> file.problems().size()).orElse(0);
        int bad = new JsonLines(console, "depesche tag").answer(line -> tag(line, tagger));
        return problems + bad == 0 ? 0 : 1;
    }

    private ObjectNode tag(JsonNode line, LineTagger tagger) throws BadLine {
        JsonNode id = JsonLines.idOf(line);
        String text = JsonLines.neededText(line, "text");
        Optional<LineTime> published = LineTime.of(line, "dct");
        Tags tags = tagger.tag(
                new ArticleText(
                        JsonLines.textOf(line, "title").orElse(""),
                        "",
                        text,
                        JsonLines.textOf(line, "lang").filter(tag -> !tag.isBlank()),
                        published.map(LineTime::time),
                        published.map(LineTime::dayOnly).orElse(false)),
                id.asText());

        ObjectNode result = JsonLines.object();
        result.set("id", id);
        result.put("lang", tags.language().getTag());
        if (printed.contains(Printed.entities)) {
            entities(result.putArray("entities"), tags.entities());
        }
        if (printed.contains(Printed.timexes)) {
            ArrayNode timexes = result.putArray("timexes");
            tags.dates().stream()
                    .filter(date -> date.getField() == Field.BODY)
                    .forEach(date -> timex(timexes.addObject(), date));
        }
        if (printed.contains(Printed.amounts)) {
            ArrayNode amounts = result.putArray("amounts");
            tags.amounts().stream()
                    .filter(amount -> amount.getField() == Field.BODY)
                    .forEach(amount -> amount(amounts.addObject(), amount));
        }
        if (printed.contains(Printed.quotes)) {
            ArrayNode quotes = result.putArray("quotes");
            tags.quotes().stream()
                    .filter(quote -> quote.getField() == Field.BODY)
                    .forEach(quote -> quote(quotes.addObject(), quote));
        }
        return result;
    }

    private record Row(Entity entity, Mention mention) {}

    private void entities(ArrayNode array, List<Entity> entities) {
        List<Row> rows = new ArrayList<>();
        for (Entity entity : entities) {
            for (Mention mention : entity.getMentions()) {
                if (mention.getField() == Field.BODY && (kinds == Kinds.all || mention.getKind() == MentionKind.NAME)) {
                    rows.add(new Row(entity, mention));
                }
            }
        }
        rows.sort(Comparator.comparingInt(row -> row.mention().getStart()));
        for (Row row : rows) {
            ObjectNode node = array.addObject()
                    .put("start", row.mention().getStart())
                    .put("end", row.mention().getEnd())
                    .put("type", row.entity().getType().name())
                    .put("text", row.mention().getExact());
            if (row.mention().getKind() != MentionKind.NAME) {
                node.put("kind", row.mention().getKind().name());
            }
            node.put("id", row.entity().getId())
                    .put("name", row.entity().getName())
                    .put("salience", row.entity().getSalience());
        }
    }

    private static void timex(ObjectNode node, DateTag date) {
        node.put("start", date.getStart())
                .put("end", date.getEnd())
                .put("type", date.getType().name())
                .put("value", date.getValue())
                .put("text", date.getExact());
        date.getMod().ifPresent(mod -> node.put("mod", mod));
        if (date.getInterval().isPresent()) {
            Interval interval = date.getInterval().get();
            boolean timed = date.getType() == TimexType.TIME;
            node.put(
                    "earliest",
                    interval.getEarliest().map(time -> bound(time, timed)).orElse(null));
            node.put(
                    "latest",
                    interval.getLatest().map(time -> bound(time, timed)).orElse(null));
        }
        double event = Math.round(date.getEventScore() * 1000) / 1000.0;
        if (event > 0) {
            node.put("event", event);
        }
        if (date.getFuture()) {
            node.put("future", true);
        }
        date.getPartner().ifPresent(start -> node.put("partner", start));
    }

    private static void amount(ObjectNode node, Amount amount) {
        node.put("start", amount.getStart())
                .put("end", amount.getEnd())
                .put("value", amount.getValue())
                .put("unit", amount.getUnit())
                .put("text", amount.getExact());
        amount.getMod().ifPresent(mod -> node.put("mod", mod));
        amount.getWhat().ifPresent(what -> node.put("what", what));
    }

    private static void quote(ObjectNode node, Quote quote) {
        node.put("start", quote.getStart()).put("end", quote.getEnd()).put("text", quote.getExact());
        quote.getSpeaker().ifPresent(speaker -> node.put("speaker", speaker));
    }

    private static String bound(LocalDateTime time, boolean timed) {
        return timed ? time.toString() : time.toLocalDate().toString();
    }
}
