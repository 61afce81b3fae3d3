package io.depesche.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class ArticleIdsTest {

    @Test
    void agreesWithTheExampleOfRfc9562() {
        // RFC 9562, appendix A.4, uses the DNS namespace; for the URL namespace the value is Python's
        // uuid.uuid5(NAMESPACE_URL, ..).
        assertThat(ArticleIds.of("http://www.example.com/")).isEqualTo("fcde3c85-2270-590f-9e7c-ee003d65e0e2");
    }

    @Test
    void isAVersion5IdOfTheIetfVariant() {
        UUID id = UUID.fromString(ArticleIds.of("https://beispielblatt.example/artikel/größe"));

        assertThat(id.version()).isEqualTo(5);
        assertThat(id.variant()).isEqualTo(2);
    }
}
