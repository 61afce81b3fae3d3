package io.depesche.enrich.step.entity;

import static org.assertj.core.api.Assertions.assertThat;

import io.depesche.contracts.record.EntityType;
import io.depesche.enrich.step.entity.EntityLinker.Link;
import io.depesche.enrich.step.entity.EntityLinker.Named;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules of linking by themselves: names are given as the tagger would give them. */
class EntityLinkerTest {

    private static final KnownEntities KNOWN = KnownEntities.load();
    private static final EntityLinker GERMAN = new EntityLinker(KNOWN, true);
    private static final EntityLinker ENGLISH = new EntityLinker(KNOWN, false);

    private static final Tokenizer TOKENIZER = new Tokenizer(Set.of());

    private static Named named(String form, EntityType type, boolean derived, String sentence, String... within) {
        return new Named(
                type + form,
                new LinkedHashSet<>(List.of(form)),
                type,
                derived,
                TOKENIZER.sentencesOf(sentence),
                Set.of(within));
    }

    private static Named place(String form, String... within) {
        return named(form, EntityType.LOCATION, false, "In " + form + " .", within);
    }

    private static Named organization(String form, String sentence) {
        return named(form, EntityType.ORGANIZATION, false, sentence);
    }

    private static String idOf(EntityLinker linker, Named name, Named... others) {
        List<Named> all = new ArrayList<>(List.of(name));
        all.addAll(List.of(others));
        Map<String, Link> links = linker.link(all);
        return Optional.ofNullable(links.get(name.key()))
                .map(link -> link.entity().id())
                .orElse("none");
    }

    @ParameterizedTest
    @CsvSource({
        "Deutschlands, LOCATION, iso:DE",
        "DEUTSCHLAND, LOCATION, iso:DE",
        "USA, LOCATION, iso:US",
        "US, LOCATION, iso:US",
        "Großbritanniens, LOCATION, iso:GB",
        "Vereinigten Staaten, LOCATION, iso:US",
        "Chinas, LOCATION, iso:CN",
        "China, ORGANIZATION, iso:CN",
        "Washington, LOCATION, gn:4140963",
        "Leipzig, LOCATION, gn:2879139",
        "Köln, LOCATION, gn:2886242",
        "Frankfurt am Main, LOCATION, gn:2925533",
        "Bayern, LOCATION, iso:DE-BY",
        "Bayern, ORGANIZATION, wd:Q15789",
        "Ostsee, LOCATION, wd:Q545",
        "Trumps, PERSON, wd:Q22686",
        "Jensen Huang, PERSON, local:person:jensen_huang",
        "Deutschen Bahn, ORGANIZATION, wd:Q9322",
        "Siemens Energy AG, ORGANIZATION, wd:Q89189545",
        "Universität Bremen, ORGANIZATION, wd:Q500692",
        "Universität Heidelberg, ORGANIZATION, wd:Q151510",
        "Nvidia, ORGANIZATION, wd:Q182477",
        "SAPs, ORGANIZATION, wd:Q552581",
        "Tesla, ORGANIZATION, wd:Q478214",
        "Bild, ORGANIZATION, wd:Q156203",
        "SPD, ORGANIZATION, wd:Q49768",
        "SPD, LOCATION, wd:Q49768",
        "Grünen, ORGANIZATION, wd:Q49766",
        "Sozialdemokraten, ORGANIZATION, wd:Q49768",
        "Bundestages, ORGANIZATION, wd:Q154797",
        "Weißen Hauses, ORGANIZATION, wd:Q35525",
        "EU, LOCATION, wd:Q458",
        "Vereinten Nationen, ORGANIZATION, wd:Q1065",
        "Europa League, ORGANIZATION, wd:Q18760",
        "Bundesliga, ORGANIZATION, wd:Q82595",
        "Dax, OTHER, wd:Q155718",
        "Bitcoin, OTHER, wd:Q131723",
        "Schengener Abkommen, OTHER, local:other:schengener_abkommen",
        "Zweiten Weltkriegs, OTHER, wd:Q362"
    })
    void linksInGerman(String form, EntityType type, String id) {
        assertThat(idOf(GERMAN, named(form, type, false, "Es geht um " + form + ".")))
                .isEqualTo(id);
    }

    @ParameterizedTest
    @CsvSource({
        "deutsche, iso:DE",
        "Deutschen, iso:DE",
        "französischer, iso:FR",
        "Franzosen, iso:FR",
        "Französinnen, iso:FR",
        "Briten, iso:GB",
        "Russen, iso:RU",
        "europäischen, wd:Q46",
        "bayerische, iso:DE-BY",
        "Berliner, gn:2950159",
        "Bremer, gn:2944388",
        "Münchnern, gn:2867714",
        "Karlsruher, gn:2892794",
        "New Yorker, gn:5128581",
        "Zürcher, gn:2657896"
    })
    void linksWhatIsDerivedFromAPlace(String form, String id) {
        assertThat(idOf(GERMAN, named(form, EntityType.LOCATION, true, "Die " + form + " Leute.")))
                .isEqualTo(id);
    }

    @ParameterizedTest
    @CsvSource({
        "the United Nations, ORGANIZATION, wd:Q1065",
        "Google’s, ORGANIZATION, wd:Q95",
        "The New York Times, ORGANIZATION, wd:Q9684",
        "Munich, LOCATION, gn:2867714",
        "Kyiv, LOCATION, gn:703448",
        "United Kingdom, LOCATION, iso:GB",
        "Texas, LOCATION, iso:US-TX",
        "Democrats, ORGANIZATION, wd:Q29552",
        "World War II, OTHER, wd:Q362"
    })
    void linksInEnglish(String form, EntityType type, String id) {
        assertThat(idOf(ENGLISH, named(form, type, false, "It is about " + form + ".")))
                .isEqualTo(id);
    }

    @ParameterizedTest
    @CsvSource({
        "Apple, PERSON",
        "Amazon, LOCATION",
        "Jordan, PERSON",
        "Ireland, PERSON",
        "Linde, ORGANIZATION",
        "Union, ORGANIZATION",
        "Allianz, ORGANIZATION",
        "Visa, ORGANIZATION",
        "Merz, PERSON",
        "Karl Müller, PERSON",
        "Springfield, LOCATION",
        "Neustadt, LOCATION",
        "Bundesrat, ORGANIZATION",
        "Ministry of Health, ORGANIZATION",
        "Gesundheitsamt, ORGANIZATION"
    })
    void isNotSureOf(String form, EntityType type) {
        assertThat(idOf(GERMAN, named(form, type, false, "Es geht um " + form + ".")))
                .isEqualTo("none");
    }

    @Test
    void aWordOfItsTradeOrOfficeSupportsAName() {
        assertThat(idOf(GERMAN, organization("Allianz", "Der Versicherer Allianz wächst.")))
                .isEqualTo("wd:Q487292");
        assertThat(idOf(GERMAN, named("Merz", EntityType.PERSON, false, "Kanzler Merz spricht.")))
                .isEqualTo("local:person:friedrich_merz");
    }

    @Test
    void anotherNameOfTheSameThingSupportsAName() {
        assertThat(idOf(
                        GERMAN,
                        organization("Bayer", "Bayer verliert."),
                        organization("Bayer AG", "Die Bayer AG klagt.")))
                .isEqualTo("wd:Q152051");
    }

    @Test
    void theStateAfterACityTellsWhichOneItIs() {
        Named maine = place("Maine");
        assertThat(idOf(ENGLISH, place("Portland"))).isEqualTo("none");
        assertThat(idOf(ENGLISH, place("Portland", maine.key()), maine)).isEqualTo("gn:4975802");
        Named texas = place("Texas");
        assertThat(idOf(ENGLISH, place("London", texas.key()), texas)).isEqualTo("none");
    }

    @Test
    void aTownOfManyIsTheOneWhoseStateIsNamed() {
        assertThat(idOf(ENGLISH, place("Springfield"), place("Illinois"))).isEqualTo("gn:4250542");
        assertThat(idOf(ENGLISH, place("Springfield"), place("Illinois"), place("Missouri"), place("United States")))
                .isNotEqualTo("gn:4951788");
    }

    @Test
    void aCountyIsNoCity() {
        assertThat(idOf(
                        ENGLISH,
                        named("Houston", EntityType.LOCATION, false, "A fire burned in Houston and Harris counties.")))
                .isEqualTo("none");
    }

    @Test
    void aLanguageIsNoPeople() {
        assertThat(idOf(GERMAN, named("Englische", EntityType.LOCATION, true, "Er übersetzt es ins Englische.")))
                .isEqualTo("none");
        assertThat(idOf(GERMAN, named("Englische", EntityType.LOCATION, true, "Er geht ins Englische Theater.")))
                .isEqualTo("iso:GB-ENG");
        assertThat(idOf(ENGLISH, named("Chinese", EntityType.LOCATION, false, "She learns Chinese, Italian, Spanish.")))
                .isEqualTo("none");
        assertThat(idOf(ENGLISH, named("Chinese", EntityType.LOCATION, false, "The Chinese minister spoke.")))
                .isEqualTo("iso:CN");
    }

    @Test
    void twoThingsOfOneNameAreNone() {
        KnownEntities twins = KnownEntities.of(List.of(
                "wd:Q1\tORGANIZATION\tDE\t\tAcme\t\tAAcme|BAcme AG", "wd:Q2\tORGANIZATION\tFR\t\tAcme\t\tAAcme"));
        EntityLinker linker = new EntityLinker(twins, true);
        assertThat(idOf(linker, organization("Acme", "Acme wächst."))).isEqualTo("none");
        assertThat(idOf(linker, organization("Acme AG", "Die Acme AG wächst."))).isEqualTo("wd:Q1");
    }

    @Test
    void endlessNamesCostNoTime() {
        String long1 = "Deutschen ".repeat(20_000);
        String long2 = "A".repeat(1_000_000);
        assertThat(idOf(GERMAN, organization(long1, "x"))).isEqualTo("none");
        assertThat(idOf(GERMAN, named(long2, EntityType.LOCATION, true, "x"))).isEqualTo("none");
        assertThat(idOf(ENGLISH, place(long2))).isEqualTo("none");
    }
}
