package io.depesche.contracts;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.message.SchemaStore;

/**
 * Every schema that a release of Depesche has ever written with, found by its fingerprint (CRC-64-AVRO of the parsing canonical
 * form). The schemas lie in {@code schemas/} of this jar, listed in {@code schemas/index.txt}: one file a record and version.
 */
public final class SchemaArchive implements SchemaStore {

    private static final String FOLDER = "schemas/";

    private final Map<Long, Schema> byFingerprint = new HashMap<>();
    private final List<String> names;

    private SchemaArchive(List<String> names) {
        this.names = List.copyOf(names);
        names.forEach(name -> {
            Schema schema = parse(name);
            byFingerprint.put(SchemaNormalization.parsingFingerprint64(schema), schema);
        });
    }

    /** The schemas in this jar. */
    public static SchemaArchive shipped() {
        try (BufferedReader index =
                new BufferedReader(new InputStreamReader(open("index.txt"), StandardCharsets.UTF_8))) {
            return new SchemaArchive(
                    index.lines().filter(line -> !line.isBlank()).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The file names, for example {@code RawArticle-1.avsc}. */
    public List<String> names() {
        return names;
    }

    /** The schema in the file of that name. */
    public Schema named(String name) {
        return parse(name);
    }

    @Override
    @SuppressWarnings("NullAway") // SchemaStore asks for null where a fingerprint is unknown
    public Schema findByFingerprint(long fingerprint) {
        return byFingerprint.get(fingerprint);
    }

    private static Schema parse(String name) {
        try (InputStream file = open(name)) {
            return new Schema.Parser().parse(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream open(String name) throws IOException {
        InputStream file = SchemaArchive.class.getResourceAsStream(FOLDER + name);
        if (file == null) {
            throw new IOException("%s%s is missing from the contracts jar".formatted(FOLDER, name));
        }
        return file;
    }
}
