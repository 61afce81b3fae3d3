package io.depesche.cli;

import static io.depesche.cli.CommandLineRun.depesche;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code depesche run} on an outlet of our own, and what it says when it cannot start. */
class RunIT {

    private static final Map<String, String> ENV =
            Map.of("CRAWLER_CONTACT", "desk@example.org", "ALLOWED_PRIVATE_NETWORKS", "127.0.0.0/8");

    @TempDir
    Path folder;

    private final Map<String, String> pages = new ConcurrentHashMap<>();
    private HttpServer outlet;
    private Path outlets;

    @BeforeEach
    void openTheOutlet() throws IOException {
        outlet = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        outlet.createContext("/", this::serve);
        outlet.start();
        String base = "http://127.0.0.1:" + outlet.getAddress().getPort();
        pages.put(
                "/rss.xml",
                """
                <rss version="2.0"><channel><title>Probeblatt</title>
                <item><title>Hafen</title><link>%1$s/artikel/hafen</link></item>
                <item><title>Schule</title><link>%1$s/artikel/schule</link></item>
                </channel></rss>"""
                        .formatted(base));
        pages.put("/artikel/hafen", article("Neuer Kran im Hafen", "drei"));
        pages.put("/artikel/schule", article("Schule bekommt ein Dach", "fünf"));
        outlets = Files.writeString(
                folder.resolve("outlets.yaml"),
                """
                defaults: { minDelay: PT0S }
                outlets:
                  - id: probeblatt
                    name: Probeblatt
                    language: de
                    country: DE
                    feeds: [%s/rss.xml]
                """
                        .formatted(base));
    }

    @AfterEach
    void closeTheOutlet() {
        outlet.stop(0);
    }

    private static String article(String headline, String number) {
        return """
                <!doctype html><html lang="de"><head><title>%1$s</title></head><body><article><h1>%1$s</h1>
                <p>Die Stadt hat am Mittwoch mitgeteilt, dass die Arbeiten in %2$s Monaten abgeschlossen sein sollen.</p>
                <p>Der Rat hatte das Vorhaben im vergangenen Jahr ohne Gegenstimme beschlossen und das Geld bewilligt.</p>
                </article></body></html>"""
                .formatted(headline, number);
    }

    private void serve(HttpExchange exchange) throws IOException {
        String page = pages.get(exchange.getRequestURI().getPath());
        byte[] bytes = (page == null ? "" : page).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
        exchange.sendResponseHeaders(page == null ? 404 : 200, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Test
    void publishesEachArticleOnceAndAChangedOneAsARevision() {
        String data = folder.resolve("data").toString();

        CommandLineRun first = depesche(ENV, "", "run", "--once", "--outlets", outlets.toString(), "--data", data);

        assertThat(first.status()).as(first.err()).isZero();
        assertThat(first.out()).contains("Neuer Kran im Hafen", "Schule bekommt ein Dach");
        assertThat(first.err()).contains("2 articles: 2 new, 0 revised, 0 unchanged, 0 in trouble; 2 tagged");

        pages.put("/artikel/hafen", article("Neuer Kran im Hafen", "sechs"));
        CommandLineRun second = depesche(ENV, "", "run", "--once", "--outlets", outlets.toString(), "--data", data);

        assertThat(second.status()).as(second.err()).isZero();
        assertThat(second.out()).contains("revision 2", "in {sechs Monaten}").doesNotContain("Schule bekommt ein Dach");
        assertThat(second.err()).contains("2 articles: 0 new, 1 revised, 1 unchanged, 0 in trouble; 1 tagged");
    }

    @Test
    void aMistakeInTheOutletsFileIsOneLineWithItsPlace() throws Exception {
        Path wrong = Files.writeString(
                folder.resolve("wrong.yaml"),
                """
                outlets:
                  - id: probeblatt
                    name: Probeblatt
                    language: de
                    feds: [http://127.0.0.1/rss.xml]
                """);

        assertOneLine(depesche(ENV, "", "run", "--outlets", wrong.toString()), "wrong.yaml:5", "feds");
        assertOneLine(
                depesche(
                        ENV, "", "run", "--outlets", folder.resolve("none.yaml").toString()),
                "none.yaml");
    }

    @Test
    void withoutAContactItSaysWhatToSet() {
        assertOneLine(depesche("", "run", "--outlets", outlets.toString()), "CRAWLER_CONTACT is not set");
    }

    @Test
    void aDataFolderThatIsAFileIsOneLine() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "");

        assertOneLine(
                depesche(ENV, "", "run", "--outlets", outlets.toString(), "--data", file.toString()), file.toString());
    }

    @Test
    void aTakenPortIsOneLine() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = String.valueOf(taken.getLocalPort());
            Map<String, String> env = new java.util.HashMap<>(ENV);
            env.put("LIVE_PAGE_PORT", port);

            CommandLineRun run = depesche(env, "", "run", "--once", "--outlets", outlets.toString());

            assertThat(run.status()).isEqualTo(2);
            assertThat(run.errLines()).last().asString().contains("port " + port + " for the live page");
        }
    }

    private static void assertOneLine(CommandLineRun run, String... parts) {
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.errLines()).as(run.err()).hasSize(1);
        assertThat(run.err()).startsWith("depesche run: ").contains(parts);
    }
}
