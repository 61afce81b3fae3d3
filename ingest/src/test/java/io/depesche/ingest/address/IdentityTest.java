package io.depesche.ingest.address;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdentityTest {

    private static final String ARTICLE = "https://blatt.de/politik/bruecke-wieder-offen";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://blatt.de/politik/bruecke-wieder-offen",
                "https://www.blatt.de/politik/bruecke-wieder-offen",
                "https://WWW.Blatt.de:443/politik/bruecke-wieder-offen",
                "http://m.blatt.de/politik/bruecke-wieder-offen",
                "https://mobil.blatt.de/politik/bruecke-wieder-offen",
                "https://mobile.blatt.de/politik/bruecke-wieder-offen",
                "https://amp.blatt.de/politik/bruecke-wieder-offen",
                "https://www.m.blatt.de/politik/bruecke-wieder-offen",
                "https://www.blatt.de/politik/bruecke-wieder-offen/",
                "https://www.blatt.de/politik/bruecke-wieder-offen//",
                "https://www.blatt.de//politik/bruecke-wieder-offen",
                "https://www.blatt.de/politik/bruecke-wieder-offen/index.html",
                "https://www.blatt.de/politik/bruecke-wieder-offen/index.php",
                "https://www.blatt.de/politik/bruecke-wieder-offen/amp",
                "https://www.blatt.de/politik/bruecke-wieder-offen/amp/",
                "https://www.blatt.de/politik/bruecke-wieder-offen/amp.html",
                "https://www.blatt.de/politik/bruecke-wieder-offen.amp",
                "https://www.blatt.de/amp/politik/bruecke-wieder-offen",
                "https://www.blatt.de/politik/bruecke-wieder-offen?amp",
                "https://www.blatt.de/politik/bruecke-wieder-offen?amp=1",
                "https://www.blatt.de/politik/bruecke-wieder-offen?outputType=amp",
                "https://www-blatt-de.cdn.ampproject.org/c/s/www.blatt.de/politik/bruecke-wieder-offen",
                "https://www-blatt-de.cdn.ampproject.org/v/s/www.blatt.de/amp/politik/bruecke-wieder-offen?amp_js_v=0.1&usqp=x",
                "https://www-blatt-de.cdn.ampproject.org/c/www.blatt.de/politik/bruecke-wieder-offen",
                "https://www.google.de/amp/s/www.blatt.de/politik/bruecke-wieder-offen/amp/",
                "https://www.blatt.de/politik/bruecke-wieder-offen/print",
                "https://www.blatt.de/politik/bruecke-wieder-offen/print.html",
                "https://www.blatt.de/politik/bruecke-wieder-offen?print=1",
                "https://www.blatt.de/politik/bruecke-wieder-offen?view=print",
                "https://www.blatt.de/politik/bruecke-wieder-offen;jsessionid=1A2B.node1",
                "https://www.blatt.de/politik;jsessionid=1A2B/bruecke-wieder-offen",
                "https://www.blatt.de/politik/bruecke-wieder-offen?PHPSESSID=abc",
                "https://www.blatt.de/politik/bruecke-wieder-offen?sid=0123456789abcdef0123456789ABCDEF",
                "https://www.blatt.de/politik/bruecke-wieder-offen?utm_source=rss&fbclid=1&wt_zmc=x&ref=start",
                "https://www.blatt.de/politik/bruecke-wieder-offen#kommentare"
            })
    void oneArticleHasOneIdentityWhateverItsVariant(String variant) {
        assertThat(CanonicalAddress.identity(URI.create(variant))).hasToString(ARTICLE);
    }

    @ParameterizedTest
    @CsvSource({
        "https://www.de/a, https://www.de/a",
        "https://m.example/a, https://m.example/a",
        "https://www.github.io/a, https://www.github.io/a",
        "https://sport.blatt.de/a, https://sport.blatt.de/a",
        "https://blatt.de:8080/a, https://blatt.de:8080/a",
        "https://blatt.de/a.amp.html, https://blatt.de/a.html",
        "https://blatt.de/amp, https://blatt.de/amp",
        "https://blatt.de/print, https://blatt.de/print",
        "https://blatt.de/stamp, https://blatt.de/stamp",
        "https://blatt.de/index.html, https://blatt.de/",
        "https://blatt.de/a?b=2&a=1, https://blatt.de/a?a=1&b=2",
        "https://blatt.de/a?sid=12, https://blatt.de/a?sid=12",
        "https://blatt.de/a?view=2&mode=3, https://blatt.de/a?mode=3&view=2",
        "https://blatt.de/a?source=4711, https://blatt.de/a?source=4711",
        "https://blatt.de/Artikel, https://blatt.de/Artikel",
        "https://cdn.ampproject.org/, https://cdn.ampproject.org/",
        "https://x.cdn.ampproject.org/c/s/ich@blatt.de/a, https://x.cdn.ampproject.org/c/s/ich@blatt.de/a",
        "http://127.0.0.1:8001/a, https://127.0.0.1:8001/a"
    })
    void keepsWhatTellsPagesApart(String address, String identity) {
        assertThat(CanonicalAddress.identity(URI.create(address))).hasToString(identity);
    }

    @Property
    void theIdentityOfAnIdentityIsItself(@ForAll("odd") String path) throws RefusedAddress {
        URI once = CanonicalAddress.identity(WebAddress.parse("http://www.m.blatt.de/" + path));
        assertThat(CanonicalAddress.identity(once)).isEqualTo(once);
    }

    @Provide
    Arbitrary<String> odd() {
        return Arbitraries.of(
                        "amp",
                        "/",
                        ".",
                        "..",
                        ".amp",
                        ".html",
                        "index.html",
                        "print",
                        ";jsessionid=1",
                        "%2e",
                        "?",
                        "&",
                        "=",
                        "a",
                        "B",
                        "ä",
                        "1",
                        "sid",
                        "amp/")
                .list()
                .ofMaxSize(12)
                .map(parts -> String.join("", parts));
    }

    @Property
    void variantsOfOneArticleMeetInOneIdentity(
            @ForAll("articles") String article, @ForAll("variants") List<Variant> variants) throws RefusedAddress {
        String address = article;
        for (Variant variant : variants) {
            address = variant.of(address);
        }
        assertThat(CanonicalAddress.identity(WebAddress.parse(address)))
                .as(address)
                .isEqualTo(CanonicalAddress.identity(WebAddress.parse(article)));
    }

    @Provide
    Arbitrary<String> articles() {
        Arbitrary<String> words =
                Arbitraries.strings().withCharRange('a', 'z').ofMinLength(5).ofMaxLength(9);
        return Combinators.combine(words, words, words, Arbitraries.integers().between(1, 9_999_999))
                .as((section, one, two, number) -> "https://blatt.de/%s/%s-%s-%d".formatted(section, one, two, number));
    }

    @Provide
    Arbitrary<List<Variant>> variants() {
        return Arbitraries.of(Variant.class).set().ofMaxSize(4).map(set -> set.stream()
                .sorted()
                .toList());
    }

    /** Ways to write an address differently, in an order in which they can be put on one another. */
    enum Variant {
        HTTP {
            @Override
            String of(String address) {
                return address.replace("https:", "http:");
            }
        },
        HOST {
            @Override
            String of(String address) {
                return address.replace("://", "://www.");
            }
        },
        MOBILE {
            @Override
            String of(String address) {
                return address.replace("://", "://m.");
            }
        },
        CASE {
            @Override
            String of(String address) {
                return address.replace("blatt.de", "BLATT.DE");
            }
        },
        ESCAPED {
            @Override
            String of(String address) {
                return address.replace("-", "%2d");
            }
        },
        AMP {
            @Override
            String of(String address) {
                return address + "/amp";
            }
        },
        SLASH {
            @Override
            String of(String address) {
                return address + "/";
            }
        },
        CAMPAIGN {
            @Override
            String of(String address) {
                return address + "?utm_source=x&at_medium=y";
            }
        },
        FRAGMENT {
            @Override
            String of(String address) {
                return address + "#unten";
            }
        };

        abstract String of(String address);
    }
}
