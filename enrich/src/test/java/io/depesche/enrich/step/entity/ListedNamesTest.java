package io.depesche.enrich.step.entity;

import static org.assertj.core.api.Assertions.assertThat;

import io.depesche.contracts.TextSpan;
import io.depesche.contracts.record.Entity;
import io.depesche.contracts.record.EntityType;
import io.depesche.contracts.record.Language;
import io.depesche.contracts.record.ListedEntity;
import io.depesche.contracts.record.Mention;
import io.depesche.enrich.step.ArticleText;
import io.depesche.enrich.step.Tags;
import io.depesche.enrich.step.date.Anchor;
import io.depesche.enrich.step.date.DateStep;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** What a user's list finds that the tagger may miss. */
class ListedNamesTest {

    private static final EntityStep PLAIN = new EntityStep();

    private static final DateStep DATES = new DateStep(Anchor.PUBLICATION);

    private static final List<ListedEntity> ENTITIES = List.of(
            new ListedEntity("acme:1", EntityType.ORGANIZATION, "Zorbex Nord GmbH", List.of("zorbex", "Zorbex Nord")),
            new ListedEntity("acme:2", EntityType.PRODUCT, "Zorbex Nord GmbH Modell 3", List.of("Modell Drei")),
            new ListedEntity("acme:3", EntityType.EVENT, "März", List.of("Montag")),
            new ListedEntity("acme:4", EntityType.PERSON, "Anna Schwarz", List.of()),
            new ListedEntity("acme:5", EntityType.ORGANIZATION, "Deutsche", List.of()));

    private static final EntityStep STEP = PLAIN.with(EntityList.of(ENTITIES));

    private static List<Entity> tag(EntityStep step, String language, String headline, String body) {
        ArticleText article = new ArticleText(
                headline, "", body, Optional.empty(), Optional.of(LocalDateTime.of(2025, 3, 14, 9, 0)), false);
        Tags tags = Tags.NONE.withLanguage(new Language(language, 1.0));
        return step.apply(article, DATES.apply(article, tags)).entities();
    }

    /** The mentions of an id, as {@code exact/KIND}. */
    private static List<String> mentionsOf(String id, List<Entity> entities) {
        return entities.stream()
                .filter(entity -> entity.getId().equals(id))
                .flatMap(entity -> entity.getMentions().stream())
                .map(mention -> mention.getExact() + "/" + mention.getKind())
                .toList();
    }

    private static List<String> german(String id, String body) {
        return mentionsOf(id, tag(STEP, "de", "", body));
    }

    @Test
    void findsTheNameWithGenitiveAndInACompound() {
        assertThat(german("acme:1", "Der Wert von zorbex steigt, zorbexs Chef und die zorbex-Aktie auch."))
                .containsExactly("zorbex/NAME", "zorbexs/NAME", "zorbex/PART");
        assertThat(german("acme:1", "Die Zorbex Nord-Aktie fällt.")).containsExactly("Zorbex Nord/PART");
    }

    @Test
    void theLongestNameWins() {
        String body = "Sie zeigt das Zorbex Nord GmbH Modell 3 in der Halle.";
        assertThat(german("acme:2", body)).containsExactly("Zorbex Nord GmbH Modell 3/NAME");
        assertThat(german("acme:1", body)).isEmpty();
    }

    @Test
    void caseCountsExceptAmongCapitals() {
        assertThat(german("acme:1", "Der ZORBEX steht still.")).isEmpty();
        assertThat(mentionsOf("acme:1", tag(STEP, "de", "ZORBEX IST PLEITE", "Es steht still.")))
                .containsExactly("ZORBEX/NAME");
    }

    @Test
    void aNameInsideALongerOneIsNotItsOwn() {
        assertThat(german("acme:5", "Das sagte die Deutsche Bahn am Abend in Berlin."))
                .isEmpty();
    }

    @Test
    void aDateStaysADate() {
        assertThat(german("acme:3", "Am Montag, dem 3. März 2025, war der Rat im Saal."))
                .isEmpty();
    }

    @Test
    void theUsersTypeNameAndIdStandForTheSurnameToo() {
        List<Entity> entities = tag(STEP, "de", "", "Anna Schwarz reist nach Paris. Schwarz bleibt bis Freitag.");
        assertThat(mentionsOf("acme:4", entities)).contains("Anna Schwarz/NAME");
        assertThat(entities).noneMatch(entity -> entity.getId().equals("local:person:anna_schwarz"));
    }

    @Test
    void aListMayClaimAKnownId() {
        EntityStep step = PLAIN.with(EntityList.of(
                List.of(new ListedEntity("wd:Q9322", EntityType.ORGANIZATION, "Unsere Bahn", List.of("DBX")))));
        List<Entity> entities = tag(step, "de", "", "Die DBX heißt Deutsche Bahn. Das sagte die Deutsche Bahn.");
        assertThat(entities.stream().filter(entity -> entity.getId().equals("wd:Q9322")))
                .singleElement()
                .satisfies(bahn -> assertThat(bahn.getName()).isEqualTo("Unsere Bahn"));
    }

    @Test
    void theOrderAndRepetitionOfEntitiesChangeNothing() {
        List<ListedEntity> shuffled = new ArrayList<>(ENTITIES);
        shuffled.addAll(ENTITIES);
        Collections.shuffle(shuffled, new Random(1));
        EntityList list = EntityList.of(shuffled);
        assertThat(list.version()).isEqualTo(EntityList.of(ENTITIES).version()).hasSize(12);
        assertThat(EntityList.of(ENTITIES.subList(1, 5)).version()).isNotEqualTo(list.version());
        assertThat(PLAIN.with(list).version()).isEqualTo(STEP.version()).startsWith(PLAIN.version());
    }

    @Test
    void aLongListAndALongTextTakeNoLongTime() {
        List<ListedEntity> many = IntStream.range(0, 50_000)
                .mapToObj(number -> new ListedEntity(
                        "id:" + number, EntityType.PRODUCT, "Aaa ".repeat(15) + number, List.of("aaa-" + number)))
                .toList();
        EntityStep step = PLAIN.with(EntityList.of(many));
        long start = System.nanoTime();
        tag(step, "de", "", "Aaa ".repeat(20_000) + "aaa-".repeat(2_000));
        assertThat((System.nanoTime() - start) / 1_000_000_000).isLessThan(20);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                        Arbitraries.of(
                                "zorbex",
                                "Zorbex Nord",
                                "GmbH",
                                "Modell 3",
                                "zorbex-Aktie",
                                "ZORBEX",
                                "am 3. März 2025",
                                "Montag",
                                "Anna Schwarz",
                                "Schwarz",
                                "Deutsche Bahn",
                                "Deutsche",
                                "\uD83D\uDE00",
                                "\uD800",
                                ".",
                                "\n\n",
                                "-",
                                "(ZN)"),
                        Arbitraries.strings().ofMaxLength(6))
                .list()
                .ofMaxSize(30)
                .map(pieces -> String.join(pieces.size() % 3 == 0 ? "" : " ", pieces));
    }

    @Property(tries = 300)
    void mentionsQuoteTheTextAndNeverOverlap(@ForAll("texts") String text, @ForAll boolean inGerman) {
        List<Mention> mentions = tag(STEP, inGerman ? "de" : "en", "", text).stream()
                .flatMap(entity -> entity.getMentions().stream())
                .sorted(Comparator.comparing(Mention::getStart))
                .toList();
        assertThat(mentions).allSatisfy(mention -> assertThat(
                        new TextSpan(mention.getStart(), mention.getEnd(), mention.getExact()).quotes(text))
                .isTrue());
        for (int index = 1; index < mentions.size(); index++) {
            assertThat(mentions.get(index - 1).getEnd())
                    .isLessThanOrEqualTo(mentions.get(index).getStart());
        }
    }
}
