package io.depesche.sink.route;

import static io.depesche.sink.TaggedArticles.aTaggedArticle;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.depesche.contracts.record.Entity;
import io.depesche.contracts.record.EntityType;
import io.depesche.contracts.record.Field;
import io.depesche.contracts.record.Mention;
import io.depesche.contracts.record.MentionKind;
import io.depesche.contracts.record.RawArticle;
import io.depesche.contracts.record.TaggedArticle;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NinjsTest {

    /** The property names of ninjs 3.1 (https://www.iptc.org/std/ninjs/ninjs-schema_3.1.json), of the root and of what we fill. */
    private static final Map<String, Set<String>> NAMES = Map.ofEntries(
            Map.entry(
                    "",
                    Set.of(
                            "uri",
                            "type",
                            "representationType",
                            "profile",
                            "version",
                            "firstCreated",
                            "versionCreated",
                            "contentCreated",
                            "embargoedUntil",
                            "pubStatus",
                            "urgency",
                            "copyrightHolder",
                            "copyrightNotice",
                            "usageTerms",
                            "edNote",
                            "language",
                            "descriptions",
                            "bodies",
                            "headlines",
                            "people",
                            "organisations",
                            "places",
                            "subjects",
                            "events",
                            "eventDetails",
                            "plannedCoverage",
                            "objects",
                            "infoSources",
                            "title",
                            "by",
                            "slugline",
                            "located",
                            "renditions",
                            "associations",
                            "altIds",
                            "trustIndicators",
                            "standard",
                            "genres",
                            "expires",
                            "rightsInfo",
                            "digitalSourceType")),
            Map.entry("standard", Set.of("name", "version", "schema")),
            Map.entry("headlines", Set.of("role", "contentType", "value")),
            Map.entry("descriptions", Set.of("role", "contentType", "value")),
            Map.entry("bodies", Set.of("role", "contentType", "charCount", "wordCount", "value")),
            Map.entry("people", Set.of("name", "rel", "uri", "literal", "contactInfo")),
            Map.entry("organisations", Set.of("name", "rel", "uri", "literal", "symbols", "contactInfo")),
            Map.entry("places", Set.of("name", "rel", "uri", "literal", "contactInfo", "geoJSON")),
            Map.entry("subjects", Set.of("name", "rel", "uri", "literal", "creator", "relevance", "confidence")),
            Map.entry("events", Set.of("id", "name", "rel", "uri", "literal")),
            Map.entry("objects", Set.of("name", "rel", "uri", "literal")),
            Map.entry("infoSources", Set.of("name", "role", "uri", "literal", "contactInfo")),
            Map.entry("altIds", Set.of("role", "value")),
            Map.entry(
                    "renditions",
                    Set.of(
                            "name",
                            "href",
                            "contentType",
                            "title",
                            "width",
                            "height",
                            "sizeInBytes",
                            "duration",
                            "format",
                            "aspectRatio",
                            "videoCodec",
                            "frameRate",
                            "poi",
                            "transportProtocol",
                            "scanType",
                            "bitrate")));

    private static final Mention MENTION = new Mention(Field.BODY, 0, 12, "Anna Schwarz", MentionKind.NAME);

    @Test
    void usesNoNameThatNinjsDoesNotHave() throws Exception {
        List<Entity> oneOfEachType = Arrays.stream(EntityType.values())
                .map(type -> new Entity("local:x:" + type, type.name(), type, 0.1, List.of(MENTION)))
                .toList();
        JsonNode ninjs = read(aTaggedArticle().setEntities(oneOfEachType).build());

        assertThat(ninjs.fieldNames()).toIterable().isSubsetOf(NAMES.get(""));
        ninjs.properties().stream()
                .filter(property -> property.getValue().isContainerNode())
                .forEach(property -> {
                    JsonNode value = property.getValue();
                    for (JsonNode object : value.isArray() ? value : List.of(value)) {
                        assertThat(object.fieldNames())
                                .toIterable()
                                .as(property.getKey())
                                .isSubsetOf(NAMES.get(property.getKey()));
                    }
                });
    }

    @Test
    void anAdjectiveAloneIsNoPlace() throws Exception {
        Entity german = new Entity(
                "local:location:deutsch",
                "deutsch",
                EntityType.LOCATION,
                0.1,
                List.of(new Mention(Field.BODY, 0, 8, "deutsche", MentionKind.DERIVED)));

        assertThat(read(aTaggedArticle().setEntities(List.of(german)).build()).has("places"))
                .isFalse();
    }

    @Test
    void carriesTheArticle() throws Exception {
        JsonNode ninjs = read(aTaggedArticle().build());

        assertThat(ninjs.path("uri").asText()).isEqualTo("urn:uuid:6f9619ff-8b86-5011-b42d-00c04fc964ff");
        assertThat(ninjs.path("version").asText()).isEqualTo("2");
        assertThat(ninjs.path("contentCreated").asText()).isEqualTo("2025-03-14T08:00:00+01:00");
        assertThat(ninjs.path("versionCreated").asText()).isEqualTo("2025-03-14T07:30:00Z");
        assertThat(ninjs.path("language").asText()).isEqualTo("de");
        assertThat(ninjs.path("by").asText()).isEqualTo("Mia Klein, Tom Groß");
        assertThat(ninjs.at("/headlines/0/value").asText()).isEqualTo("Anna Schwarz eröffnet die Brücke");
        assertThat(ninjs.at("/bodies/0/value").asText()).isEqualTo("Anna Schwarz war in Hamburg. 🌉");
        assertThat(ninjs.at("/bodies/0/charCount").asInt()).isEqualTo(30);
        assertThat(ninjs.at("/bodies/0/wordCount").asInt()).isEqualTo(6);
        assertThat(ninjs.at("/descriptions/0/value").asText()).isEqualTo("Der Verkehr rollt wieder.");
        assertThat(ninjs.at("/infoSources/0/literal").asText()).isEqualTo("beispielblatt");
        assertThat(ninjs.at("/renditions/0/href").asText()).isEqualTo("https://beispielblatt.example/bruecke.jpg");
    }

    @Test
    void carriesTheKickerAsAFurtherHeadline() throws Exception {
        TaggedArticle.Builder tagged = aTaggedArticle();
        tagged.setArticle(
                RawArticle.newBuilder(tagged.getArticle()).setKicker("Verkehr").build());

        JsonNode ninjs = read(tagged.build());

        assertThat(ninjs.at("/headlines/1/role").asText()).isEqualTo("kicker");
        assertThat(ninjs.at("/headlines/1/value").asText()).isEqualTo("Verkehr");
    }

    @Test
    void tellsWhatTheArticleIsAboutFromWhatItMentions() throws Exception {
        JsonNode ninjs = read(aTaggedArticle().build());

        assertThat(ninjs.at("/people/0/name").asText()).isEqualTo("Anna Schwarz");
        assertThat(ninjs.at("/people/0/rel").asText()).isEqualTo("about");
        assertThat(ninjs.at("/people/0/literal").asText()).isEqualTo("local:person:anna-schwarz");
        assertThat(ninjs.at("/places/0/rel").asText()).isEqualTo("mentions");
        assertThat(ninjs.at("/places/0/uri").asText()).isEqualTo("https://sws.geonames.org/2911298/");
    }

    @Test
    void leavesOutWhatIsNotKnown() throws Exception {
        TaggedArticle.Builder tagged = aTaggedArticle();
        tagged.setArticle(RawArticle.newBuilder(tagged.getArticle())
                .clearPublished()
                .clearLead()
                .clearImage()
                .setAuthors(List.of())
                .setKeywords(List.of())
                .build());

        JsonNode ninjs = read(tagged.setEntities(List.of()).build());

        assertThat(ninjs.fieldNames())
                .toIterable()
                .doesNotContain("contentCreated", "descriptions", "renditions", "by", "people", "subjects");
    }

    private static JsonNode read(TaggedArticle tagged) throws Exception {
        return new ObjectMapper().readTree(Ninjs.of(tagged));
    }
}
