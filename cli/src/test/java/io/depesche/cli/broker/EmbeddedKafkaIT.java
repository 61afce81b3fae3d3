package io.depesche.cli.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.depesche.contracts.TopicOf;
import io.depesche.contracts.Topics;
import io.depesche.service.Cluster;
import io.depesche.service.ConfigError;
import io.depesche.service.KafkaSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaIT {

    @TempDir
    Path folder;

    @Test
    void keepsItsTopicsBetweenStarts() {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(folder);
                Cluster cluster = clusterOf(kafka)) {
            assertThat(cluster.createTopics(Optional.empty())).isEqualTo(Topics.all());
        }
        try (EmbeddedKafka kafka = EmbeddedKafka.start(folder);
                Cluster cluster = clusterOf(kafka)) {
            assertThat(cluster.existing())
                    .containsAll(Topics.all().stream().map(TopicOf::name).toList());
            assertThat(cluster.createTopics(Optional.empty())).isEmpty();
        }
    }

    @Test
    void twoAtOnceDoNotCollide() {
        try (EmbeddedKafka one = EmbeddedKafka.start(folder.resolve("one"));
                EmbeddedKafka other = EmbeddedKafka.start(folder.resolve("other"))) {
            assertThat(one.bootstrapServers()).isNotEqualTo(other.bootstrapServers());
        }
    }

    @Test
    void aFolderInUseIsRefusedInOneLine() {
        EmbeddedKafka first = EmbeddedKafka.start(folder);
        try (first) {
            assertThatThrownBy(() -> EmbeddedKafka.start(folder))
                    .isInstanceOf(ConfigError.class)
                    .hasMessageContaining(folder.toString());
        }
    }

    @Test
    void aFileInPlaceOfTheFolderIsRefusedInOneLine() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));

        assertThatThrownBy(() -> EmbeddedKafka.start(file))
                .isInstanceOf(ConfigError.class)
                .hasMessageStartingWith("the data folder " + file);
    }

    private static Cluster clusterOf(EmbeddedKafka kafka) {
        return new Cluster(new KafkaSettings(kafka.bootstrapServers(), Map.of()), "test");
    }
}
