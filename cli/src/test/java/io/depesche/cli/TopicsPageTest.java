package io.depesche.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.depesche.contracts.TopicOf;
import io.depesche.contracts.TopicOf.Cleanup;
import io.depesche.contracts.Topics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Holds docs/topics.md against the catalogue. */
class TopicsPageTest {

    @Test
    void tellsEachTopicAsItIs() throws Exception {
        List<String> rows = Files.readAllLines(Path.of("../docs/topics.md")).stream()
                .filter(line -> line.startsWith("| `news."))
                .toList();

        assertThat(rows)
                .isEqualTo(Topics.all().stream().map(TopicsPageTest::rowOf).toList());
    }

    private static String rowOf(TopicOf<?> topic) {
        return "| `%s` | %s | %s | %d | %s | %s |"
                .formatted(
                        topic.name(),
                        topic.key(),
                        valueOf(topic),
                        topic.partitions(),
                        topic.cleanup().policy(),
                        topic.cleanup() == Cleanup.COMPACT
                                ? "latest"
                                : topic.retention().toDays() + " days");
    }

    private static String valueOf(TopicOf<?> topic) {
        if (topic.valueType() == String.class) {
            return "JSON, IPTC ninjs 3.1";
        }
        return topic.valueType() == byte[].class
                ? "the bytes as they came"
                : "`" + topic.valueType().getSimpleName() + "`";
    }
}
