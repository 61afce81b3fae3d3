package io.depesche.enrich.step.entity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How a marked set is scored by {@code ../shared/eval/ner/score.py}.
 *
 * @param options of the scorer
 */
record EntityMeasure(String set, String language, List<String> options) {

    private static final String THREE_TYPES = "PERSON,ORGANIZATION,LOCATION";

    private static final List<String> THREE = List.of("--types", THREE_TYPES);

    /** The development sets. News is marked by our own guidelines; kinds other than NAME are neither right nor wrong. */
    static final List<EntityMeasure> ALL = List.of(
            new EntityMeasure("germeval14", "de", List.of("--dont-care", "*-DERIV,*-PART")),
            new EntityMeasure(
                    "smartdata",
                    "de",
                    List.of(
                            "--types",
                            THREE_TYPES,
                            "--dont-care-orig",
                            "location-stop,location-street,location-route")),
            new EntityMeasure("europarl-de", "de", THREE),
            new EntityMeasure(
                    "news-de", "de", List.of("--types", THREE_TYPES, "--dont-care", "*-DERIV,*-PART", "--by", "split")),
            new EntityMeasure("wikigold-en", "en", List.of()),
            new EntityMeasure("ewt-en", "en", THREE),
            new EntityMeasure("wnut17-en", "en", THREE),
            new EntityMeasure(
                    "news-en",
                    "en",
                    List.of("--types", THREE_TYPES, "--dont-care", "*-DERIV,*-PART", "--by", "split")));

    EntityMeasure {
        options = List.copyOf(options);
    }

    /** The scorer's figures, as it writes them with {@code --json}. */
    JsonNode score(Path shared, Path truth, Path predictions) throws IOException, InterruptedException {
        Path figures = predictions.resolveSibling(set + "-figures.json");
        List<String> command = new ArrayList<>(List.of(
                "python3",
                shared.resolve("eval/ner/score.py").toString(),
                truth.toString(),
                predictions.toString(),
                "--map",
                "PRODUCT=MISC,EVENT=MISC,OTHER=MISC",
                "--json",
                figures.toString()));
        command.addAll(options);
        int status = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start()
                .waitFor();
        if (status != 0) {
            throw new IOException("%s ended with status %d".formatted(String.join(" ", command), status));
        }
        return new ObjectMapper().readTree(figures.toFile());
    }
}
