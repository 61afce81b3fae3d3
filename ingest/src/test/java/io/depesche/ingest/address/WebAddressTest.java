package io.depesche.ingest.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
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
                "http:///weg",
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
                "http://[::1/",
                "http://blatt.example\\@boese.example/"
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
        "https://zürich.example/a, https://xn--zrich-kva.example/a"
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
