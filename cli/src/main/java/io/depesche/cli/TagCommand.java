package io.depesche.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.depesche.cli.Depesche.Console;
import io.depesche.contracts.record.Amount;
import io.depesche.contracts.record.DateTag;
import io.depesche.contracts.record.Entity;
import io.depesche.contracts.record.Field;
import io.depesche.contracts.record.Interval;
import io.depesche.contracts.record.Language;
import io.depesche.contracts.record.Mention;
import io.depesche.contracts.record.MentionKind;
import io.depesche.contracts.record.Quote;
import io.depesche.contracts.record.TimexType;
import io.depesche.enrich.EnrichMain;
import io.depesche.enrich.EntityListFile;
import io.depesche.enrich.Tagger;
import io.depesche.enrich.UntaggableArticle;
import io.depesche.enrich.step.ArticleText;
import io.depesche.enrich.step.Step;
import io.depesche.enrich.step.Tags;
import io.depesche.enrich.step.entity.EntityList;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
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

    /** A longer line is refused: it is no article. */
    private static final int MAX_LINE_BYTES = 64 * 1024 * 1024;

    private static final ObjectMapper JSON = new ObjectMapper(JsonMapper.builder()
            .build()
            .getFactory()
            .setStreamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(MAX_LINE_BYTES)
                    .build()));

    private static final ObjectMapper ASCII_JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

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

    /** A line that cannot be tagged; the message tells why. */
    private static final class BadLine extends Exception {
        private static final long serialVersionUID = 1L;

        BadLine(String message) {
            super(message);
        }
    }

    @Override
    public Integer call() throws IOException {
        Optional<EntityListFile> names = entities.map(file -> EntitiesCommand.read(file, console));
        EntityList list = names.map(file -> EntityList.of(file.entities())).orElse(EntityList.NONE);
        Tagging tagging = new Tagging(EnrichMain.steps(anchor == Anchor.narrative, console.env()), list);
        LineReader lines = new LineReader(console.in(), MAX_LINE_BYTES);
        int bad = names.map(file -> file.problems().size()).orElse(0);
        for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
            if (line.get().isBlank()) {
                continue;
            }
            try {
                if (lines.wasCut()) {
                    throw new BadLine("longer than %d MiB".formatted(MAX_LINE_BYTES >> 20));
                }
                console.out().println(write(tag(line.get(), tagging)));
            } catch (BadLine | UntaggableArticle e) {
                bad++;
                console.err().printf("depesche tag: line %d: %s%n", lines.number(), e.getMessage());
            }
            if (console.in().available() == 0) {
                console.out().flush();
            }
        }
        console.out().flush();
        return bad == 0 ? 0 : 1;
    }

    /** Two ways through the same steps: with a language that is given, and with one to be detected. */
    private static final class Tagging {

        private final Tagger detecting;
        private final Tagger told;

        Tagging(List<Step> steps, EntityList list) {
            SimpleMeterRegistry registry = new SimpleMeterRegistry();
            detecting = new Tagger(steps, registry).with(list);
            told = new Tagger(
                            steps.stream()
                                    .filter(step -> !step.name().equals("language"))
                                    .toList(),
                            registry)
                    .with(list);
        }

        Tags tag(ArticleText text, String id) {
            return text.languageDeclared()
                    .map(tag -> told.tag(text, Tags.NONE.withLanguage(new Language(tag, 1.0)), id))
                    .orElseGet(() -> detecting.tag(text, Tags.NONE, id));
        }
    }

    private ObjectNode tag(String line, Tagging tagging) throws BadLine {
        JsonNode given = parse(line);
        JsonNode id = given.path("id");
        if (!id.isValueNode() || id.isNull()) {
            throw new BadLine("\"id\" is missing");
        }
        String text = textOf(given, "text").orElseThrow(() -> new BadLine("\"text\" is missing"));
        Optional<String> dct = textOf(given, "dct").filter(value -> !value.isBlank());
        Optional<LocalDateTime> published = dct.isPresent() ? Optional.of(timeOf(dct.get())) : Optional.empty();
        boolean dayOnly = dct.map(value -> value.strip().length() <= "2025-03-14".length())
                .orElse(false);
        Tags tags = tagging.tag(
                new ArticleText(
                        textOf(given, "title").orElse(""),
                        "",
                        text,
                        textOf(given, "lang").filter(tag -> !tag.isBlank()),
                        published,
                        dayOnly),
                id.asText());

        ObjectNode result = JSON.createObjectNode();
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

    private static JsonNode parse(String line) throws BadLine {
        try {
            JsonNode given = JSON.readTree(line);
            if (!given.isObject()) {
                throw new BadLine("no JSON object");
            }
            return given;
        } catch (JsonProcessingException e) {
            throw new BadLine("no JSON: " + e.getOriginalMessage().replaceAll("\\s*\\R\\s*", " "));
        }
    }

    private static Optional<String> textOf(JsonNode given, String name) throws BadLine {
        JsonNode value = given.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            throw new BadLine("\"%s\" is no string".formatted(name));
        }
        return Optional.of(value.asText());
    }

    private static LocalDateTime timeOf(String dct) throws BadLine {
        String value = dct.strip().replace(' ', 'T');
        try {
            if (value.length() <= "2025-03-14".length()) {
                return LocalDate.parse(value).atStartOfDay();
            }
            var time = DateTimeFormatter.ISO_DATE_TIME.parseBest(value, OffsetDateTime::from, LocalDateTime::from);
            return time instanceof OffsetDateTime zoned ? zoned.toLocalDateTime() : (LocalDateTime) time;
        } catch (DateTimeParseException e) {
            throw new BadLine("\"dct\" %s is no ISO 8601 date or time".formatted(dct));
        }
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

    /** UTF-8 cannot carry half a surrogate pair, so a text that holds one is written in escapes. */
    private static String write(ObjectNode result) {
        String line = result.toString();
        if (!hasLoneSurrogate(line)) {
            return line;
        }
        try {
            return ASCII_JSON.writeValueAsString(result);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of text and numbers can always be written", e);
        }
    }

    private static boolean hasLoneSurrogate(String text) {
        return text.codePoints()
                .anyMatch(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
    }
}
