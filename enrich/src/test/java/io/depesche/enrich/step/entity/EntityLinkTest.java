package io.depesche.enrich.step.entity;

import static org.assertj.core.api.Assertions.assertThat;

import io.depesche.contracts.record.Entity;
import io.depesche.contracts.record.EntityType;
import io.depesche.contracts.record.Language;
import io.depesche.contracts.record.Mention;
import io.depesche.contracts.record.MentionKind;
import io.depesche.enrich.step.ArticleText;
import io.depesche.enrich.step.Tags;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** What names are linked to, and when they are not. */
class EntityLinkTest {

    private static final EntityStep STEP = new EntityStep();

    private static List<Entity> tag(String language, String body) {
        return STEP.apply(
                        new ArticleText("", "", body, Optional.empty(), Optional.empty(), false),
                        Tags.NONE.withLanguage(new Language(language, 1.0)))
                .entities();
    }

    /** The id of each mention by what stands there. */
    private static Map<String, String> ids(List<Entity> entities) {
        Map<String, String> ids = new HashMap<>();
        entities.forEach(
                entity -> entity.getMentions().forEach(mention -> ids.put(mention.getExact(), entity.getId())));
        return ids;
    }

    private static Map<String, String> german(String body) {
        return ids(tag("de", body));
    }

    private static Map<String, String> english(String body) {
        return ids(tag("en", body));
    }

    @Test
    void countriesUnderAllTheirForms() {
        assertThat(german("Deutschlands Wirtschaft wächst. Die deutsche Regierung in Berlin lobt Deutschland."))
                .containsEntry("Deutschlands", "iso:DE")
                .containsEntry("deutsche", "iso:DE")
                .containsEntry("Deutschland", "iso:DE")
                .containsEntry("Berlin", "gn:2950159");
        assertThat(english("The United States and Germany signed a treaty in London on Monday."))
                .containsEntry("United States", "iso:US")
                .containsEntry("Germany", "iso:DE")
                .containsEntry("London", "gn:2643743");
    }

    @Test
    void aDerivedWordHasTheIdAndTypeOfItsPlace() {
        List<Entity> entities = tag("de", "Die französische Wirtschaft wächst, sagen Berliner Forscher.");
        assertThat(ids(entities)).containsEntry("französische", "iso:FR").containsEntry("Berliner", "gn:2950159");
        assertThat(entities).allSatisfy(entity -> {
            assertThat(entity.getType()).isEqualTo(EntityType.LOCATION);
            assertThat(entity.getMentions()).extracting(Mention::getKind).containsOnly(MentionKind.DERIVED);
        });
    }

    @Test
    void adjectivesInANameMayBeInflected() {
        assertThat(german("Der Chef der Deutschen Bahn sprach mit der Europäischen Zentralbank in Frankfurt."))
                .containsEntry("Deutschen Bahn", "wd:Q9322")
                .containsEntry("Europäischen Zentralbank", "wd:Q8901")
                .containsEntry("Frankfurt", "gn:2925533");
    }

    @Test
    void allNamesOfOneThingAreOneEntity() {
        List<Entity> entities = tag(
                "de",
                "Die SPD tagt in München. Die Sozialdemokratische Partei Deutschlands (SPD) wählt. Der SPD-Chef geht.");
        assertThat(entities.stream().filter(entity -> entity.getId().equals("wd:Q49768")))
                .singleElement()
                .satisfies(party -> {
                    assertThat(party.getName()).isEqualTo("Sozialdemokratische Partei Deutschlands");
                    assertThat(party.getMentions())
                            .extracting(Mention::getExact)
                            .contains("SPD", "Sozialdemokratische Partei Deutschlands");
                    assertThat(party.getMentions()).extracting(Mention::getKind).contains(MentionKind.PART);
                });
    }

    @Test
    void aThingIsCalledByItsNameInTheLanguageOfTheArticle() {
        assertThat(tag("en", "On Monday, Angela Merkel spoke in Munich, Germany."))
                .extracting(Entity::getName)
                .contains("Munich", "Germany");
        assertThat(tag("de", "In München sprach Angela Merkel am Montag über Deutschland."))
                .extracting(Entity::getName)
                .contains("München", "Deutschland");
    }

    @Test
    void aPlaceWithItsStateIsThatOne() {
        assertThat(english("The museum in Paris, France, opened. It is old.")).containsEntry("Paris", "gn:2988507");
        assertThat(english("He moved to Portland, Maine, last year. The mayor of Portland spoke."))
                .doesNotContainEntry("Portland", "gn:5746545");
    }

    @Test
    void aPersonOfTheSameSurnameIsNotTheKnownOne() {
        assertThat(english("Hunter Biden testified on Monday. Biden said nothing more."))
                .doesNotContainEntry("Biden", "wd:Q6279");
    }

    @Test
    void aSurnameThatManyBearNeedsSupport() {
        assertThat(german("Die Nachbarn kennen Merz als ruhigen Mann aus dem Dorf."))
                .doesNotContainEntry("Merz", "local:person:friedrich_merz");
        assertThat(german("Bundeskanzler Merz reist nach Paris.")).containsEntry("Merz", "local:person:friedrich_merz");
    }

    @Test
    void whatNobodyKnowsKeepsItsLocalId() {
        assertThat(german("Die Firma Solarwerk Nord GmbH verklagt Anna Musterfrau aus Köln."))
                .containsEntry("Anna Musterfrau", "local:person:anna_musterfrau")
                .containsEntry("Köln", "gn:2886242");
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of(
                        "Deutschland",
                        "Deutschlands",
                        "deutsche",
                        "die SPD",
                        "SPD-Chef",
                        "Angela Merkel",
                        "Merkels",
                        "in Berlin",
                        "Berliner",
                        "USA",
                        "US-Präsident",
                        "Donald Trump",
                        "Trump",
                        "(SPD)",
                        "Paris, Texas",
                        "Georgia",
                        "Bayern",
                        "der Deutschen Bahn",
                        ".",
                        ",",
                        "sagte",
                        "\n\n",
                        "Microsoft",
                        "GERMANY",
                        "Amazon",
                        "Jordan",
                        "EU")
                .list()
                .ofMaxSize(30)
                .map(pieces -> String.join(" ", pieces));
    }

    @Property(tries = 200)
    void oneIdIsOneEntityAndOneMentionIsInOneEntity(@ForAll("texts") String text, @ForAll boolean inGerman) {
        List<Entity> entities = tag(inGerman ? "de" : "en", text);
        assertThat(entities).extracting(Entity::getId).doesNotHaveDuplicates();
        List<Integer> starts = entities.stream()
                .flatMap(entity -> entity.getMentions().stream().map(Mention::getStart))
                .toList();
        assertThat(starts).doesNotHaveDuplicates();
        assertThat(entities).allSatisfy(entity -> assertThat(entity.getMentions())
                .extracting(Mention::getStart)
                .isSorted());
    }
}
