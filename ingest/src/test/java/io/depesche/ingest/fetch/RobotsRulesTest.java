package io.depesche.ingest.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class RobotsRulesTest {

    private static final URI FILE = URI.create("https://blatt.example/robots.txt");

    private static RobotsRules rules(String... lines) {
        return RobotsRules.parse(FILE, String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
    }

    private static boolean allows(RobotsRules rules, String path) {
        return rules.allow(FILE.resolve(path));
    }

    @Test
    void obeysTheGroupThatNamesUsAndNoOther() {
        RobotsRules rules = rules("User-agent: *", "Disallow: /", "", "User-agent: DEPESCHE", "Disallow: /intern/");
        assertThat(allows(rules, "/artikel/1")).isTrue();
        assertThat(allows(rules, "/intern/1")).isFalse();
    }

    @Test
    void obeysTheGroupForEverybodyWhenNoneNamesUs() {
        assertThat(allows(rules("User-agent: OtherBot", "Disallow:", "User-agent: *", "Disallow: /"), "/a"))
                .isFalse();
    }

    @Test
    void letsTheLongestRuleDecide() {
        RobotsRules rules = rules("User-agent: *", "Disallow: /artikel", "Allow: /artikel/frei/");
        assertThat(allows(rules, "/artikel/frei/1")).isTrue();
        assertThat(allows(rules, "/artikel/1")).isFalse();
    }

    @Test
    void understandsWildcards() {
        RobotsRules rules = rules("User-agent: *", "Disallow: /*/druck$", "Disallow: /*?session=");
        assertThat(allows(rules, "/artikel/druck")).isFalse();
        assertThat(allows(rules, "/artikel/druckerei")).isTrue();
        assertThat(allows(rules, "/a?session=1")).isFalse();
    }

    @Test
    void readsCrawlDelayAndSitemaps() {
        RobotsRules rules = rules("User-agent: *", "Crawl-delay: 3", "Sitemap: https://blatt.example/news.xml");
        assertThat(rules.crawlDelay()).contains(Duration.ofSeconds(3));
        assertThat(rules.sitemaps()).containsExactly("https://blatt.example/news.xml");
    }

    @Test
    void allowsEverythingInAnEmptyFile() {
        assertThat(allows(rules(""), "/a")).isTrue();
    }

    @Property
    void readsAnyBytes(@ForAll byte[] bytes) {
        RobotsRules rules = RobotsRules.parse(FILE, Arrays.copyOf(bytes, bytes.length));
        assertThat(rules.problem()).isEmpty();
    }
}
