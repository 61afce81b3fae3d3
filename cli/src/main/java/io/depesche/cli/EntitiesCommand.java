package io.depesche.cli;

import io.depesche.cli.Depesche.Console;
import io.depesche.contracts.Topics;
import io.depesche.contracts.record.EntityType;
import io.depesche.contracts.record.ListedEntity;
import io.depesche.enrich.EntityListFile;
import io.depesche.enrich.step.entity.EntityList;
import io.depesche.service.ConfigError;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The users' own names: shown and changed in {@code news.entity.v1}, which every running tagger follows at once. */
@Command(
        name = "entities",
        description = "Shows and changes the names that the taggers always find; running taggers follow at once.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "(list | add | import | remove)",
        footer = {"", "Example: depesche entities import names.csv --bootstrap-servers kafka:9092"})
final class EntitiesCommand implements Runnable {

    private final Console console;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    EntitiesCommand(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        spec.commandLine().usage(console.err());
        throw new ConfigError("give one of list, add, import, remove");
    }

    @Command(
            name = "list",
            description = "Lists the names as JSON lines.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example: depesche entities list --bootstrap-servers kafka:9092"})
    int list(@Mixin KafkaOption kafka) {
        table(kafka).read().values().forEach(entity -> console.out().println(AvroJson.of(entity)));
        return 0;
    }

    @Command(
            name = "add",
            description = "Adds a name, or changes the one with this id.",
            mixinStandardHelpOptions = true,
            footer = {
                "",
                "Example: depesche entities add --id acme:1 --type ORGANIZATION --name 'Solarwerk Nord GmbH' \\",
                "             --alias Solarwerk --bootstrap-servers kafka:9092"
            })
    int add(
            @Mixin KafkaOption kafka,
            @Option(names = "--id", paramLabel = "ID", required = true, description = "your id, without white space")
                    String id,
            @Option(names = "--type", paramLabel = "TYPE", required = true, description = "${COMPLETION-CANDIDATES}")
                    EntityType type,
            @Option(names = "--name", paramLabel = "NAME", required = true, description = "the canonical name")
                    String name,
            @Option(names = "--alias", paramLabel = "NAME", description = "a further name; may be given again")
                    @Nullable
                    List<String> aliases) {
        ListedEntity entity = new ListedEntity(id, type, name, aliases == null ? List.of() : aliases);
        EntityList.problemOf(entity).ifPresent(problem -> {
            throw new ConfigError(problem);
        });
        return write(kafka, List.of(entity), false);
    }

    @Command(
            name = "import",
            description = "Adds or changes the names of a CSV file: id,type,name,alias,... in a row.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example: depesche entities import names.csv --replace --bootstrap-servers kafka:9092"})
    int importFile(
            @Mixin KafkaOption kafka,
            @Parameters(paramLabel = "FILE", description = "a CSV file in UTF-8, or - for standard input") Path file,
            @Option(names = "--replace", description = "also takes out the names that the file does not have")
                    boolean replace) {
        EntityListFile names = read(file, console);
        ConfigError.check(
                !replace || names.problems().isEmpty(),
                "%d rows of %s cannot be used; mend them before --replace takes out what they mean",
                names.problems().size(),
                file);
        int status = write(kafka, names.entities(), replace);
        return names.problems().isEmpty() ? status : 1;
    }

    @Command(
            name = "remove",
            description = "Takes names out by their ids.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example: depesche entities remove acme:1 --bootstrap-servers kafka:9092"})
    int remove(@Mixin KafkaOption kafka, @Parameters(paramLabel = "ID", arity = "1..*") List<String> ids) {
        table(kafka).remove(ids, "entity");
        return 0;
    }

    private TableEdit<ListedEntity> table(KafkaOption kafka) {
        return new TableEdit<>(Topics.ENTITY, kafka, console, "entities");
    }

    private int write(KafkaOption kafka, List<ListedEntity> entities, boolean replace) {
        Map<String, ListedEntity> wanted = new TreeMap<>();
        entities.forEach(entity -> wanted.put(entity.getId(), entity));
        table(kafka).write(wanted, replace, EntityList.MOST_ENTITIES);
        return 0;
    }

    /** The names of a file, or of standard input where it is called {@code -}; bad rows are told on stderr. */
    static EntityListFile read(Path file, Console console) {
        try (Reader reader = file.toString().equals("-")
                ? new InputStreamReader(console.in(), StandardCharsets.UTF_8)
                : new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8)) {
            EntityListFile names = EntityListFile.read(reader);
            names.problems().forEach(problem -> console.err().printf("%s: %s%n", file, problem));
            return names;
        } catch (IOException e) {
            throw new ConfigError("%s cannot be read: %s".formatted(file, e));
        }
    }
}
