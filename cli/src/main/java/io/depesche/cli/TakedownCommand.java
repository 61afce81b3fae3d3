package io.depesche.cli;

import io.depesche.cli.Depesche.Console;
import io.depesche.cli.takedown.TakedownDesk;
import io.depesche.cli.takedown.TakedownDesk.Order;
import io.depesche.cli.takedown.TakedownProof;
import io.depesche.contracts.RecordSerdes;
import io.depesche.contracts.Topics;
import io.depesche.contracts.record.Takedown;
import io.depesche.ingest.address.RefusedAddress;
import io.depesche.ingest.address.WebAddress;
import io.depesche.service.Cluster;
import io.depesche.service.ConfigError;
import io.depesche.service.KafkaSettings;
import io.depesche.service.RegistrySerdes;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Takes an article, or all of an outlet, out of the stream, and proves that it is gone. */
@Command(
        name = "takedown",
        description =
                "Takes an article, or all of an outlet, out of every topic and store, for good; the crawler never fetches it"
                        + " again.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example: depesche takedown --url https://beispielblatt.example/artikel/1 --reason 'order of the court, 3 O 17/25'",
            "         depesche takedown --verify 5e5a6c1e-0b0f-5d53-9a4b-3f5f0c1b2d3e --bootstrap-servers kafka:9092",
            "Exit status 1: it is not known, not yet done, or (--verify) still there; what is printed says which.",
        })
final class TakedownCommand implements Callable<Integer> {

    private static final int LONGEST_REASON = 1_000;

    /** What to take down, or to look for. */
    static final class Target {

        @Option(names = "--id", paramLabel = "ID", description = "the article with this id")
        private @Nullable String id;

        @Option(names = "--url", paramLabel = "URL", description = "the article at this address")
        private @Nullable String url;

        @Option(names = "--outlet", paramLabel = "ID", description = "all articles of this outlet, also future ones")
        private @Nullable String outlet;

        @Option(
                names = "--verify",
                paramLabel = "ID",
                description =
                        "looks through all topics for an article or outlet that was taken down, and says what still holds it")
        private @Nullable String verify;
    }

    private final Console console;

    @Mixin
    private KafkaOption kafka = new KafkaOption();

    @ArgGroup(multiplicity = "1")
    private Target target = new Target();

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            description = "why, for whoever asks later; needed with everything but --verify")
    private String reason = "";

    @Option(
            names = "--wait",
            paramLabel = "DURATION",
            description = "how long to wait for the receipts; default: ${DEFAULT-VALUE}")
    private Duration patience = Duration.ofSeconds(10);

    TakedownCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws InterruptedException {
        String verify = target.verify == null ? null : target.verify.strip().toLowerCase(Locale.ROOT);
        ConfigError.check(
                verify != null || (!reason.isBlank() && reason.length() <= LONGEST_REASON),
                "--reason has %d characters; expected 1 to %d that tell why",
                reason.strip().length(),
                LONGEST_REASON);
        KafkaSettings settings = kafka.settings(console.env());
        RecordSerdes serdes = RegistrySerdes.from(kafka.in(console.env()));
        TakedownDesk desk = new TakedownDesk(settings, serdes, Clock.systemUTC());
        try (Cluster cluster = new Cluster(settings, "depesche-takedown-admin")) {
            cluster.awaitWith(List.of(Topics.TAKEDOWN, Topics.LATEST, Topics.RAW));
            return verify == null ? takeDown(desk) : verify(verify, desk, new TakedownProof(settings, cluster));
        }
    }

    private int takeDown(TakedownDesk desk) throws InterruptedException {
        Order order = order(desk);
        desk.write(order);
        String key =
                order.takedown().getArticleId().or(order.takedown()::getOutlet).orElse("");
        console.out().println("ordered   " + key);
        boolean done = desk.await(order, patience);
        show(desk.receipts(key));
        if (!order.isKnown()) {
            console.err().printf("nothing is known of %s; should it appear, it is not let through%n", key);
            return 1;
        }
        if (!done) {
            console.err()
                    .printf(
                            "not done within %s: is the sink running? The order is kept and carried out when it is;"
                                    + " depesche takedown --verify %s tells%n",
                            patience, key);
        }
        return done ? 0 : 1;
    }

    private Order order(TakedownDesk desk) {
        String text = reason.strip();
        if (target.id != null) {
            return desk.article(idOf(target.id), text);
        }
        if (target.outlet != null) {
            ConfigError.check(
                    target.outlet.matches("[a-z0-9-]{1,64}"),
                    "--outlet %s is no outlet's id; expected [a-z0-9-], at most 64 of them (depesche outlets list)",
                    target.outlet);
            return desk.outlet(target.outlet, text);
        }
        String url = String.valueOf(target.url);
        try {
            return desk.address(WebAddress.check(URI.create(url)), text);
        } catch (RefusedAddress | IllegalArgumentException e) {
            throw new ConfigError("--url %s cannot be an article's address: %s".formatted(url, e.getMessage()));
        }
    }

    private static String idOf(String id) {
        try {
            return UUID.fromString(id.strip().toLowerCase(Locale.ROOT)).toString();
        } catch (IllegalArgumentException e) {
            throw new ConfigError(
                    "--id %s is no article's id; expected a UUID such as 5e5a6c1e-0b0f-5d53-9a4b-3f5f0c1b2d3e"
                            .formatted(id));
        }
    }

    private void show(Map<String, Takedown> receipts) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("place", "done", "records", "by"));
        receipts.forEach((by, receipt) -> receipt.getReceipt()
                .forEach(done ->
                        rows.add(List.of(done.getPlace(), done.getAction(), String.valueOf(done.getRecords()), by))));
        TextTable.lines(rows).forEach(console.out()::println);
    }

    private int verify(String id, TakedownDesk desk, TakedownProof proof) {
        Optional<Takedown> order = desk.order(id);
        ConfigError.check(
                order.isPresent(), "%s was never taken down: no order in %s has this id", id, Topics.TAKEDOWN.name());
        console.out()
                .printf(
                        "ordered   %s: %s%n",
                        order.get().getRequested(), order.get().getReason());
        show(desk.receipts(id));
        List<TakedownProof.Line> lines = order.get().getArticleId().isPresent()
                ? proof.ofArticle(id, order.get().getUrl())
                : proof.ofOutlet(id);
        List<List<String>> rows =
                lines.stream().map(line -> List.of(line.topic(), line.text())).toList();
        TextTable.lines(rows).forEach(console.out()::println);
        return lines.stream().allMatch(TakedownProof.Line::isClean) ? 0 : 1;
    }
}
