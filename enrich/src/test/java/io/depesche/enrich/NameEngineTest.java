package io.depesche.enrich;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.depesche.service.ConfigError;
import io.depesche.service.Env;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The build without an engine. */
class NameEngineTest {

    @Test
    void withoutAModelThereIsNoFinder() {
        assertThat(NameEngine.finderFrom(Env.of(Map.of()))).isEmpty();
    }

    @Test
    void aModelWithoutAnEngineTellsHowToGetOne(@TempDir Path folder) {
        assertThatThrownBy(() -> EnrichMain.steps(false, Env.of(Map.of("NER_MODEL", folder.toString()))))
                .isInstanceOf(ConfigError.class)
                .hasMessage(
                        "NER_MODEL=%s needs the ONNX engine, which this build does not have: build with mvn -Ponnx -DskipTests"
                                + " package, or docker compose build --build-arg PROFILES=onnx",
                        folder);
    }

    @Test
    void aModelMustBeAFolder() {
        assertThatThrownBy(() -> NameEngine.finderFrom(Env.of(Map.of("NER_MODEL", "no/such/folder"))))
                .isInstanceOf(ConfigError.class)
                .hasMessage("NER_MODEL=no/such/folder is no folder");
    }

    @Test
    void batchesHaveALimit() {
        assertThatThrownBy(() -> NameEngine.finderFrom(Env.of(Map.of("NER_BATCH", "0"))))
                .isInstanceOf(ConfigError.class)
                .hasMessageContaining("NER_BATCH=0");
    }
}
