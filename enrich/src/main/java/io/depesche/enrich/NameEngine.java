package io.depesche.enrich;

import io.depesche.enrich.step.entity.NameFinder;
import io.depesche.service.ConfigError;
import io.depesche.service.Env;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.ServiceLoader;

/** Loads a user's own model of names. The default build has none; one on the class path is found by {@link ServiceLoader}. */
public interface NameEngine {

    /**
     * Loads the model of a folder; throws a {@link ConfigError} when it cannot be used.
     *
     * @param sentencesAtOnce how many sentences, or pieces of long ones, the model is given at a time at most
     */
    NameFinder load(Path model, int sentencesAtOnce);

    /** The finder that {@code NER_MODEL} names; none when it is not set. Reads {@code NER_BATCH} too. */
    static Optional<NameFinder> finderFrom(Env env) {
        int atOnce = env.integer("NER_BATCH", 32, 1, 1_024);
        return env.optional("NER_MODEL").map(set -> {
            Path model = env.path("NER_MODEL", Path.of(set));
            ConfigError.check(Files.isDirectory(model), "NER_MODEL=%s is no folder", model);
            return ServiceLoader.load(NameEngine.class)
                    .findFirst()
                    .orElseThrow(() -> new ConfigError(
                            ("NER_MODEL=%s needs the ONNX engine, which this build does not have: build with"
                                            + " mvn -Ponnx -DskipTests package, or docker compose build --build-arg PROFILES=onnx")
                                    .formatted(model)))
                    .load(model, atOnce);
        });
    }
}
