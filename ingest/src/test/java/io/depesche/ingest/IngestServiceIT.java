package io.depesche.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.depesche.contracts.ArticleIds;
import io.depesche.contracts.CloudEventHeaders;
import io.depesche.contracts.RecordSerdes;
import io.depesche.contracts.record.OutletDefinition;
import io.depesche.ingest.crawl.CrawlListener;
import io.depesche.ingest.crawl.CrawlReport;
import io.depesche.ingest.crawl.Fate;
import io.depesche.ingest.frontier.OutletTopic;
import io.depesche.ingest.outlets.OutletsFile;
import io.depesche.service.Env;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The crawler on a real broker: what is committed, what is remembered, and what becomes of a crawler that dies. */
@Timeout(120)
class IngestServiceIT {

    private static TestKafka kafka;

    @TempDir
    private Path folder;

    private final LoopbackSite site = new LoopbackSite();

    @BeforeAll
    static void startBroker() throws Exception {
        kafka = new TestKafka();
    }

    @AfterAll
    static void stopBroker() throws Exception {
        kafka.close();
    }

    @AfterEach
    void closeSite() {
        site.close();
    }

    private void feedOf(String path) {
        site.serve(
                "/feed.xml",
                "application/rss+xml",
                "<rss version=\"2.0\"><channel><title>B</title><link>x</link><description>y</description><item><link>"
                        + site.at(path) + "</link></item></channel></rss>");
    }

    private void article(String path, String body) {
        site.serveTagged(path, "text/html", "<h1>Brücke</h1><p>" + body + "</p>");
    }

    private IngestService service() {
        Env env = Env.of(Map.of(
                "KAFKA_BOOTSTRAP_SERVERS", kafka.settings().bootstrapServers(),
                "OUTLETS_FILE", "unused.yaml",
                "CRAWLER_CONTACT", "redaktion@example.org",
                "ALLOWED_PRIVATE_NETWORKS", "127.0.0.0/8",
                "STATE_DIR", folder.toString()));
        return IngestService.open(
                IngestConfig.from(env),
                OutletsFile.parse(
                        "outlets.yaml",
                        "outlets: [{id: blatt, name: Blatt, language: de, minDelay: PT0S, interval: PT1S, feeds: ['"
                                + site.at("/feed.xml") + "']}]"),
                RecordSerdes.singleObject(),
                new HeadingsAndParagraphs(),
                new CrawlListener() {},
                Clock.systemUTC(),
                new SimpleMeterRegistry());
    }

    private List<TestKafka.Raw> articlesAt(String path) {
        String id = ArticleIds.of(site.at(path).toString());
        return kafka.articles().stream().filter(raw -> raw.key().equals(id)).toList();
    }

    @Test
    void publishesAnArticleOnceWhateverTheNumberOfStarts() {
        feedOf("/artikel/1");
        article("/artikel/1", "Die Brücke ist offen.");
        for (int start = 1; start <= 3; start++) {
            try (IngestService service = service()) {
                CrawlReport report = service.crawlOnce();
                assertThat(report.count(start == 1 ? Fate.NEW : Fate.UNCHANGED)).isEqualTo(1);
            }
        }
        List<TestKafka.Raw> records = articlesAt("/artikel/1");
        assertThat(records).hasSize(1);
        assertThat(CloudEventHeaders.text(new RecordHeaders(records.get(0).headers()), CloudEventHeaders.OUTLET))
                .contains("blatt");
        assertThat(CloudEventHeaders.text(new RecordHeaders(records.get(0).headers()), CloudEventHeaders.LANGUAGE))
                .contains("de");
        article("/artikel/1", "Die Brücke ist zu.");
        try (IngestService service = service()) {
            assertThat(service.crawlOnce().count(Fate.REVISED)).isEqualTo(1);
        }
        assertThat(articlesAt("/artikel/1"))
                .extracting(record -> record.article().getRevision())
                .containsExactly(1, 2);
    }

    @Test
    void givesBackWhatItHasNotFinishedWhenItIsClosed() throws Exception {
        CompletableFuture<Void> asked = new CompletableFuture<>();
        CompletableFuture<Void> closed = new CompletableFuture<>();
        site.on("/artikel/2", exchange -> {
            asked.complete(null);
            closed.join();
            LoopbackSite.send(exchange, 200, "<h1>Zwei</h1><p>Zwei.</p>".getBytes(StandardCharsets.UTF_8));
        });
        feedOf("/artikel/2");
        try (IngestService service = service()) {
            service.start();
            asked.get(20, TimeUnit.SECONDS);
        }
        closed.complete(null);
        assertThat(articlesAt("/artikel/2")).isEmpty();
        try (IngestService service = service()) {
            service.start();
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> articlesAt("/artikel/2").size() == 1);
        }
    }

    @Test
    void takesOutletsOutAndInWhileItRuns() {
        feedOf("/artikel/3");
        article("/artikel/3", "Die Brücke ist offen.");
        OutletTopic outlets = new OutletTopic(kafka.settings(), RecordSerdes.singleObject(), "test-outlets");
        try (IngestService service = service()) {
            service.start();
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> articlesAt("/artikel/3").size() == 1);
            OutletDefinition blatt = outlets.read().get("blatt");
            outlets.write(Map.of(
                    "blatt",
                    OutletDefinition.newBuilder(blatt).setEnabled(false).build()));
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> service.progress().sources() == 0);
            long before = site.requestsOf("/feed.xml");
            outlets.write(Map.of("blatt", blatt));
            await().atMost(Duration.ofSeconds(10)).until(() -> site.requestsOf("/feed.xml") > before);
        }
    }
}
