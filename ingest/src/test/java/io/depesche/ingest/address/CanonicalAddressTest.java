package io.depesche.ingest.address;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CanonicalAddressTest {

    @ParameterizedTest
    @CsvSource({
        "HTTPS://Blatt.Example, https://blatt.example/",
        "https://blatt.example:443/a, https://blatt.example/a",
        "http://blatt.example:8080/a, http://blatt.example:8080/a",
        "https://blatt.example/a/./b/../c, https://blatt.example/a/c",
        "https://blatt.example/../../a, https://blatt.example/a",
        "https://blatt.example/a/.., https://blatt.example/",
        "https://blatt.example/%7euser/%c3%a4, https://blatt.example/~user/%C3%A4",
        "https://blatt.example/a?b=2&a=1&utm_source=x&fbclid=y, https://blatt.example/a?b=2&a=1",
        "https://blatt.example/a?UTM_Medium=x, https://blatt.example/a",
        "https://blatt.example/a?, https://blatt.example/a",
        "https://blatt.example/a#teil, https://blatt.example/a",
        "https://blatt.example//a//b, https://blatt.example//a//b"
    })
    void writesOneAddressOneWay(String address, String normalised) {
        assertThat(CanonicalAddress.normalised(URI.create(address))).hasToString(normalised);
    }

    @ParameterizedTest
    @CsvSource({
        "https://www.blatt.de/a?id=1, https://www.blatt.de/artikel/a, https://www.blatt.de/artikel/a",
        "https://m.blatt.de/a, https://www.blatt.de/a?utm_source=m, https://www.blatt.de/a",
        "https://www.blatt.de/a, https://anderes-blatt.de/a, https://www.blatt.de/a",
        "https://eins.github.io/a, https://zwei.github.io/a, https://eins.github.io/a",
        "https://www.blatt.de/a, https://www.blatt.de/, https://www.blatt.de/a",
        "https://www.blatt.de/a, https://ich:du@www.blatt.de/b, https://www.blatt.de/a",
        "https://www.blatt.de/a, ftp://www.blatt.de/b, https://www.blatt.de/a",
        "http://127.0.0.1:8001/a, http://127.0.0.1:8001/b, http://127.0.0.1:8001/b",
        "http://127.0.0.1:8001/a, http://127.0.0.1:8002/b, http://127.0.0.1:8001/a"
    })
    void believesAPageAboutItselfOnItsOwnSiteOnly(String fetched, String stated, String canonical) {
        assertThat(CanonicalAddress.of(URI.create(fetched), Optional.of(URI.create(stated))))
                .hasToString(canonical);
    }

    @Property
    void normalisingTwiceChangesNothing(@ForAll("paths") String path) throws RefusedAddress {
        URI once = CanonicalAddress.normalised(WebAddress.parse("https://blatt.example/" + path));
        assertThat(CanonicalAddress.normalised(once)).isEqualTo(once);
    }

    @Provide
    Arbitrary<String> paths() {
        return Arbitraries.strings().withChars("aä/.%2ef?&=;utm_ ").ofMaxLength(40);
    }
}
