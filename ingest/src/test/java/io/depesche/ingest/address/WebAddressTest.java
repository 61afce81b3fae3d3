package io.depesche.ingest.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebAddressTest {

    private static final URI BASE = URI.create("https://blatt.example/politik/index.html?seite=2");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "artikel/1",
                "ftp://blatt.example/",
                "file:///etc/passwd",
                "gopher://blatt.example/",
                "javascript:alert(1)",
                "http://",
                "http:///",
                "http:\\\\\\",
                "//blatt.example/ohne-basis",
                "blatt.example:8080/a",
                "http://@blatt.example/",
                "http:ich@blatt.example",
                "http://256.1.1.1/",
                "http://1.2.3.08/",
                "http://blatt.example.1/",
                "http://%31%32%37.1/",
                "http://１２７.１/",
                "http://blatt.example:80a/",
                "http://blatt.example:65536/",
                "http://bl%00att.example/",
                "http://bl%2Fatt.example/",
                "http://bl%25att.example/",
                "http://bl<att.example/",
                "http://\uD800.example/",
                "http://\uFFFD.example/",
                "https://ich:geheim@blatt.example/",
                "https://blatt.example@10.0.0.1/",
                "http://2130706433/",
                "http://0x7f000001/",
                "http://017700000001/",
                "http://127.1/",
                "http://0177.0.0.1/",
                "http://127.0.0.1.5/",
                "http://0x7f.0.0.1/",
                "http://blatt.example:0/",
                "http://blatt.example:99999/",
                "http://bl att.example/",
                "http://[::1/"
            })
    void refusesWhatIsNoPlainWebAddress(String text) {
        assertThatThrownBy(() -> WebAddress.parse(text)).isInstanceOf(RefusedAddress.class);
    }

    @ParameterizedTest
    @CsvSource({
        "https://blatt.example/a, https://blatt.example/a",
        "/artikel/1, https://blatt.example/artikel/1",
        "drei, https://blatt.example/politik/drei",
        "//neben.example/x, https://neben.example/x",
        "?seite=3, https://blatt.example/politik/index.html?seite=3",
        "#kommentare, https://blatt.example/politik/index.html?seite=2",
        "../sport/#oben, https://blatt.example/sport/",
        "/straße/über uns, https://blatt.example/stra%C3%9Fe/%C3%BCber%20uns",
        "/a|b?x={1}, https://blatt.example/a%7Cb?x=%7B1%7D",
        "/100%, https://blatt.example/100%25",
        "/a[1]?b[]=2, https://blatt.example/a%5B1%5D?b[]=2",
        "/a'b?c='d', https://blatt.example/a'b?c=%27d%27",
        "\\artikel\\1, https://blatt.example/artikel/1",
        "\\\\neben.example\\x, https://neben.example/x",
        "///neben.example/x, https://neben.example/x",
        "https:drei, https://blatt.example/politik/drei",
        "https:/drei, https://blatt.example/drei",
        "http:drei, http://drei/",
        "HTTPS://BLATT.example/A, https://blatt.example/A",
        "https:///blatt.example/a, https://blatt.example/a",
        "https:\\\\blatt.example\\a, https://blatt.example/a",
        "http://blatt.example\\@boese.example/, http://blatt.example/@boese.example/",
        "https://blatt.example?a=1, https://blatt.example/?a=1",
        "https://blatt.example:443/a, https://blatt.example:443/a",
        "https://blatt.example:/a, https://blatt.example/a",
        "https://blatt.example:0080/a, https://blatt.example:80/a",
        "a/./b/../c, https://blatt.example/politik/a/c",
        "/a/%2e%2E/b/.%2e/c, https://blatt.example/c",
        "../../../../a, https://blatt.example/a",
        "./, https://blatt.example/politik/",
        ".., https://blatt.example/",
        "//neben.example//a//b, https://neben.example//a//b",
        "https://zürich.example/a, https://xn--zrich-kva.example/a",
        "https://Straße.example/, https://xn--strae-oqa.example/",
        "https://bücher。example/, https://xn--bcher-kva.example/",
        "https://ＢＬＡＴＴ.example/, https://blatt.example/",
        "https://blatt%2eexample/, https://blatt.example/",
        "https://b%C3%BCcher.example/, https://xn--bcher-kva.example/",
        "https://新聞.example/, https://xn--efvv70d.example/"
    })
    void readsAddressesAsTheyStandInPages(String text, String address) throws RefusedAddress {
        assertThat(WebAddress.parse(text, BASE)).hasToString(address);
    }

    @Test
    void namesTheHostWithThePortThatIsNotTheSchemes() {
        assertThat(WebAddress.hostOf(URI.create("https://WWW.Blatt.example:443/")))
                .isEqualTo("www.blatt.example");
        assertThat(WebAddress.hostOf(URI.create("http://www.blatt.example.:8080/")))
                .isEqualTo("www.blatt.example:8080");
        assertThat(WebAddress.hostOf(URI.create("http://[2001:db8::1]/"))).isEqualTo("[2001:db8::1]");
    }

    @Test
    void leavesOutWhiteSpaceAroundAndLineBreaksWithin() throws RefusedAddress {
        assertThat(WebAddress.parse(" \u0000\n\u00a0https://bla\ntt.ex\tample/ein arti\r\nkel \ufeff\n"))
                .hasToString("https://blatt.example/ein%20artikel");
    }

    @Test
    void writesHalfACharacterAsTheReplacementCharacter() throws RefusedAddress {
        assertThat(WebAddress.parse("https://blatt.example/a\uD83Db")).hasToString("https://blatt.example/a%EF%BF%BDb");
    }

    @Property
    void readingWhatWasReadChangesNothing(@ForAll("odd") String text) {
        try {
            URI once = WebAddress.parse(text, BASE);
            assertThat(WebAddress.parse(once.toString())).isEqualTo(once);
        } catch (RefusedAddress e) {
            assertThat(e.reason()).isNotBlank();
        }
    }

    @Provide
    Arbitrary<String> odd() {
        return Arbitraries.strings().withChars("ahtps:/\\.%2e?#&=[]@ä\uD83D\n ").ofMaxLength(30);
    }

    @Test
    void refusesAddressesThatAreTooLong() {
        assertThatThrownBy(() -> WebAddress.parse("https://blatt.example/" + "a".repeat(WebAddress.MAX_LENGTH)))
                .hasMessageContaining("longer than");
    }

    @Property(tries = 2_000)
    void takesOrRefusesAnyTextWithoutStumbling(@ForAll String text) {
        try {
            URI address = WebAddress.parse(text, BASE);
            assertThat(address.getHost()).isNotEmpty();
            assertThat(CanonicalAddress.normalised(address).getHost()).isNotEmpty();
        } catch (RefusedAddress e) {
            assertThat(e.reason()).isNotBlank();
        }
    }
}
