package io.depesche.ingest.outlets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathPatternTest {

    @ParameterizedTest
    @CsvSource({
        "/artikel/**, /artikel/2025/a.html, true",
        "/artikel/**, /artikel/, true",
        "/artikel/**, /artikel, false",
        "/artikel/*, /artikel/a, true",
        "/artikel/*, /artikel/a/b, false",
        "/*/a*.html, /politik/abc.html, true",
        "/*/a*.html, /politik/inland/abc.html, false",
        "**/live-*, /sport/heute/live-123, true",
        "/a, /a, true",
        "/a, /ab, false"
    })
    void matchesWholePaths(String pattern, String path, boolean matches) {
        assertThat(new PathPattern(pattern).matches(path)).isEqualTo(matches);
    }

    @Property
    void matchesAsTheSameRegularExpressionWould(@ForAll("patterns") String pattern, @ForAll("paths") String path) {
        String expression = Pattern.quote(pattern)
                .replace("**", "\\E.*\\Q\u0000")
                .replace("*\\Q\u0000", "\u0001")
                .replace("*", "\\E[^/]*\\Q")
                .replace("\u0001", "*\\Q");
        assertThat(new PathPattern(pattern).matches(path)).isEqualTo(path.matches(expression));
    }

    @Provide
    Arbitrary<String> patterns() {
        return Arbitraries.strings().withChars("a/*").ofMaxLength(6);
    }

    @Provide
    Arbitrary<String> paths() {
        return Arbitraries.strings().withChars("ab/").ofMaxLength(8);
    }

    @Test
    @Timeout(5)
    void takesLinearTimeForPatternsThatWouldMakeOthersTryForever() {
        PathPattern pattern = new PathPattern("/" + "*a".repeat(90) + "b");
        assertThat(pattern.matches("/" + "a".repeat(2_000))).isFalse();
    }
}
