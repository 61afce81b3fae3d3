package io.depesche.sink.watch;

import static io.depesche.sink.TaggedArticles.aTaggedArticle;

import io.depesche.contracts.record.Entity;
import io.depesche.contracts.record.EntityType;
import io.depesche.contracts.record.Field;
import io.depesche.contracts.record.Language;
import io.depesche.contracts.record.Mention;
import io.depesche.contracts.record.MentionKind;
import io.depesche.contracts.record.RawArticle;
import io.depesche.contracts.record.TaggedArticle;
import io.depesche.contracts.record.WatchCriteria;
import io.depesche.contracts.record.Watchlist;
import java.util.List;

/** Watchlists and articles for tests. */
public final class WatchSamples {

    private WatchSamples() {}

    /** A watchlist that one of the words makes fire. */
    public static Watchlist anyWord(String id, String... words) {
        return Watchlist.newBuilder()
                .setId(id)
                .setName("Watchlist " + id)
                .setAnyOf(new WatchCriteria(List.of(words), List.of()))
                .build();
    }

    /** An article with that body, with Hamburg tagged where it is named first. */
    public static TaggedArticle inLanguage(String language, String body) {
        int start = body.indexOf("Hamburg");
        List<Entity> entities = start < 0
                ? List.of()
                : List.of(new Entity(
                        "gn:2911298",
                        "Hamburg",
                        EntityType.LOCATION,
                        0.2,
                        List.of(new Mention(
                                Field.BODY,
                                body.codePointCount(0, start),
                                body.codePointCount(0, start) + 7,
                                "Hamburg",
                                MentionKind.NAME))));
        TaggedArticle.Builder tagged =
                aTaggedArticle().setLanguage(new Language(language, 0.9)).setEntities(entities);
        return tagged.setArticle(
                        RawArticle.newBuilder(tagged.getArticle()).setBody(body).build())
                .build();
    }
}
