package io.depesche.ingest.fetch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RobotsRulesTest {

    private static final URI FILE = URI.create("https://blatt.example/robots.txt");

    private static RobotsRules rules(String... lines) {
        return RobotsRules.parse(FILE, String.join("\n", lines).getBytes(UTF_8));
    }

    private static boolean allows(RobotsRules rules, String path) {
        return rules.allow(FILE.resolve(path));
    }

    private static boolean forbids(String pattern, String path) {
        return !allows(rules("User-agent: *", "Disallow: " + pattern), path);
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
    void obeysAllGroupsThatNameUs() {
        RobotsRules rules = rules(
                "User-agent: depesche",
                "Disallow: /a",
                "User-agent: *",
                "Disallow: /",
                "User-agent: Depesche",
                "Disallow: /b");
        assertThat(allows(rules, "/a")).isFalse();
        assertThat(allows(rules, "/b")).isFalse();
        assertThat(allows(rules, "/c")).isTrue();
    }

    @Test
    void obeysAGroupThatNamesUsAmongOthers() {
        RobotsRules rules = rules("User-agent: a", "User-agent: Depesche", "User-agent: b", "Disallow: /x");
        assertThat(allows(rules, "/x")).isFalse();
    }

    @Test
    void isFreeWhereItsOwnGroupForbidsNothing() {
        RobotsRules rules = rules("User-agent: *", "Disallow: /", "User-agent: Depesche", "Disallow:");
        assertThat(allows(rules, "/a")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Depesche/1.0", "depesche", "DEPESCHE (+https://example.org)", "Depesche, andere"})
    void knowsItselfWithVersionAndInAnyCase(String name) {
        assertThat(allows(rules("User-agent: " + name, "Disallow: /"), "/a")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Depesch", "Depeschen", "Depesche-Bilder", "NichtDepesche", "", "bot *"})
    void doesNotTakeAnotherForItself(String name) {
        assertThat(allows(rules("User-agent: " + name, "Disallow: /"), "/a")).isTrue();
    }

    @Test
    void readsForAnotherAgentWhenAsked() {
        byte[] file = "User-agent: 360Spider\nDisallow: /a\nUser-agent: *\nDisallow: /b".getBytes(UTF_8);
        RobotsRules rules = RobotsRules.parse(FILE, file, "360Spider/2.0 (+https://example.org)");
        assertThat(allows(rules, "/a")).isFalse();
        assertThat(allows(rules, "/b")).isTrue();
    }

    @Test
    void letsTheLongestRuleDecide() {
        RobotsRules rules = rules("User-agent: *", "Disallow: /artikel", "Allow: /artikel/frei/");
        assertThat(allows(rules, "/artikel/frei/1")).isTrue();
        assertThat(allows(rules, "/artikel/1")).isFalse();
    }

    @Test
    void allowsWhereTwoRulesAreEquallyLong() {
        RobotsRules one = rules("User-agent: *", "Disallow: /seite", "Allow: /seite");
        RobotsRules two = rules("User-agent: *", "Allow: /seite", "Disallow: /seite");
        assertThat(allows(one, "/seite")).isTrue();
        assertThat(allows(two, "/seite")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "/fisch, /fisch, true",
        "/fisch, /fischerei/a.html, true",
        "/fisch, /Fisch.asp, false",
        "/fisch, /kat/fisch, false",
        "/fisch/, /fisch, false",
        "/fisch*, /fisch, true",
        "/*.php, /ordner/datei.php?x=1, true",
        "/*.php, /, false",
        "/*.php$, /datei.php, true",
        "/*.php$, /datei.php5, false",
        "/*.php$, /datei.php?x=1, false",
        "/*.php$, /datei.php.php, true",
        "/fisch*.php, /fischköder/datei.php, true",
        "/*a*b*c$, /xaxbxcxc, true",
        "/*a*b*c$, /xaxcxb, false",
        "/*ab*ab$, /xabx, false",
        "/*ab$, /ab, true",
        "/$, /, true",
        "/$, /a, false",
        "*, /a, true",
        "**, /a, true",
        "*$, /a, true",
        "/a$b, /a$b, true",
        "/a%24, /a$, true",
        "/a%2A, /a*, true",
        "/a%2A, /ab, false",
        "/*?session=, /a?session=1, true",
        "artikel, /artikel, false"
    })
    void understandsWildcardsAndTheEnd(String pattern, String path, boolean forbidden) {
        assertThat(!rules("User-agent: *", "Disallow: " + pattern).allow(URI.create("https://blatt.example" + path)))
                .isEqualTo(forbidden);
    }

    @ParameterizedTest
    @CsvSource({
        "/straße, /stra%C3%9Fe, true",
        "/stra%C3%9Fe, /stra%c3%9fe, true",
        "/stra%c3%9fe, /stra%C3%9Fe, true",
        "/%61bc, /abc, true",
        "/abc, /%61bc, true",
        "/a%2Fb, /a/b, false",
        "/a%2Fb, /a%2fb, true",
        "/a b, /a%20b, true"
    })
    void comparesWhatIsEncodedWithWhatIsNot(String pattern, String path, boolean forbidden) {
        assertThat(forbids(pattern, path)).isEqualTo(forbidden);
    }

    @Test
    void alwaysAllowsItself() {
        assertThat(allows(rules("User-agent: *", "Disallow: /"), "/robots.txt")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void readsAnyKindOfLine(String end) {
        String text = String.join(end, "User-agent: *", "Disallow: /a", "", "Disallow: /b", "");
        RobotsRules rules = RobotsRules.parse(FILE, text.getBytes(UTF_8));
        assertThat(allows(rules, "/a")).isFalse();
        assertThat(allows(rules, "/b")).isFalse();
        assertThat(allows(rules, "/c")).isTrue();
    }

    @Test
    void readsFilesWithAByteOrderMark() {
        String text = "\uFEFFUser-agent: *\nDisallow: /a";
        for (byte[] file : new byte[][] {text.getBytes(UTF_8), text.getBytes(UTF_16BE), text.getBytes(UTF_16LE)}) {
            assertThat(allows(RobotsRules.parse(FILE, file), "/a")).isFalse();
        }
    }

    @Test
    void readsFilesThatAreNotUtf8() {
        byte[] file = "# für alle\nUser-agent: *\nDisallow: /a".getBytes(ISO_8859_1);
        assertThat(allows(RobotsRules.parse(FILE, file), "/a")).isFalse();
    }

    @Test
    void passesOverCommentsAndUnknownLines() {
        RobotsRules rules = rules(
                "# Robots",
                "Host: blatt.example",
                "User-agent: * # alle",
                "Noindex: /b",
                "Request-rate: 1/5",
                "irgendetwas",
                ":::",
                "  disallow  :  /a  # geheim",
                "Allow : /a/frei");
        assertThat(allows(rules, "/a/x")).isFalse();
        assertThat(allows(rules, "/a/frei")).isTrue();
        assertThat(allows(rules, "/b")).isTrue();
    }

    @Test
    void forgivesMisspellings() {
        RobotsRules rules = rules("Useragent *", "Dissallow: /a", "disalow: /b", "Disallow /c");
        for (String path : new String[] {"/a", "/b", "/c"}) {
            assertThat(allows(rules, path)).isFalse();
        }
    }

    @Test
    void ignoresRulesThatBelongToNobody() {
        assertThat(allows(rules("Disallow: /"), "/a")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "3, 3000",
        "0.4, 400",
        "2.5, 2500",
        "10000000, 3600000",
        "999999999999, 3600000",
        "-5, ''",
        "0, ''",
        "bald, ''",
        "1e9, ''",
        "'', ''"
    })
    void readsTheDelay(String written, String millis) {
        RobotsRules rules = rules("User-agent: *", "Crawl-delay: " + written);
        assertThat(rules.crawlDelay()
                        .map(Duration::toMillis)
                        .map(String::valueOf)
                        .orElse(""))
                .isEqualTo(millis);
        assertThat(allows(rules, "/a")).isTrue();
    }

    @Test
    void takesTheDelayOfItsOwnGroup() {
        RobotsRules rules =
                rules("User-agent: *", "Crawl-delay: 30", "Disallow: /a", "User-agent: depesche", "Crawl-delay: 2");
        assertThat(rules.crawlDelay()).contains(Duration.ofSeconds(2));
    }

    @Test
    void readsSitemapsWhereverTheyStand() {
        RobotsRules rules = rules(
                "Sitemap: https://blatt.example/news.xml", "User-agent: other", "Sitemap: /zwei.xml", "Disallow: /");
        assertThat(rules.sitemaps()).containsExactly("https://blatt.example/news.xml", "/zwei.xml");
    }

    @Test
    void readsContentSignalsOfItsGroup() {
        RobotsRules rules = rules(
                "User-agent: other",
                "Content-Signal: search=no",
                "Disallow: /",
                "User-agent: *",
                "Content-Signal: search=yes, ai-train=no",
                "Content-Signal: /premium/ ai-input=no",
                "Allow: /");
        assertThat(rules.contentSignals(FILE.resolve("/a"))).containsExactly("search=yes, ai-train=no");
        assertThat(rules.contentSignals(FILE.resolve("/premium/a"))).containsExactly("ai-input=no");
        assertThat(allows(rules, "/a")).isTrue();
    }

    @Test
    void allowsEverythingInAnEmptyFile() {
        assertThat(allows(rules(""), "/a")).isTrue();
        assertThat(RobotsRules.parse(FILE, new byte[0]).text()).contains("");
    }

    @Property
    void readsAnyBytes(@ForAll byte[] bytes) {
        RobotsRules rules = RobotsRules.parse(FILE, Arrays.copyOf(bytes, bytes.length));
        assertThat(rules.problem()).isEmpty();
        assertThat(allows(rules, "/robots.txt")).isTrue();
    }

    /** A pattern is a chain of plain pieces: a walk through all ways to match must agree. */
    @Property(tries = 2_000)
    void agreesWithASimpleMatcher(@ForAll("patterns") String pattern, @ForAll("paths") String path) {
        boolean end = pattern.endsWith("$");
        String text = end ? pattern.substring(0, pattern.length() - 1) : pattern;
        assertThat(PathRule.of(pattern).matches(path)).isEqualTo(walk(text, path, end));
    }

    private static boolean walk(String pattern, String path, boolean end) {
        if (pattern.isEmpty()) {
            return !end || path.isEmpty();
        }
        if (pattern.charAt(0) == '*') {
            return IntStream.rangeClosed(0, path.length())
                    .anyMatch(i -> walk(pattern.substring(1), path.substring(i), end));
        }
        return !path.isEmpty()
                && path.charAt(0) == pattern.charAt(0)
                && walk(pattern.substring(1), path.substring(1), end);
    }

    @Provide
    Arbitrary<String> patterns() {
        return Combinators.combine(Arbitraries.strings().withChars("/ab*").ofMaxLength(7), Arbitraries.of("", "$"))
                .as((text, end) -> text + end);
    }

    @Provide
    Arbitrary<String> paths() {
        return Arbitraries.strings().withChars("/ab").ofMaxLength(9);
    }

    @Test
    @Timeout(5)
    void isNotHeldUpByAHostileFile() {
        String stars = "Disallow: /" + "*a".repeat(200_000) + "b$";
        String many = IntStream.range(0, 30_000).mapToObj(i -> "Disallow:*aab").collect(Collectors.joining("\n"));
        String path = "/" + "a".repeat(1_900);
        for (String lines : new String[] {stars, many, "<html>" + "<".repeat(400_000)}) {
            RobotsRules rules = rules("User-agent: *", lines);
            assertThat(allows(rules, path)).isTrue();
        }
    }
}
