package io.depesche.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.depesche.contracts.RecordSerdes;
import io.depesche.ingest.crawl.CrawlListener;
import io.depesche.ingest.outlets.OutletsFile;
import io.depesche.service.Env;
import io.depesche.service.HttpEndpoints;
import io.depesche.service.Metrics;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A hub, an outlet and two crawlers behind one callback: what is pushed is published long before the next poll. */
@Timeout(120)
class WebSubIT {

    private static final String ARTICLE = "/artikel/neu";

    private final HttpClient client = HttpClient.newHttpClient();
    private final BlockingQueue<Map<String, String>> asked = new LinkedBlockingQueue<>();

    @TempDir
    private Path folder;

    @Test
    void publishesWhatAHubPushesLongBeforeTheNextPoll() throws Exception {
        try (TestKafka kafka = new TestKafka();
                LoopbackSite site = new LoopbackSite();
                LoopbackSite hub = new LoopbackSite();
                Metrics metrics = new Metrics("ingest");
                HttpEndpoints endpoints =
                        new HttpEndpoints("127.0.0.1", 0, () -> true, () -> true, metrics.registry())) {
            hub.on("/hub", exchange -> {
                String form = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
                asked.add(Arrays.stream(form.split("&"))
                        .map(field -> field.split("="))
                        .collect(Collectors.toMap(field -> field[0], field -> URLDecoder.decode(field[1], UTF_8))));
                exchange.sendResponseHeaders(202, -1);
            });
            String feed = "<rss version=\"2.0\" xmlns:atom=\"http://www.w3.org/2005/Atom\"><channel>"
                    + "<atom:link rel=\"hub\" href=\"%s\"/><atom:link rel=\"self\" href=\"%s\"/>%s</channel></rss>";
            site.serve("/feed.xml", "application/rss+xml", feed.formatted(hub.at("/hub"), site.at("/feed.xml"), ""));
            site.serve(ARTICLE, "text/html", "<h1>Neu</h1><p>Die Brücke ist offen.</p>");
            Env env = Env.of(Map.of(
                    "KAFKA_BOOTSTRAP_SERVERS", kafka.settings().bootstrapServers(),
                    "CRAWLER_CONTACT", "redaktion@example.org",
                    "ALLOWED_PRIVATE_NETWORKS", "127.0.0.0/8",
                    "WEBSUB_CALLBACK", "http://127.0.0.1:" + endpoints.port(),
                    "WEBSUB_SECRET", "ein recht langes Geheimnis"));
            String outlet =
                    "outlets: [{id: blatt, name: Blatt, language: de, minDelay: PT0S, interval: PT1H, feeds: ['%s']}]"
                            .formatted(site.at("/feed.xml"));
            // The one crawls; the other, which has not been given a partition, takes what the hub sends.
            try (IngestService crawler = open(env, "eins", outlet, metrics);
                    IngestService receiver = open(env, "zwei", outlet, metrics)) {
                receiver.hooks().forEach(endpoints::serve);
                crawler.start();
                Map<String, String> request = asked.poll(60, TimeUnit.SECONDS);
                assertThat(request)
                        .containsEntry("hub.topic", site.at("/feed.xml").toString());
                String callback = request.get("hub.callback");
                assertThat(get(callback
                                        + "?hub.mode=subscribe&hub.topic=https%3A%2F%2Fanders.example%2F&hub.challenge=x")
                                .statusCode())
                        .isEqualTo(404);
                assertThat(get(callback + "?hub.mode=subscribe&hub.challenge=abc&hub.lease_seconds=86400&hub.topic="
                                        + URLEncoder.encode(request.get("hub.topic"), UTF_8))
                                .body())
                        .isEqualTo("abc");
                await().atMost(Duration.ofSeconds(60))
                        .untilAsserted(
                                () -> assertThat(get(endpoints, "/metrics"))
                                        .contains(
                                                "depesche_websub_subscriptions{outlet=\"blatt\",service=\"ingest\",state=\"verified\"} 1"));

                String news = feed.formatted(
                        hub.at("/hub"), site.at("/feed.xml"), "<item><link>" + site.at(ARTICLE) + "</link></item>");
                site.serve("/feed.xml", "application/rss+xml", news);
                assertThat(push(callback, news, "ein anderes")).isEqualTo(202);
                assertThat(push(callback + "x", news, request.get("hub.secret")))
                        .isEqualTo(410);
                assertThat(site.requestsOf("/feed.xml")).isEqualTo(1);
                assertThat(push(callback, news, request.get("hub.secret"))).isEqualTo(202);
                await().atMost(Duration.ofSeconds(30))
                        .until(() -> kafka.articles().size() == 1);

                assertThat(kafka.articles().get(0).article().getUrl())
                        .isEqualTo(site.at(ARTICLE).toString());
                assertThat(site.requestsOf("/feed.xml")).isEqualTo(2);
                assertThat(get(endpoints, "/metrics"))
                        .contains("depesche_websub_pushes_total{outcome=\"accepted\",service=\"ingest\"} 1.0")
                        .contains("depesche_websub_pushes_total{outcome=\"bad-signature\",service=\"ingest\"} 1.0")
                        .contains("depesche_websub_pushes_total{outcome=\"unknown\",service=\"ingest\"} 1.0");
            }
        }
    }

    private IngestService open(Env env, String name, String outlets, Metrics metrics) {
        return IngestService.open(
                IngestConfig.from(env.with("STATE_DIR", folder.resolve(name).toString())),
                OutletsFile.parse("outlets.yaml", outlets),
                RecordSerdes.singleObject(),
                new HeadingsAndParagraphs(),
                new CrawlListener() {},
                Clock.systemUTC(),
                metrics.registry());
    }

    private HttpResponse<String> get(String address) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private String get(HttpEndpoints endpoints, String path) throws IOException, InterruptedException {
        return get("http://127.0.0.1:" + endpoints.port() + path).body();
    }

    private int push(String callback, String body, String secret)
            throws IOException, InterruptedException, GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
        HttpRequest request = HttpRequest.newBuilder(URI.create(callback))
                .header("X-Hub-Signature", "sha256=" + HexFormat.of().formatHex(mac.doFinal(body.getBytes(UTF_8))))
                .header("Content-Type", "application/rss+xml")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }
}
