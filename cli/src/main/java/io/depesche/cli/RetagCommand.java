package io.depesche.cli;

import io.depesche.cli.Depesche.Console;
import io.depesche.cli.retag.Retag;
import io.depesche.contracts.RecordSerdes;
import io.depesche.contracts.Topics;
import io.depesche.contracts.record.ListedEntity;
import io.depesche.enrich.EnrichMain;
import io.depesche.enrich.Tagger;
import io.depesche.enrich.step.entity.EntityList;
import io.depesche.service.Cluster;
import io.depesche.service.ConfigError;
import io.depesche.service.Env;
import io.depesche.service.KafkaSettings;
import io.depesche.service.RegistrySerdes;
import io.depesche.service.TopicTable;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Tags old articles with today's tagger into a topic beside the stream, and tells what is different. */
@Command(
        name = "retag",
        description =
                "Tags old articles with today's tagger into a topic of their own, and tells which tags are gained, lost and"
                        + " changed against news.tagged.v1.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example: depesche retag --from P7D --to-topic news.tagged.v1.trial --bootstrap-servers kafka:9092",
            "Exit status 1: some articles cannot be read or tagged; stderr tells which."
        })
final class RetagCommand implements Callable<Integer> {

    private final Console console;

    @Mixin
    private KafkaOption kafka = new KafkaOption();

    @Option(
            names = "--from",
            paramLabel = "TIME",
            required = true,
            description =
                    "articles fetched at this time or later (2025-03-14T07:30:00Z, a day, or P7D for the last seven days),"
                            + " or beginning")
    private String from = "";

    @Option(
            names = "--to-topic",
            paramLabel = "NAME",
            required = true,
            description =
                    "where the tagged articles go; begins with news. and is no topic of the catalogue; made if it is not there")
    private String shadow = "";

    @Option(
            names = "--entities",
            paramLabel = "FILE",
            description = "your own names from this CSV file in place of those in news.entity.v1")
    private Optional<Path> entities = Optional.empty();

    @Option(
            names = "--examples",
            paramLabel = "N",
            description = "examples of each change to each kind of tag; default: ${DEFAULT-VALUE}")
    private int examples = 5;

    RetagCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        Optional<Instant> time = from.equals("beginning") ? Optional.empty() : Optional.of(timeOf(from));
        ConfigError.check(
                shadow.matches("news\\.[A-Za-z0-9._-]{1,200}")
                        && Topics.named(shadow).isEmpty(),
                "--to-topic %s; expected a name that begins with news. and is no topic of the catalogue, such as news.tagged.v1.trial",
                shadow);
        ConfigError.check(examples >= 0, "--examples %d; expected 0 or more", examples);
        KafkaSettings settings = kafka.settings(console.env());
        Env env = kafka.in(console.env());
        RecordSerdes serdes = RegistrySerdes.from(env);
        try (Cluster cluster = new Cluster(settings, "depesche-retag-admin")) {
            cluster.awaitWith(List.of(Topics.RAW, Topics.TAGGED, Topics.ENTITY, Topics.TAKEDOWN));
            Tagger tagger = new Tagger(EnrichMain.steps(false, env), new SimpleMeterRegistry())
                    .with(EntityList.of(names(settings, serdes)));
            Retag retag = new Retag(settings, cluster, serdes, tagger, console.err()::println);
            return tell(retag.run(time, shadow, examples));
        }
    }

    private static Instant timeOf(String from) {
        try {
            return new MomentOption().convert(from);
        } catch (TypeConversionException e) {
            throw new ConfigError("--from: %s; or beginning".formatted(e.getMessage()));
        }
    }

    private Collection<ListedEntity> names(KafkaSettings settings, RecordSerdes serdes) {
        return entities.<Collection<ListedEntity>>map(
                        file -> EntitiesCommand.read(file, console).entities())
                .orElseGet(() -> new TopicTable<>(Topics.ENTITY, settings, serdes, "depesche-retag-entities")
                        .read().values().stream()
                                .filter(entity -> EntityList.problemOf(entity).isEmpty())
                                .toList());
    }

    private int tell(Retag.Report report) {
        console.out()
                .printf(
                        "%d articles tagged into %s, %d of them compared with %s, %d not read or tagged%n",
                        report.tagged(), shadow, report.compared(), Topics.TAGGED.name(), report.bad());
        TextTable.lines(report.diff().table()).forEach(console.out()::println);
        report.diff().examples().forEach(console.out()::println);
        return report.bad() == 0 ? 0 : 1;
    }
}
