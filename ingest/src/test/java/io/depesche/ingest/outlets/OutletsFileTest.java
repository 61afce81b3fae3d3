package io.depesche.ingest.outlets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.depesche.service.ConfigError;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutletsFileTest {

    private static final String PLAIN =
            """
            defaults: { interval: PT10M, minDelay: PT1S, revisit: [PT1H, P1D] }
            outlets:
              - id: beispielblatt
                name: Beispielblatt
                language: de
                country: DE
                feeds: [https://beispielblatt.example/rss.xml]
                sitemaps: [https://beispielblatt.example/news-sitemap.xml]
                pages: [https://beispielblatt.example/politik/]
                include: ["/artikel/**"]
                exclude: ["/artikel/werbung/**"]
                interval: PT2M
              - id: morning-post
                name: Morning Post
                language: en-GB
                feeds: [https://post.example/atom]
            """;

    @Test
    void readsOutletsWithTheirDefaults() {
        List<Outlet> outlets = OutletsFile.parse("outlets.yaml", PLAIN);
        Outlet blatt = outlets.get(0);
        assertThat(blatt.id()).isEqualTo("beispielblatt");
        assertThat(blatt.feeds()).containsExactly(URI.create("https://beispielblatt.example/rss.xml"));
        assertThat(blatt.rhythm().interval()).isEqualTo(Duration.ofMinutes(2));
        assertThat(blatt.rhythm().minDelay()).isEqualTo(Duration.ofSeconds(1));
        assertThat(blatt.rhythm().revisit()).containsExactly(Duration.ofHours(1), Duration.ofDays(1));
        assertThat(blatt.zone()).isEqualTo(ZoneId.of("Europe/Berlin"));
        assertThat(outlets.get(1).rhythm().interval()).isEqualTo(Duration.ofMinutes(10));
        assertThat(outlets.get(1).zone()).isEqualTo(ZoneOffset.UTC);
    }

    @Test
    void hasDefaultsOfItsOwn() {
        Outlet outlet = OutletsFile.parse(
                        "o", "outlets: [{id: a, name: A, language: de, feeds: ['https://a.example/rss']}]")
                .get(0);
        assertThat(outlet.rhythm().interval()).isEqualTo(Duration.ofMinutes(5));
        assertThat(outlet.rhythm().minDelay()).isEqualTo(Duration.ofSeconds(2));
        assertThat(outlet.rhythm().revisit()).hasSize(4).endsWith(Duration.ofDays(2));
    }

    @Test
    void holdsArticlesOfItsSiteOnThePathsItWants() {
        Outlet blatt = OutletsFile.parse("outlets.yaml", PLAIN).get(0);
        assertThat(blatt.holds(URI.create("https://beispielblatt.example/artikel/1")))
                .isTrue();
        assertThat(blatt.holds(URI.create("https://beispielblatt.example/shop/1")))
                .isFalse();
        assertThat(blatt.holds(URI.create("https://beispielblatt.example/artikel/werbung/1")))
                .isFalse();
        assertThat(blatt.holds(URI.create("https://anderes.example/artikel/1"))).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "feeds: [https | fedes: [https | outlets.yaml:7: unknown key 'fedes' in outlet 'beispielblatt'; expected one of id",
                "defaults: { interval | standard: { interval | outlets.yaml:1: unknown key 'standard' in the file",
                "minDelay: PT1S, | delay: PT1S, | outlets.yaml:1: unknown key 'delay' in defaults",
                "id: morning-post | id: beispielblatt | outlets.yaml:13: a second outlet with the id 'beispielblatt'",
                "id: morning-post | id: Morning Post | outlets.yaml:13: 'Morning Post' for 'id'; expected [a-z0-9-]",
                "interval: PT2M | interval: 2 minutes | outlets.yaml:12: '2 minutes' for 'interval'; expected an ISO 8601",
                "interval: PT2M | interval: PT0.001S | outlets.yaml:12: 'PT0.001S' for 'interval'; expected",
                "interval: PT2M | id: nochmal | outlets.yaml:12: key 'id' for the second time",
                "[PT1H, P1D] | [P1D, PT1H] | outlets.yaml:1: revisit PT1H is not after the one before it",
                "[https://beispielblatt.example/rss.xml] | [beispielblatt.example/rss.xml] | outlets.yaml:7: 'beispielblatt.example/rss.xml' in 'feeds' is neither http nor https; expected an absolute",
                "[https://beispielblatt.example/rss.xml] | [https://a:b@beispielblatt.example/] | outlets.yaml:7: 'https://a:b@beispielblatt.example/' in 'feeds' holds credentials",
                "[https://beispielblatt.example/rss.xml] | https://beispielblatt.example/ | outlets.yaml:7: 'feeds' is one value; expected a list",
                "language: de | language: deutsch | outlets.yaml:5: 'deutsch' for 'language'; expected a language tag",
                "country: DE | country: Germany | outlets.yaml:6: 'Germany' for 'country'; expected two capital letters",
                "name: Beispielblatt | name: [Beispielblatt] | outlets.yaml:4: 'name' is a list; expected one value",
                "'include: [\"/artikel/**\"]' | include: [artikel] | outlets.yaml:10: 'artikel' in 'include'; expected a path pattern",
                "feeds: [https://post.example/atom] | country: GB | outlets.yaml:13: no source in outlet 'morning-post'",
                "language: en-GB | country: GB | outlets.yaml:13: no key 'language' in outlet 'morning-post'",
                "name: Morning Post | name: *x | outlets.yaml:14: a YAML alias",
                "name: Morning Post | 'name: \"Morning' | is no YAML"
            })
    void tellsFileLineAndWhatWasExpected(String right, String wrong, String message) {
        assertThat(PLAIN).contains(right);
        assertThatThrownBy(() -> OutletsFile.parse("outlets.yaml", PLAIN.replace(right, wrong)))
                .isInstanceOf(ConfigError.class)
                .hasMessageContaining(message)
                .hasMessageNotContaining("\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"'' | is empty", "outlets: [] | no outlet", "a | expected keys", "defaults: {} | no key 'outlets'"
            })
    void refusesFilesThatNameNoOutlet(String text, String message) {
        assertThatThrownBy(() -> OutletsFile.parse("outlets.yaml", text))
                .isInstanceOf(ConfigError.class)
                .hasMessageContaining(message);
    }

    @Test
    void refusesFilesThatCannotBeReadWithOneLine(@TempDir Path folder) throws IOException {
        Path large = Files.write(folder.resolve("large.yaml"), new byte[OutletsFile.MAX_BYTES + 1]);
        Path latin = Files.write(folder.resolve("latin.yaml"), new byte[] {'a', (byte) 0xe4, 'b'});
        assertThatThrownBy(() -> OutletsFile.read(folder.resolve("none.yaml"))).hasMessageContaining("no such");
        assertThatThrownBy(() -> OutletsFile.read(folder)).hasMessageContaining("is a folder");
        assertThatThrownBy(() -> OutletsFile.read(large)).hasMessageContaining("larger than");
        assertThatThrownBy(() -> OutletsFile.read(latin)).hasMessageContaining("not UTF-8");
    }

    @Test
    void aStreamIsHeldToTheSameLimits() {
        assertThatThrownBy(
                        () -> OutletsFile.read("stdin", new ByteArrayInputStream(new byte[OutletsFile.MAX_BYTES + 1])))
                .hasMessageContaining("stdin: is larger than");
        assertThatThrownBy(
                        () -> OutletsFile.read("stdin", new ByteArrayInputStream(new byte[] {'a', (byte) 0xe4, 'b'})))
                .hasMessage("stdin: is not UTF-8 text");
    }

    @Property
    void refusesAnyOtherTextWithAConfigError(@ForAll String text) {
        try {
            OutletsFile.parse("outlets.yaml", "outlets:\n - " + text);
        } catch (ConfigError e) {
            assertThat(e.getMessage()).startsWith("outlets.yaml");
        }
    }
}
