package io.depesche.ingest.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MojibakeTest {

    /** Sentences as they should be, each with a letter or sign that no language writes garbled. */
    private static final List<String> MEANT = List.of(
            "„Die Brücke über den Mühlbach bleibt größtenteils gesperrt“, sagte Bürgermeisterin Öztürk.",
            "Ärger im Übergang: Straße für 3,5 Millionen € saniert – ab Montag …",
            "Elle a été fermée à Noël, « sans délai », où le maire l’a décidé ; ça ira.",
            "Zażółć gęślą jaźń, mówi most nad rzeką.",
            "Most přes řeku je uzavřen, říká Dvořák.",
            "Мост через реку закрыт и его ремонтируют.",
            "Η γέφυρα έκλεισε και επισκευάζεται.",
            "It’s “closed” for 20 °C – see § 4 😀",
            "São Paulo: a manhã não é de ninguém.");

    /** Right texts with just the letters that garbled ones are full of. */
    private static final List<String> RIGHT = List.of(
            "MANHÃ",
            "“ATÉ AMANHÔ",
            "AMANHÃ… talvez",
            "NÃO HÁ PÃO",
            "IRMû",
            "MAÇÃ®",
            "HOTĂRÂ…",
            "ÎN ROMÂNIA, „ÂNGER”",
            "la lettre «Â»",
            "„So ein Spaß“",
            "CAFÉ» et THÉ”",
            "den Café’s gehört",
            "SÅ” OG “Å“",
            "päästä”, sanoi",
            "terminé” »",
            "solidarité…",
            "Ä… also",
            "Ð og Þ eru stafir",
            "50 °C, 3 £, § 4, ½ único",
            "für die Straße, größer, ölig");

    private static String garbled(String text) {
        StringBuilder garbled = new StringBuilder();
        Charset windows = Charset.forName("windows-1252");
        for (byte value : text.getBytes(StandardCharsets.UTF_8)) {
            String read = new String(new byte[] {value}, windows);
            garbled.append(read.equals("\uFFFD") ? String.valueOf((char) (value & 0xFF)) : read);
        }
        return garbled.toString();
    }

    @Provide
    Arbitrary<String> meant() {
        return Arbitraries.of(MEANT).list().ofMinSize(1).ofMaxSize(4).map(parts -> String.join(" ", parts));
    }

    @Provide
    Arbitrary<String> right() {
        return Arbitraries.of(RIGHT).list().ofMinSize(1).ofMaxSize(6).map(parts -> String.join(" ", parts));
    }

    @Property(tries = 300)
    void givesBackWhatWasGarbledOnceOrTwice(@ForAll("meant") String text) {
        assertThat(Mojibake.mend(garbled(text)).text()).isEqualTo(text);
        assertThat(Mojibake.mend(garbled(garbled(text))).text()).isEqualTo(text);
    }

    @Property(tries = 300)
    void leavesRightTextAlone(@ForAll("right") String right, @ForAll("meant") String meant) {
        String text = right + " " + meant;
        assertThat(Mojibake.mend(text)).isEqualTo(new Mojibake.Mended(text, 0));
        assertThat(PlainText.clean(text)).isEqualTo(text.strip());
    }

    @ParameterizedTest
    @CsvSource({
        "fÃ¼r, für",
        "GRÃœN, GRÜN",
        "Ã„rger, Ärger",
        "â€žSpaÃŸâ€œ, „Spaß“",
        "GuardÂ®, Guard®",
        "20Â°, 20°",
        "fÃƒÂ¼r, für"
    })
    void mends(String garbled, String meant) {
        assertThat(PlainText.clean(garbled)).isEqualTo(meant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Ã¼", "ÃƒÂ¼", "Ã”", "â€", "Ð¸", "ðŸ"})
    @Timeout(5)
    void takesAnyText(String part) {
        String text = part.repeat(200_000);
        assertThat(PlainText.clean(text).length()).isLessThanOrEqualTo(text.length());
        assertThat(PlainText.clean(part + "Ã")).isNotEmpty();
    }

    @Test
    void mendsAndCountsWhatAPageHasGarbled() {
        String html = Pages.article("").replace("ü", "Ã¼").replace("ß", "&Atilde;&#376;");
        Extraction extraction = Pages.extract(html);
        assertThat(extraction.body()).isEqualTo(Pages.plainBody());
        assertThat(extraction.headline()).isEqualTo("Brücke gesperrt");
        assertThat(extraction.repaired()).isGreaterThan(5);
        assertThat(Pages.extract(Pages.article("")).repaired()).isZero();
    }
}
