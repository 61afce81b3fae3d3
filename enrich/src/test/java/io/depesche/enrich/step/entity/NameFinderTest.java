package io.depesche.enrich.step.entity;

import static org.assertj.core.api.Assertions.assertThat;

import io.depesche.contracts.record.Entity;
import io.depesche.contracts.record.EntityType;
import io.depesche.contracts.record.Language;
import io.depesche.contracts.record.ListedEntity;
import io.depesche.contracts.record.MentionKind;
import io.depesche.enrich.step.ArticleText;
import io.depesche.enrich.step.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A finder that takes the model's place: whatever else makes entities stays. */
class NameFinderTest {

    /** Finds the words that it is told. */
    private record Told(Map<String, EntityType> types, MentionKind kind) implements NameFinder {

        @Override
        public String version() {
            return "told-1";
        }

        @Override
        public List<List<FoundName>> namesIn(List<List<String>> sentences) {
            return sentences.stream().map(this::namesOf).toList();
        }

        private List<FoundName> namesOf(List<String> words) {
            List<FoundName> names = new ArrayList<>();
            for (int word = 0; word < words.size(); word++) {
                if (types.containsKey(words.get(word))) {
                    names.add(new FoundName(word, word, types.get(words.get(word)), kind));
                }
            }
            return names;
        }
    }

    private static List<String> mentions(EntityStep step, String body) {
        return entities(step, body).stream()
                .flatMap(entity -> entity.getMentions().stream().map(mention -> "%s %s %s %s"
                        .formatted(entity.getId(), entity.getType(), mention.getKind(), mention.getExact())))
                .toList();
    }

    private static List<Entity> entities(EntityStep step, String body) {
        return step.apply(
                        new ArticleText("", "", body, Optional.empty(), Optional.empty(), false),
                        Tags.NONE.withLanguage(new Language("de", 1.0)))
                .entities();
    }

    private static EntityStep told(MentionKind kind, Map<String, EntityType> types) {
        return new EntityStep(new Told(types, kind));
    }

    @Test
    void itsNamesAndNoOthersAreTaggedAndLinked() {
        EntityStep step = told(MentionKind.NAME, Map.of("Frankreich", EntityType.LOCATION, "Querl", EntityType.PERSON));

        assertThat(mentions(step, "Querl fährt nach Frankreich, Ida Holm nach Nordheim."))
                .containsExactly("local:person:querl PERSON NAME Querl", "iso:FR LOCATION NAME Frankreich");
        assertThat(step.version()).startsWith("told-1 known-");
    }

    @Test
    void theNameInACompoundIsAPart() {
        assertThat(mentions(
                        told(MentionKind.PART, Map.of("Querl-Rede", EntityType.PERSON)), "Die Querl-Rede war lang."))
                .containsExactly("local:person:querl PERSON PART Querl");
    }

    @Test
    void typesThatOurModelDoesNotKnowAreOther() {
        assertThat(mentions(told(MentionKind.NAME, Map.of("Querlfest", EntityType.EVENT)), "Das Querlfest beginnt."))
                .containsExactly("local:other:querlfest OTHER NAME Querlfest");
    }

    @Test
    void thePassOverTheArticleFollows() {
        assertThat(mentions(told(MentionKind.NAME, Map.of("Querl", EntityType.PERSON)), "Querl kam. Querls Hut blieb."))
                .containsExactly("local:person:querl PERSON NAME Querl", "local:person:querl PERSON NAME Querls");
    }

    @Test
    void theUsersListIsFoundToo() {
        ListedEntity listed = ListedEntity.newBuilder()
                .setId("own:1")
                .setType(EntityType.ORGANIZATION)
                .setName("Nordwerk")
                .setAliases(List.of())
                .build();
        EntityStep step = told(MentionKind.NAME, Map.of()).with(EntityList.of(List.of(listed)));

        assertThat(mentions(step, "Das Nordwerk schließt.")).containsExactly("own:1 ORGANIZATION NAME Nordwerk");
        assertThat(step.version()).startsWith("told-1 known-").contains(" list-");
    }
}
