package io.depesche.cli;

import static io.depesche.cli.CommandLineRun.depesche;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.depesche.cli.broker.EmbeddedKafka;
import io.depesche.contracts.Topics;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** {@code depesche outlets} on a broker of its own, and what it says of sources that it asks. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OutletsCommandIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Queue<String> requests = new ConcurrentLinkedQueue<>();
    private Path folder = Path.of("");
    private EmbeddedKafka kafka;
    private HttpServer site;
    private String base = "";
    private Map<String, String> env = Map.of();

    @BeforeAll
    void open(@TempDir Path folder) throws IOException {
        this.folder = folder;
        kafka = EmbeddedKafka.start(folder.resolve("kafka"));
        site = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        site.createContext("/", this::serve);
        site.start();
        base = "http://127.0.0.1:" + site.getAddress().getPort();
        env = Map.of(
                "KAFKA_BOOTSTRAP_SERVERS",
                kafka.bootstrapServers(),
                "CRAWLER_CONTACT",
                "desk@example.org",
                "ALLOWED_PRIVATE_NETWORKS",
                "127.0.0.0/8");
        assertThat(depesche(env, "", "topics", "create").status()).isZero();
    }

    @AfterAll
    void close() {
        site.stop(0);
        kafka.close();
    }

    private void serve(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        requests.add(path + " " + exchange.getRequestHeaders().getFirst("User-Agent"));
        String text =
                switch (path) {
                    case "/robots.txt" -> "User-agent: Depesche\nDisallow: /geheim/\n";
                    case "/rss.xml" ->
                        "<rss version='2.0'><channel><title>P</title><item><title>A</title><link>" + base
                                + "/a</link><pubDate>Wed, 25 Nov 2026 06:00:00 GMT</pubDate></item></channel></rss>";
                    case "/geheim/rss.xml" -> "<rss version='2.0'/>";
                    case "/kaputt.xml" -> "kein Feed";
                    default -> "";
                };
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(bytes.length == 0 ? 404 : 200, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private Path file(String... outlets) throws IOException {
        return Files.writeString(
                Files.createTempFile(folder, "outlets", ".yaml"),
                "defaults: { minDelay: PT0S }\noutlets:\n" + String.join("\n", outlets));
    }

    private String outlet(String id, String... feeds) {
        return "  - { id: %s, name: Blatt, language: de, feeds: [%s] }"
                .formatted(
                        id,
                        String.join(
                                ", ",
                                List.of(feeds).stream()
                                        .map(feed -> '"' + base + feed + '"')
                                        .toList()));
    }

    private List<String> run(String... arguments) {
        return run("", arguments);
    }

    private List<String> run(String input, String[] arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "outlets";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        CommandLineRun run = depesche(env, input, all);
        assertThat(run.status()).as(run.err()).isZero();
        return run.outLines();
    }

    private Map<String, JsonNode> listed() throws IOException {
        Map<String, JsonNode> outlets = new HashMap<>();
        for (String line : run("list", "--json")) {
            JsonNode outlet = JSON.readTree(line);
            outlets.put(outlet.path("id").asText(), outlet);
        }
        return outlets;
    }

    @Test
    void outletsAreAddedChangedDisabledEnabledAskedForAndRemoved() throws Exception {
        assertThat(run(
                        "add",
                        file(outlet("eins", "/rss.xml"), outlet("zwei", "/rss.xml"))
                                .toString()))
                .containsExactly("added     eins", "added     zwei");
        assertThat(run(
                        "add",
                        "--id",
                        "drei",
                        "--name",
                        "Drittes \"Blatt\"",
                        "--language",
                        "de",
                        "--homepage",
                        "https://drei.example/"))
                .containsExactly("added     drei");
        assertThat(run(Files.readString(file(outlet("zwei", "/rss.xml", "/kaputt.xml"))), new String[] {"add", "-"}))
                .containsExactly("changed   zwei");
        assertThat(run("disable", "eins", "zwei")).containsExactly("disabled  eins", "disabled  zwei");
        assertThat(run("enable", "zwei")).containsExactly("enabled   zwei");
        assertThat(run("crawl", "zwei")).containsExactly("asked for zwei");

        Map<String, JsonNode> outlets = listed();
        assertThat(outlets).containsOnlyKeys("eins", "zwei", "drei");
        assertThat(outlets.get("eins").path("enabled").asBoolean()).isFalse();
        assertThat(outlets.get("zwei").path("enabled").asBoolean()).isTrue();
        assertThat(outlets.get("zwei").path("feeds")).hasSize(2);
        assertThat(outlets.get("zwei").path("requested").asText()).startsWith("20");
        assertThat(outlets.get("drei").path("name").asText()).isEqualTo("Drittes \"Blatt\"");
        assertThat(outlets.values())
                .allSatisfy(outlet -> assertThat(outlet.path("origin").asText()).isEqualTo("COMMAND"));
        assertThat(run("list")).hasSize(4).last().asString().contains("zwei", "yes", "2", "command", "PT5M");

        assertThat(run("remove", "eins", "zwei", "drei")).hasSize(3);
        assertThat(listed()).isEmpty();
    }

    @Test
    void anUnknownOutletIsOneLineWithTwo() {
        CommandLineRun run = depesche(env, "", "outlets", "disable", "niemand");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.errLines()).hasSize(1);
        assertThat(run.err()).contains("depesche outlets disable: ", "niemand", Topics.OUTLET.name());
    }

    @Test
    void aCheckAsksEachSourceOnceAndTellsTheBrokenOnes() throws Exception {
        requests.clear();
        Path file = file(outlet("gut", "/rss.xml"), outlet("schlecht", "/kaputt.xml", "/fehlt.xml", "/geheim/rss.xml"));

        CommandLineRun run = depesche(env, "", "outlets", "check", file.toString());

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.outLines()).hasSize(4);
        assertThat(run.outLines().get(0))
                .isEqualTo("ok  gut  " + base + "/rss.xml  feed, 1 article, newest 2026-11-25T06:00:00Z");
        assertThat(run.outLines().get(1)).startsWith("!!  schlecht  " + base + "/kaputt.xml  ");
        assertThat(run.outLines().get(2)).endsWith("/fehlt.xml  is not there (status 404)");
        assertThat(run.outLines().get(3)).contains("is forbidden by " + base + "/robots.txt");
        assertThat(requests)
                .hasSize(4)
                .allMatch(request -> request.contains("Depesche/") && request.contains("desk@example.org"))
                .noneMatch(request -> request.startsWith("/geheim/"));
    }

    @Test
    void aCheckOfAnOutletOfTheClusterNeedsNoFile() throws Exception {
        run("add", file(outlet("vier", "/rss.xml")).toString());

        assertThat(run("check", "--outlet", "vier"))
                .hasSize(1)
                .first()
                .asString()
                .startsWith("ok  vier  ");

        run("remove", "vier");
    }

    @Test
    void aPrivateAddressIsAskedOnlyWhereItIsAllowed() throws Exception {
        requests.clear();
        Path file = file(outlet("gut", "/rss.xml"));

        CommandLineRun run =
                depesche(Map.of("CRAWLER_CONTACT", "desk@example.org"), "", "outlets", "check", file.toString());

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out()).startsWith("!!  gut").contains("not public");
        assertThat(requests).isEmpty();
    }
}
