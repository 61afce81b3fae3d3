package io.depesche.ingest.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class PlainTextTest {

    @Test
    void removesWhatNobodySees() {
        assertThat(PlainText.clean("  Geh\u00ADweg\u200B\u0000 am\u00A0\n\tBach\uFEFF "))
                .isEqualTo("Gehweg am Bach");
    }

    @Test
    void keepsPairsAndDropsHalvesOfThem() {
        assertThat(PlainText.clean("a\uD83D\uDE00b\uD83Dc\uDE00")).isEqualTo("a\uD83D\uDE00bc");
    }

    @Test
    void keepsALessThanSignThatIsNoTag() {
        assertThat(PlainText.ofHtml("Wachstum < 2 Prozent")).isEqualTo("Wachstum < 2 Prozent");
    }

    @Property
    void isCleanOnceCleaned(@ForAll String text) {
        String clean = PlainText.clean(text);
        assertThat(PlainText.clean(clean)).isEqualTo(clean);
        assertThat(clean).doesNotContain("  ").isEqualTo(clean.strip());
        assertThat(clean.codePoints()).noneMatch(Character::isISOControl);
    }

    @Test
    void countsWhatHasNoPlaceInAText() {
        assertThat(misplaced("a\u0000b\u0007c \u202Ed\u2066 \uFFFF \uD83D")).isEqualTo(6);
        assertThat(misplaced("Süd\u00ADtor\t\r\n\u200B 😀 \u0085 \u00A0")).isZero();
    }

    private static int misplaced(String text) {
        TextBuffer buffer = new TextBuffer(0).append(text);
        assertThat(buffer.plain()).isEqualTo(PlainText.clean(text));
        return buffer.misplaced();
    }

    @Property
    void lettersAreThoseOfTheTextInLowerCase(@ForAll String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        String expected = lower.codePoints()
                .filter(Character::isLetterOrDigit)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        assertThat(PlainText.letters(text)).isEqualTo(expected);
    }

    @Test
    void lettersKeepWhatLowerCaseMakesOfThem() {
        assertThat(PlainText.letters("Ärger in İzmir, ΟΔΟΣ 5 – Łódź")).isEqualTo("ärgerinizmirοδος5łódź");
    }
}
