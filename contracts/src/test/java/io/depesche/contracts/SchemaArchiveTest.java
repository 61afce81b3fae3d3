package io.depesche.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import io.depesche.contracts.record.AlertedArticle;
import io.depesche.contracts.record.CrawlState;
import io.depesche.contracts.record.RoutedArticle;
import io.depesche.contracts.record.StoryState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.SchemaFormatter;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Holds that whatever a release has written stays readable. After a change of a record, {@code mvn -pl contracts test
 * -Dtest=SchemaArchiveTest -DreleaseSchemas=true} writes the new version into the archive (and passes
 * when it is run again).
 */
class SchemaArchiveTest {

    private static final Path FOLDER = Path.of("src/main/resources/io/depesche/contracts/schemas");

    static Stream<Class<? extends SpecificRecord>> recordsOnTopics() {
        // The stores of crawler, tagger and sink are topics as well: their changelogs.
        return Stream.concat(
                        Topics.all().stream().<Class<?>>map(TopicOf::valueType),
                        Stream.of(CrawlState.class, StoryState.class, AlertedArticle.class, RoutedArticle.class))
                .filter(SpecificRecord.class::isAssignableFrom)
                .distinct()
                .map(type -> type.asSubclass(SpecificRecord.class));
    }

    static Stream<String> releasedSchemas() throws IOException {
        return Files.readAllLines(FOLDER.resolve("index.txt")).stream().filter(line -> !line.isBlank());
    }

    @BeforeAll
    static void release() throws IOException {
        if (!Boolean.getBoolean("releaseSchemas")) {
            return;
        }
        Files.createDirectories(FOLDER);
        for (Class<? extends SpecificRecord> type : recordsOnTopics().toList()) {
            Schema schema = SpecificData.get().getSchema(type);
            List<Path> released = versionsOf(type);
            if (released.stream()
                    .noneMatch(file -> fingerprint(file) == SchemaNormalization.parsingFingerprint64(schema))) {
                String name = "%s-%d.avsc".formatted(type.getSimpleName(), released.size() + 1);
                Files.writeString(FOLDER.resolve(name), SchemaFormatter.format("json/pretty", schema) + "\n");
            }
        }
        try (Stream<Path> files = Files.list(FOLDER)) {
            Files.write(
                    FOLDER.resolve("index.txt"),
                    files.map(file -> file.getFileName().toString())
                            .filter(name -> name.endsWith(".avsc"))
                            .sorted()
                            .toList());
        }
    }

    private static List<Path> versionsOf(Class<?> type) throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.getFileName().toString().matches(type.getSimpleName() + "-\\d+\\.avsc"))
                    .sorted()
                    .toList();
        }
    }

    private static long fingerprint(Path file) {
        try {
            return SchemaNormalization.parsingFingerprint64(new Schema.Parser().parse(Files.readString(file)));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("recordsOnTopics")
    void shipsTodaysSchemaOf(Class<? extends SpecificRecord> type) {
        Schema today = SpecificData.get().getSchema(type);

        assertThat(SchemaArchive.shipped().findByFingerprint(SchemaNormalization.parsingFingerprint64(today)))
                .as("%s has changed: see the javadoc of this test", type.getSimpleName())
                .isNotNull();
    }

    @ParameterizedTest
    @MethodSource("releasedSchemas")
    void todaysReaderReads(String released) throws ClassNotFoundException {
        Schema written = SchemaArchive.shipped().named(released);
        Schema today = SpecificData.get().getSchema(Class.forName(written.getFullName()));

        assertThat(SchemaCompatibility.checkReaderWriterCompatibility(today, written)
                        .getType())
                .isEqualTo(SchemaCompatibilityType.COMPATIBLE);
    }

    @Test
    void indexNamesEveryFile() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".avsc")))
                    .containsExactlyInAnyOrderElementsOf(SchemaArchive.shipped().names());
        }
    }
}
