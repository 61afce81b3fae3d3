package io.depesche.enrich.step.entity;

import static org.assertj.core.api.Assertions.assertThat;

import io.depesche.contracts.TextSpan;
import io.depesche.contracts.record.Entity;
import io.depesche.contracts.record.EntityType;
import io.depesche.contracts.record.Field;
import io.depesche.contracts.record.Language;
import io.depesche.contracts.record.Mention;
import io.depesche.contracts.record.MentionKind;
import io.depesche.enrich.step.ArticleText;
import io.depesche.enrich.step.Tags;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class EntityStepTest {

    private static final EntityStep STEP = new EntityStep();

    private static ArticleText article(String headline, String lead, String body) {
        return new ArticleText(headline, lead, body, Optional.empty(), Optional.empty(), false);
    }

    private static List<Entity> entities(String language, ArticleText article) {
        return STEP.apply(article, Tags.NONE.withLanguage(new Language(language, 1.0)))
                .entities();
    }

    private static List<Entity> german(String body) {
        return entities("de", article("", "", body));
    }

    /** Each mention as {@code exact/TYPE/KIND}, in reading order. */
    private static List<String> mentions(List<Entity> entities) {
        return entities.stream()
                .flatMap(entity ->
                        entity.getMentions().stream().map(mention -> new Object[] {entity.getType(), mention}))
                .sorted(Comparator.comparing(pair -> ((Mention) pair[1]).getStart()))
                .map(pair ->
                        "%s/%s/%s".formatted(((Mention) pair[1]).getExact(), pair[0], ((Mention) pair[1]).getKind()))
                .toList();
    }

    private static Entity entity(List<Entity> entities, String name) {
        return entities.stream()
                .filter(entity -> entity.getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no %s in %s"
                        .formatted(name, entities.stream().map(Entity::getName).collect(Collectors.joining(", ")))));
    }

    @Test
    void findsPeopleOrganizationsAndPlacesInGerman() {
        List<String> found = mentions(
                german(
                        "Der frühere Minister Karl Lauterbach sprach am Mittwoch in Berlin mit der Deutschen Bahn über Pläne in Frankreich."));
        assertThat(found)
                .contains("Karl Lauterbach/PERSON/NAME", "Berlin/LOCATION/NAME", "Frankreich/LOCATION/NAME")
                .noneMatch(mention -> mention.startsWith("Mittwoch") || mention.startsWith("Minister"));
    }

    @Test
    void findsPeopleOrganizationsAndPlacesInEnglish() {
        List<String> found = mentions(entities(
                "en", article("", "", "On Monday, Angela Merkel met officials of Microsoft in London, England.")));
        assertThat(found)
                .contains("Angela Merkel/PERSON/NAME", "Microsoft/ORGANIZATION/NAME", "London/LOCATION/NAME")
                .noneMatch(mention -> mention.startsWith("Monday"));
    }

    @Test
    void tellsPartsAndDerivedWordsFromNames() {
        assertThat(mentions(german("Der SPD-Chef lobt die deutsche Wirtschaft in Bayern.")))
                .contains("SPD/ORGANIZATION/PART", "deutsche/LOCATION/DERIVED", "Bayern/LOCATION/NAME");
    }

    @Test
    void neverTagsDaysMonthsOfficesAndCommonNouns() {
        assertThat(
                        german(
                                "Insidern zufolge will der Bundeskanzler am Montag reden. Außerdem sprach im Mai die Regierung."))
                .isEmpty();
    }

    @Test
    void joinsTheSurnameAndItsGenitiveToTheFullName() {
        List<Entity> entities =
                german("Angela Merkel reist nach Paris. Merkel bleibt bis Freitag. Merkels Besuch ist kurz.");
        Entity merkel = entity(entities, "Angela Merkel");
        assertThat(merkel.getId()).isEqualTo("wd:Q567");
        assertThat(merkel.getMentions())
                .extracting(Mention::getExact)
                .containsExactly("Angela Merkel", "Merkel", "Merkels");
    }

    @Test
    void foldsTheGenitiveOfAPlace() {
        assertThat(entity(german("Chinas Wirtschaft wächst, sagt China."), "China")
                        .getMentions())
                .extracting(Mention::getExact)
                .containsExactly("Chinas", "China");
    }

    @Test
    void joinsAShortFormInBracketsToItsLongForm() {
        Entity party = entity(
                german("Die Sozialdemokratische Partei Deutschlands (SPD) tagt in Berlin. Die SPD wählt."),
                "Sozialdemokratische Partei Deutschlands");
        assertThat(party.getMentions()).extracting(Mention::getExact).contains("SPD");
    }

    @Test
    void whatTheHeadlineNamesIsMoreSalientThanWhatTheEndNames() {
        List<Entity> entities = entities(
                "de",
                article(
                        "Merkel reist nach Paris",
                        "",
                        "Angela Merkel trifft dort die Regierung. Zuletzt war sie in Hamburg."));
        assertThat(entity(entities, "Angela Merkel").getSalience())
                .isGreaterThan(entity(entities, "Hamburg").getSalience());
        assertThat(entities).isSortedAccordingTo(Comparator.comparing(entity -> -entity.getSalience()));
    }

    @Test
    void givesNoEntitiesInALanguageItDoesNotKnow() {
        assertThat(entities("fr", article("", "", "Emmanuel Macron est à Paris.")))
                .isEmpty();
    }

    @Test
    void takesTheLanguageOfARegionalTag() {
        assertThat(mentions(entities("de-AT", article("", "", "Das sagte Angela Merkel in Wien."))))
                .contains("Wien/LOCATION/NAME");
    }

    @Test
    void copesWithOneEndlessWordAndOneEndlessSentence() {
        assertThat(german("A".repeat(1_000_000))).hasSizeLessThan(2);
        assertThat(german("Berlin ".repeat(100_000))).hasSizeLessThan(10);
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> pieces = Arbitraries.of(
                "Angela Merkel",
                "SPD-Chef",
                "in Berlin",
                "deutsche",
                "(SPD)",
                "\uD83D\uDE00",
                "e\u0301",
                "\u05D0\u05D1",
                "\u202E",
                "\u0000",
                "\uD800",
                "\uDC00",
                "NVIDIA",
                "Merkels",
                "'s",
                ".",
                "\n\n",
                " ",
                "-",
                "Im Mai",
                "\uD835\uDC00bel",
                "Ost- und Westdeutschland",
                "ß",
                "İstanbul",
                "1. FC");
        return Arbitraries.oneOf(pieces, Arbitraries.strings().ofMaxLength(8))
                .list()
                .ofMaxSize(40)
                .map(list -> String.join(list.size() % 2 == 0 ? " " : "", list));
    }

    @Property(tries = 300)
    void everyMentionQuotesItsFieldAndNoTwoOverlap(
            @ForAll("texts") String headline, @ForAll("texts") String body, @ForAll boolean isGerman) {
        ArticleText article = article(headline, body, headline + body);
        List<Mention> mentions = entities(isGerman ? "de" : "en", article).stream()
                .flatMap(entity -> entity.getMentions().stream())
                .sorted(Comparator.comparing(Mention::getField).thenComparing(Mention::getStart))
                .toList();
        assertThat(mentions)
                .allSatisfy(mention -> assertThat(new TextSpan(mention.getStart(), mention.getEnd(), mention.getExact())
                                .quotes(article.of(mention.getField())))
                        .isTrue());
        for (int index = 1; index < mentions.size(); index++) {
            Mention before = mentions.get(index - 1);
            Mention mention = mentions.get(index);
            assertThat(before.getField() != mention.getField() || before.getEnd() <= mention.getStart())
                    .isTrue();
        }
    }

    @Test
    void theSameArticleGivesTheSameEntities() {
        ArticleText article = article("Merkel in Paris", "", "Angela Merkel und Emmanuel Macron sprechen in Paris.");
        assertThat(entities("de", article))
                .isEqualTo(entities("de", article))
                .isEqualTo(new EntityStep()
                        .apply(article, Tags.NONE.withLanguage(new Language("de", 1.0)))
                        .entities());
    }

    @Test
    void aParagraphInAnotherLanguageIsTaggedByThatLanguagesTagger() {
        String english =
                "The mayor of Boston, Michelle Wu, said on Friday that the city would not give up, and that she was going to"
                        + " meet the governor of Massachusetts.";
        String body = "In Berlin hat Angela Merkel \uD83D\uDE00 am Freitag eine Rede gehalten, die viele lobten.\n\n"
                + english + "\n\nDanach reiste Angela Merkel nach Hamburg, wo sie am Abend im Rathaus empfangen wurde.";

        List<Entity> entities = german(body);

        assertThat(entities)
                .extracting(Entity::getName)
                .contains("Berlin", "Angela Merkel", "Boston", "Michelle Wu", "Massachusetts", "Hamburg");
        assertThat(entity(entities, "Angela Merkel").getMentions()).hasSize(2);
        assertThat(entities)
                .allSatisfy(entity -> assertThat(entity.getMentions()).allSatisfy(mention -> assertThat(
                                new TextSpan(mention.getStart(), mention.getEnd(), mention.getExact()).quotes(body))
                        .isTrue()));
    }

    @Test
    void aParagraphInALanguageWithoutTaggerHasNoNames() {
        List<Entity> entities = german(
                "In Berlin hat Angela Merkel am Freitag eine Rede gehalten, die viele lobten.\n\nLe président Emmanuel Macron a"
                        + " déclaré vendredi à Paris que la France ne céderait pas et qu'il se rendrait bientôt en Allemagne.");

        assertThat(entities).extracting(Entity::getName).containsExactlyInAnyOrder("Berlin", "Angela Merkel");
    }

    @Test
    void readsGermanAndEnglishOnly() {
        assertThat(STEP.reads(Tags.NONE.withLanguage(new Language("de-AT", 1.0))))
                .isTrue();
        assertThat(STEP.reads(Tags.NONE.withLanguage(new Language("fr", 1.0)))).isFalse();
        assertThat(STEP.reads(Tags.NONE)).isFalse();
    }

    @Test
    void mentionsStandInReadingOrder() {
        List<Entity> entities = entities(
                "de", article("Paris wartet auf Merkel", "In Paris ist Markt.", "Angela Merkel ist in Paris."));
        assertThat(entity(entities, "Paris").getType()).isEqualTo(EntityType.LOCATION);
        assertThat(entity(entities, "Paris").getMentions())
                .extracting(Mention::getField)
                .containsExactly(Field.HEADLINE, Field.LEAD, Field.BODY);
        assertThat(entity(entities, "Paris").getMentions())
                .extracting(Mention::getKind)
                .containsOnly(MentionKind.NAME);
    }
}
