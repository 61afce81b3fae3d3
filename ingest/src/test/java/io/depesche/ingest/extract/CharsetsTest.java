package io.depesche.ingest.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class CharsetsTest {

    private static final String TEXT = "Größe, Öl und „Süße“ – 5 €";

    @Test
    void believesAByteOrderMarkFirst() {
        byte[] bytes = ("\uFEFF" + TEXT).getBytes(StandardCharsets.UTF_16LE);
        assertThat(Charsets.decode(bytes, Optional.of("iso-8859-1")).text()).isEqualTo(TEXT);
        assertThat(Charsets.decode(("\uFEFF" + TEXT).getBytes(StandardCharsets.UTF_8), Optional.empty())
                        .text())
                .isEqualTo(TEXT);
    }

    @Test
    void believesTheBytesMoreThanALabel() {
        byte[] bytes = TEXT.getBytes(StandardCharsets.UTF_8);
        assertThat(Charsets.decode(bytes, Optional.of("ISO-8859-1")).text()).isEqualTo(TEXT);
    }

    @Test
    void readsUtf8ThatIsCutOffOrHasOneAlienByte() {
        byte[] bytes = (TEXT + TEXT + "ü").getBytes(StandardCharsets.UTF_8);
        byte[] cut = java.util.Arrays.copyOf(bytes, bytes.length - 1);
        assertThat(Charsets.decode(cut, Optional.empty()).text()).startsWith(TEXT + TEXT);
    }

    @Test
    void takesLatin1ForWindows1252AsBrowsersDo() {
        byte[] bytes = TEXT.getBytes(Charset.forName("windows-1252"));
        Charsets.Decoded decoded = Charsets.decode(bytes, Optional.of("latin1"));
        assertThat(decoded.text()).isEqualTo(TEXT);
        assertThat(decoded.charset().name()).isEqualTo("windows-1252");
    }

    @Test
    void readsTheMetaElementWhereTheHeaderIsSilent() {
        String html =
                "<html><head><meta http-equiv='Content-Type' content='text/html; charset=koi8-r'></head>Привет</html>";
        assertThat(Charsets.decode(html.getBytes(Charset.forName("KOI8-R")), Optional.empty())
                        .text())
                .isEqualTo(html);
    }

    @Test
    void fallsBackToWindows1252ForAnUnknownLabel() {
        byte[] bytes = TEXT.getBytes(Charset.forName("windows-1252"));
        assertThat(Charsets.decode(bytes, Optional.of("no such charset!")).text())
                .isEqualTo(TEXT);
    }

    @Property
    void decodesEveryStringThatWasWrittenAsUtf8(@ForAll String text) {
        String sound = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        if (!sound.startsWith("\uFEFF") && !sound.contains("charset")) {
            assertThat(Charsets.decode(sound.getBytes(StandardCharsets.UTF_8), Optional.empty())
                            .text())
                    .isEqualTo(sound);
        }
    }

    @Property
    void decodesAnyBytes(@ForAll byte[] bytes, @ForAll String label) {
        assertThat(Charsets.decode(bytes, Optional.of(label)).text()).isNotNull();
    }
}
