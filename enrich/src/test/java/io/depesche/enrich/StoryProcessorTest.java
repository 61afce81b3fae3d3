package io.depesche.enrich;

import static io.depesche.enrich.Articles.anArticle;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.depesche.contracts.RecordSerdes;
import io.depesche.contracts.record.Language;
import io.depesche.contracts.record.RawArticle;
import io.depesche.contracts.record.ReportTrace;
import io.depesche.contracts.record.StatedTime;
import io.depesche.contracts.record.StoryState;
import io.depesche.contracts.record.TaggedArticle;
import io.depesche.contracts.record.TimePrecision;
import io.depesche.contracts.record.TimeSource;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class StoryProcessorTest {

    private static final List<TaggedArticle> CASES = new ArrayList<>();

    @BeforeAll
    static void readCases() throws IOException {
        var file = Objects.requireNonNull(StoryProcessorTest.class.getResourceAsStream("story/news-cases.jsonl"));
        ObjectMapper json = new ObjectMapper();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                CASES.add(article(json.readTree(line)));
            }
        }
    }

    private static TaggedArticle article(JsonNode line) {
        Instant published = Instant.parse(line.get("published").asText());
        RawArticle raw = anArticle()
                .setId(line.get("id").asText())
                .setOutlet(line.get("outlet").asText())
                .setHeadline(line.get("title").asText())
                .setLead(null)
                .setBody(line.get("text").asText())
                .setPublished(new StatedTime(published, "Z", TimeSource.JSON_LD, TimePrecision.SECOND))
                .setCrawled(published.plusSeconds(60))
                .build();
        return TaggedArticle.newBuilder()
                .setArticle(raw)
                .setLanguage(new Language(line.get("lang").asText(), 1.0))
                .build();
    }

    private static KeyValueStore<String, StoryState> store() {
        MockProcessorContext<Void, Void> context = new MockProcessorContext<>();
        KeyValueStore<String, StoryState> store = Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(StoryStore.NAME),
                        Serdes.String(),
                        StoryStore.values(RecordSerdes.singleObject()))
                .withLoggingDisabled()
                .build();
        store.init(context.getStateStoreContext(), store);
        return store;
    }

    private static final class Task {
        private final MockProcessorContext<String, StoryProcessor.Told> context = new MockProcessorContext<>();
        private final StoryProcessor processor = new StoryProcessor();

        Task(KeyValueStore<String, StoryState> store) {
            context.addStateStore(store);
            processor.init(context);
        }

        List<String> tell(TaggedArticle article) {
            context.resetForwards();
            processor.process(new Record<>(article.getArticle().getId(), article, 0));
            return context.forwarded().stream()
                    .map(forward ->
                            forward.record().key() + " " + forward.record().value())
                    .toList();
        }
    }

    @Test
    void tellsTheSameAfterARestartInTheMiddle() {
        Task whole = new Task(store());
        List<String> expected =
                CASES.stream().flatMap(article -> whole.tell(article).stream()).toList();

        KeyValueStore<String, StoryState> kept = store();
        List<String> told = new ArrayList<>();
        for (int from = 0; from < CASES.size(); from += 117) {
            Task task = new Task(kept);
            CASES.subList(from, Math.min(from + 117, CASES.size())).forEach(article -> told.addAll(task.tell(article)));
        }

        assertThat(told).containsExactlyElementsOf(expected);
    }

    @Test
    void remembersLittleAndOnlyTheWindow() {
        KeyValueStore<String, StoryState> kept = store();
        Task task = new Task(kept);
        CASES.forEach(task::tell);
        var values = StoryStore.values(RecordSerdes.singleObject()).serializer();
        long reports = 0;
        long bytes = 0;
        Instant last = Instant.MIN;
        Instant first = Instant.MAX;
        try (var entries = kept.all()) {
            while (entries.hasNext()) {
                var entry = entries.next();
                if (entry.value.getState() instanceof ReportTrace report) {
                    reports++;
                    bytes += values.serialize(StoryStore.NAME, entry.value).length;
                    last = last.isAfter(report.getPublished()) ? last : report.getPublished();
                    first = first.isBefore(report.getPublished()) ? first : report.getPublished();
                }
            }
        }

        assertThat(reports).isBetween(50L, (long) CASES.size() - 50);
        assertThat(bytes / reports).isLessThan(4096);
        assertThat(Duration.between(first, last)).isLessThanOrEqualTo(Duration.ofDays(7));
    }
}
