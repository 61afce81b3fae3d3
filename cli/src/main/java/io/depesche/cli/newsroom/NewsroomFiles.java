package io.depesche.cli.newsroom;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The newsroom's own files, which lie beside this class. They are ours: what is wrong with one is a bug and thrown as such. */
final class NewsroomFiles {

    private static final ObjectMapper YAML = new YAMLMapper();

    private NewsroomFiles() {}

    /** The text of a file; {@code name} is relative to this package. */
    static String text(String name) {
        try (InputStream file = NewsroomFiles.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException("the newsroom has no file " + name);
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the newsroom's file " + name, e);
        }
    }

    /** Binds YAML to a record; an unknown key is refused. */
    static <T> T yaml(String name, String yaml, Class<T> type) {
        try {
            return YAML.readValue(yaml, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("malformed: the newsroom's file " + name, e);
        }
    }

    /** YAML of plain maps, lists and text. */
    static String asYaml(Object value) {
        try {
            return YAML.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("not to be written as YAML: " + value, e);
        }
    }
}
