package io.depesche.ingest.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

    @ParameterizedTest
    @CsvSource({
        "windows-1251, Городской совет обсуждал вчера строительство нового моста через реку и не пришёл к решению.",
        "KOI8-R, Городской совет обсуждал вчера строительство нового моста через реку и не пришёл к решению.",
        "Shift_JIS, 市議会は昨日、川に架かる新しい橋の建設について話し合ったが、結論には至らなかった。",
        "EUC-JP, 市議会は昨日、川に架かる新しい橋の建設について話し合ったが、結論には至らなかった。",
        "EUC-KR, 시의회는 어제 강을 가로지르는 새 다리의 건설을 논의했지만 결론을 내리지 못했다.",
        "GB18030, 市议会昨天讨论了在河上修建一座新桥的问题但没有作出决定。",
        "Big5, 市議會昨天討論了在河上修建一座新橋的問題但沒有作出決定。",
        "ISO-8859-2, Miejska rada obradowała wczoraj nad budową nowego mostu przez rzekę i nie podjęła żadnej decyzji w tej sprawie.",
        "windows-1252, Der Rat hat gestern über die Brücke beraten; für größere Beträge fehlt der Stadt das Geld.",
        "windows-1252, Le conseil a débattu hier de la construction du pont et n’a pas été à même de décider."
    })
    void guessesWhatNothingNames(String charset, String sentence) {
        String page = "<html><body><p>" + (sentence + "</p><p>").repeat(5) + "</body></html>";
        assertThat(Charsets.decode(page.getBytes(Charset.forName(charset)), Optional.empty())
                        .text())
                .isEqualTo(page);
    }

    @ParameterizedTest
    @CsvSource({
        "x-sjis, windows-31j",
        "latin2, ISO-8859-2",
        "iso-8859-9, windows-1254",
        "gb2312, GB18030",
        "tis-620, x-windows-874",
        "ISO_8859-1:1987, windows-1252",
        "ks_c_5601-1987, x-windows-949",
        "mac, x-MacRoman",
        "IBM437, IBM437"
    })
    void readsLabelsAsBrowsersDo(String label, String charset) {
        assertThat(Charsets.decode(new byte[] {'a', (byte) 0xB0}, Optional.of(label))
                        .charset()
                        .name())
                .isEqualTo(charset);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"})
    void knowsWideCharactersByTheirZeros(String charset) {
        String page = "<html><body>" + TEXT + "</body></html>";
        assertThat(Charsets.decode(page.getBytes(Charset.forName(charset)), Optional.of("utf-8"))
                        .text())
                .isEqualTo(page);
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

    @Property
    void readsEveryTextAsTheLibraryDoes(@ForAll String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        assertThat(WellFormedUtf8.text(bytes, 0)).contains(new String(bytes, StandardCharsets.UTF_8));
    }

    @Property
    void readsWhateverBytesOnlyWhereTheLibraryReplacesNone(
            @ForAll @Size(max = 12) List<@From("halvesOfSequences") Byte> bytes) {
        byte[] page = new byte[bytes.size()];
        for (int index = 0; index < page.length; index++) {
            page[index] = bytes.get(index);
        }
        String text = new String(page, StandardCharsets.UTF_8);
        assertThat(WellFormedUtf8.text(page, 0))
                .isEqualTo(text.contains("\uFFFD") ? Optional.empty() : Optional.of(text));
    }

    @Provide
    Arbitrary<Byte> halvesOfSequences() {
        return Arbitraries.of(
                        0x61, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xED, 0xF0, 0xF4,
                        0xF5)
                .map(Number::byteValue);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 8, 9, 15, 16, 17, 100})
    void findsTheFirstByteBeyondAsciiWhereverItStands(int place) {
        byte[] bytes = ("a".repeat(place) + "ü" + "b".repeat(9)).getBytes(StandardCharsets.UTF_8);
        assertThat(WellFormedUtf8.endOfAscii(bytes, 0)).isEqualTo(place);
        assertThat(WellFormedUtf8.text(bytes, place)).contains("ü" + "b".repeat(9));
    }
}
