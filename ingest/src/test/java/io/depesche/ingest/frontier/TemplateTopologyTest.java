package io.depesche.ingest.frontier;

import static org.assertj.core.api.Assertions.assertThat;

import io.depesche.contracts.record.RawArticle;
import io.depesche.ingest.LoopbackSite;
import io.depesche.ingest.extract.ArticleExtractor;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class TemplateTopologyTest {

    private static final Instant START = Instant.parse("2025-03-14T07:00:00Z");
    private static final String NOTICE = "Dieser Text ist in der gedruckten Ausgabe des Beispielblatts erschienen.";

    private final LoopbackSite site = new LoopbackSite();

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        site.close();
    }

    private TestCrawl crawl(String name) {
        return new TestCrawl(folder.resolve(name), START, new ArticleExtractor()::extract);
    }

    private void article(int number) {
        String paragraphs = IntStream.range(0, 4)
                .mapToObj(index ->
                        "<p>Am %d. Tag hat der Rat von Beispielstadt %d Stunden lang über die Brücke Nummer %d beraten.</p>"
                                .formatted(number, index + 2, number * 10 + index))
                .collect(Collectors.joining());
        site.serveTagged(
                "/artikel/" + number,
                "text/html",
                "<html><body><article><h1>Sitzung %d</h1>%s<div>%s</div></article></body></html>"
                        .formatted(number, paragraphs, NOTICE));
    }

    /** Crawls those articles, one poll each. */
    private void publish(TestCrawl crawl, int from, int to) {
        for (int number = from; number <= to; number++) {
            article(number);
            String items = IntStream.rangeClosed(1, number)
                    .mapToObj(each -> "<item><title>T</title><link>" + site.at("/artikel/" + each) + "</link></item>")
                    .collect(Collectors.joining());
            site.serveTagged(
                    "/feed.xml",
                    "application/rss+xml",
                    "<rss version=\"2.0\"><channel><title>B</title><link>x</link><description>y</description>" + items
                            + "</channel></rss>");
            crawl.crawlOnce(
                    "outlets: [{id: blatt, name: Blatt, language: de, minDelay: PT0.001S, revisit: [], feeds: ['%s/feed.xml']}]"
                            .formatted(site.base()));
        }
    }

    private static List<String> withNotice(TestCrawl crawl) {
        return crawl.articles().stream()
                .filter(article -> article.getBody().contains(NOTICE))
                .map(RawArticle::getHeadline)
                .toList();
    }

    private static List<KeyValue<Bytes, byte[]>> templates(TestCrawl crawl) {
        return crawl.entries().stream()
                .filter(entry -> entry.key.get()[0] == 'T')
                .toList();
    }

    @Test
    void publishesWithoutWhatTheFirstArticlesHaveInCommon() {
        try (TestCrawl crawl = crawl("one")) {
            publish(crawl, 1, 2);
            assertThat(templates(crawl)).isEmpty();
            publish(crawl, 3, 5);
            assertThat(crawl.articles()).hasSize(5).allMatch(article -> article.getRevision() == 1);
            assertThat(withNotice(crawl)).containsExactly("Sitzung 1", "Sitzung 2", "Sitzung 3");
            assertThat(templates(crawl)).hasSize(1);
        }
    }

    @Test
    void anotherOwnerGoesOnWithWhatWasLearned() {
        List<KeyValue<Bytes, byte[]>> memory;
        try (TestCrawl crawl = crawl("one")) {
            publish(crawl, 1, 3);
            memory = templates(crawl);
        }
        try (TestCrawl crawl = crawl("two")) {
            crawl.restore(memory);
            publish(crawl, 4, 4);
            assertThat(crawl.articles()).isNotEmpty();
            assertThat(withNotice(crawl)).isEmpty();
        }
    }
}
