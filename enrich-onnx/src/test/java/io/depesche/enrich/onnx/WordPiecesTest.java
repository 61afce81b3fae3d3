package io.depesche.enrich.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class WordPiecesTest {

    private static final List<String> PIECES =
            List.of("[UNK]", "Kraft", "##werk", "##w", "-", "Rede", "kraft", "größe", "grosse", "##n", "中", "'", "s");

    private static List<String> pieces(boolean lowercase, boolean stripAccents, String word, int most) {
        Map<String, Integer> vocabulary =
                IntStream.range(0, PIECES.size()).boxed().collect(Collectors.toMap(PIECES::get, id -> id));
        return Arrays.stream(new WordPieces(vocabulary, lowercase, stripAccents).of(word, most))
                .mapToObj(PIECES::get)
                .toList();
    }

    private static List<String> pieces(String word) {
        return pieces(false, false, word, 32);
    }

    @Test
    void theLongestPieceIsTakenFromTheLeft() {
        assertThat(pieces("Kraftwerkn")).containsExactly("Kraft", "##werk", "##n");
    }

    @Test
    void aWordThatCannotBeCutIsUnknownAsAWhole() {
        assertThat(pieces("Kraftwex")).containsExactly("[UNK]");
    }

    @Test
    void signsStandAlone() {
        assertThat(pieces("Kraftwerk-Rede")).containsExactly("Kraft", "##werk", "-", "Rede");
        assertThat(pieces("'s")).containsExactly("'", "s");
        assertThat(pieces("中中")).containsExactly("中", "中");
    }

    @Test
    void smallLettersAndAccentsAsTheModelWantsThem() {
        assertThat(pieces(true, true, "KRAFT", 32)).containsExactly("kraft");
        assertThat(pieces(true, true, "Grösse", 32)).containsExactly("grosse");
        assertThat(pieces(true, false, "Größe", 32)).containsExactly("größe");
        assertThat(pieces("KRAFT")).containsExactly("[UNK]");
    }

    @Test
    void onlyTheFirstPiecesAreGiven() {
        assertThat(pieces(false, false, "Kraftwerk-Rede", 3)).containsExactly("Kraft", "##werk", "-");
    }

    @Test
    void anEndlessWordIsUnknown() {
        assertThat(pieces("Kraft".repeat(200_000))).containsExactly("[UNK]");
    }

    @Property
    void everyWordHasOneToThirtyTwoPieces(@ForAll String word, @ForAll boolean lowercase) {
        assertThat(pieces(lowercase, lowercase, word, 32)).hasSizeBetween(1, 32);
    }
}
