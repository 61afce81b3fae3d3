package io.depesche.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Several crawlers on one frontier: they share the hosts, and one that dies loses nothing and doubles nothing. */
@Timeout(180)
class FrontierIT {

    private static final int HOSTS = 24;
    private static final int ARTICLES = 12;
    private static final long DELAY_MILLIS = 400;

    private TestKafka kafka;
    private LoopbackHosts hosts;

    @TempDir
    private Path folder;

    @BeforeEach
    void start() throws Exception {
        kafka = new TestKafka();
        hosts = new LoopbackHosts(HOSTS, ARTICLES, 50, 32);
    }

    @AfterEach
    void stop() throws Exception {
        hosts.close();
        kafka.close();
    }

    private IngestProcess crawler(String name) throws Exception {
        Path home = Files.createDirectories(folder.resolve(name));
        Path outlets = home.resolve("outlets.yaml");
        Files.writeString(
                outlets, hosts.outlets("minDelay: PT0.%dS, interval: PT1M, revisit: []".formatted(DELAY_MILLIS)));
        Map<String, String> env = new HashMap<>();
        env.put("KAFKA_BOOTSTRAP_SERVERS", kafka.settings().bootstrapServers());
        env.put("OUTLETS_FILE", outlets.toString());
        env.put("CRAWLER_CONTACT", name + "@example.org");
        env.put("ALLOWED_PRIVATE_NETWORKS", "127.0.0.0/8");
        return new IngestProcess(env, home, "256m");
    }

    private long requestsBy(String name) {
        return hosts.log().stream()
                .filter(request -> request.userAgent().contains(name + "@"))
                .count();
    }

    private Set<String> hostsAskedBy(String name) {
        return hosts.log().stream()
                .filter(request -> request.userAgent().contains(name + "@"))
                .map(LoopbackHosts.Request::host)
                .collect(Collectors.toSet());
    }

    private void awaitAllArticles() {
        await().atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> kafka.articles().size() >= hosts.size());
    }

    private void assertThatEveryArticleIsThereOnce() {
        List<TestKafka.Raw> articles = kafka.articles();
        assertThat(articles).hasSize(hosts.size());
        assertThat(articles.stream().map(TestKafka.Raw::key).distinct()).hasSize(hosts.size());
        assertThat(articles).allMatch(raw -> raw.article().getRevision() == 1);
    }

    @Test
    void publishesEveryArticleOnceAndStaysPoliteWhenACrawlerIsKilledInMidFetch() throws Exception {
        try (IngestProcess first = crawler("erster")) {
            await().atMost(Duration.ofSeconds(60)).until(() -> kafka.articles().size() > hosts.size() / 4);
            try (IngestProcess second = crawler("zweiter")) {
                first.kill();
                long killed = System.nanoTime();
                await().atMost(Duration.ofSeconds(40)).until(() -> requestsBy("zweiter") > 0);
                long idleMillis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - killed);
                awaitAllArticles();
                assertThatEveryArticleIsThereOnce();
                assertThat(idleMillis)
                        .as("session timeout and 5 s, and the start of a process")
                        .isLessThan(20_000);
                assertThat(second.isAlive()).isTrue();
            }
        }
        assertThat(hosts.shortestPauseMillis()).isGreaterThanOrEqualTo(DELAY_MILLIS - 5.0);
    }

    @Test
    void sharesHostsAmongCrawlersAndHandsThemOverOnSigterm() throws Exception {
        try (IngestProcess first = crawler("erster");
                IngestProcess second = crawler("zweiter")) {
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> requestsBy("erster") > 2 * HOSTS && requestsBy("zweiter") > HOSTS);
            first.terminate();
            long gone = System.nanoTime();
            Set<String> inherited = hostsAskedBy("erster");
            inherited.removeAll(hostsAskedBy("zweiter"));
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> hostsAskedBy("zweiter").containsAll(inherited));
            assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - gone)).isLessThan(5_000);
            awaitAllArticles();
            assertThatEveryArticleIsThereOnce();
            assertThat(second.isAlive()).isTrue();
        }
        assertThat(hosts.shortestPauseMillis()).isGreaterThanOrEqualTo(DELAY_MILLIS - 5.0);
    }
}
