package io.depesche.sink;

import io.depesche.contracts.record.Access;
import io.depesche.contracts.record.Entity;
import io.depesche.contracts.record.EntityType;
import io.depesche.contracts.record.FetchFacts;
import io.depesche.contracts.record.Field;
import io.depesche.contracts.record.Image;
import io.depesche.contracts.record.Language;
import io.depesche.contracts.record.Mention;
import io.depesche.contracts.record.MentionKind;
import io.depesche.contracts.record.RawArticle;
import io.depesche.contracts.record.StatedTime;
import io.depesche.contracts.record.TaggedArticle;
import io.depesche.contracts.record.TimePrecision;
import io.depesche.contracts.record.TimeSource;
import java.time.Instant;
import java.util.List;

/** Tagged articles for tests. */
public final class TaggedArticles {

    private TaggedArticles() {}

    /** An article about Anna Schwarz that mentions Hamburg. */
    public static TaggedArticle.Builder aTaggedArticle() {
        RawArticle article = RawArticle.newBuilder()
                .setId("6f9619ff-8b86-5011-b42d-00c04fc964ff")
                .setRevision(2)
                .setUrl("https://beispielblatt.example/artikel/1?utm=x")
                .setCanonicalUrl("https://beispielblatt.example/artikel/1")
                .setOutlet("beispielblatt")
                .setOutletName("Beispielblatt")
                .setHeadline("Anna Schwarz eröffnet die Brücke")
                .setLead("Der Verkehr rollt wieder.")
                .setBody("Anna Schwarz war in Hamburg. 🌉")
                .setAuthors(List.of("Mia Klein", "Tom Groß"))
                .setPublished(new StatedTime(
                        Instant.parse("2025-03-14T07:00:00Z"),
                        "Europe/Berlin",
                        TimeSource.JSON_LD,
                        TimePrecision.SECOND))
                .setCrawled(Instant.parse("2025-03-14T07:30:00.123Z"))
                .setKeywords(List.of("Verkehr"))
                .setImage(Image.newBuilder()
                        .setUrl("https://beispielblatt.example/bruecke.jpg")
                        .build())
                .setAccess(Access.OPEN)
                .setBodyHash("00")
                .setFetch(FetchFacts.newBuilder().setStatus(200).setBytes(1_000).build())
                .build();
        return TaggedArticle.newBuilder()
                .setArticle(article)
                .setLanguage(new Language("de", 0.9))
                .setEntities(List.of(
                        new Entity(
                                "local:person:anna-schwarz",
                                "Anna Schwarz",
                                EntityType.PERSON,
                                0.9,
                                List.of(
                                        new Mention(Field.HEADLINE, 0, 12, "Anna Schwarz", MentionKind.NAME),
                                        new Mention(Field.BODY, 0, 12, "Anna Schwarz", MentionKind.NAME))),
                        new Entity(
                                "gn:2911298",
                                "Hamburg",
                                EntityType.LOCATION,
                                0.2,
                                List.of(new Mention(Field.BODY, 20, 27, "Hamburg", MentionKind.NAME)))));
    }
}
