package io.depesche.ingest.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class ValidatorsTest {

    private static final Optional<String> CHANGED = Optional.of("Fri, 14 Mar 2025 07:00:00 GMT");

    @Test
    void asksByALastModifiedThatIsOlderThanTheAnswer() {
        assertThat(Validators.of(Optional.empty(), CHANGED, Optional.of("Fri, 14 Mar 2025 07:00:02 GMT"))
                        .lastModified())
                .isEqualTo(CHANGED);
    }

    @Test
    void doesNotAskByOneOfTheSameMomentBecauseItCountsWholeSeconds() {
        assertThat(Validators.of(Optional.empty(), CHANGED, Optional.of("Fri, 14 Mar 2025 07:00:01 GMT"))
                        .lastModified())
                .isEmpty();
        assertThat(Validators.of(Optional.empty(), CHANGED, Optional.empty()).lastModified())
                .isEmpty();
        assertThat(Validators.of(Optional.empty(), Optional.of("gestern"), CHANGED)
                        .lastModified())
                .isEmpty();
    }

    @Test
    void leavesOutAnEtagOfAbsurdLength() {
        assertThat(Validators.of(Optional.of("\"a\""), Optional.empty(), Optional.empty())
                        .etag())
                .contains("\"a\"");
        assertThat(Validators.of(Optional.of("x".repeat(5_000)), Optional.empty(), Optional.empty())
                        .etag())
                .isEmpty();
    }
}
