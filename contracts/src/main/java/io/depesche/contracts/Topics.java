package io.depesche.contracts;

import static io.depesche.contracts.TopicOf.Cleanup.COMPACT;
import static io.depesche.contracts.TopicOf.Cleanup.COMPACT_AND_DELETE;
import static io.depesche.contracts.TopicOf.Cleanup.DELETE;

import io.depesche.contracts.record.Alert;
import io.depesche.contracts.record.ArticleRevision;
import io.depesche.contracts.record.EntityMention;
import io.depesche.contracts.record.FrontierOrder;
import io.depesche.contracts.record.ListedEntity;
import io.depesche.contracts.record.OutletDefinition;
import io.depesche.contracts.record.RawArticle;
import io.depesche.contracts.record.Redriven;
import io.depesche.contracts.record.Story;
import io.depesche.contracts.record.TaggedArticle;
import io.depesche.contracts.record.Takedown;
import io.depesche.contracts.record.Watchlist;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The topic catalogue: each topic that Depesche reads or writes, in one constant. {@code docs/topics.md} tells it to people. */
public final class Topics {

    /** What the crawler publishes: every revision of every article. Compaction leaves the latest one, and of what was taken down none. */
    public static final TopicOf<RawArticle> RAW = new TopicOf<>(
            "news.raw.v1",
            "article id",
            RawArticle.class,
            "every revision of every article, as extracted",
            6,
            COMPACT_AND_DELETE,
            Duration.ofDays(90));

    /** Whom to crawl: the outlets file is loaded into it, and commands change it while the crawler runs. */
    public static final TopicOf<OutletDefinition> OUTLET = new TopicOf<>(
            "news.outlet.v1",
            "outlet id",
            OutletDefinition.class,
            "whom to crawl; a tombstone takes an outlet out",
            1,
            COMPACT,
            Duration.ZERO);

    /** The users' own names: commands change them, and every running tagger follows. */
    public static final TopicOf<ListedEntity> ENTITY = new TopicOf<>(
            "news.entity.v1",
            "entity id",
            ListedEntity.class,
            "names that the tagger always finds; a tombstone takes one out",
            1,
            COMPACT,
            Duration.ZERO);

    /** What is to be fetched. Its partitions follow the site, so that one instance at a time asks its hosts. */
    public static final TopicOf<FrontierOrder> FRONTIER = new TopicOf<>(
            "news.frontier.v1",
            "site, outlet and address, parted by spaces; * and the outlet for a definition",
            FrontierOrder.class,
            "what is to be crawled, partitioned by site",
            12,
            COMPACT,
            Duration.ZERO);

    /** Every article with its tags, in all languages. */
    public static final TopicOf<TaggedArticle> TAGGED = tagged("news.tagged.v1", "every article with its tags");

    /** Tagged articles in German. */
    public static final TopicOf<TaggedArticle> TAGGED_GERMAN = tagged("news.tagged.de.v1", "tagged articles in German");

    /** Tagged articles in English. */
    public static final TopicOf<TaggedArticle> TAGGED_ENGLISH =
            tagged("news.tagged.en.v1", "tagged articles in English");

    /** Tagged articles in any other language. */
    public static final TopicOf<TaggedArticle> TAGGED_OTHER =
            tagged("news.tagged.other.v1", "tagged articles in any other language, with cautious tags or none");

    /** The latest revision of each article, as a table. */
    public static final TopicOf<TaggedArticle> LATEST = new TopicOf<>(
            "news.article.latest.v1",
            "article id",
            TaggedArticle.class,
            "the latest revision of each article, as a table",
            6,
            COMPACT,
            Duration.ZERO);

    /** One record for each entity of each article. */
    public static final TopicOf<EntityMention> MENTION = new TopicOf<>(
            "news.mention.v1",
            "entity id",
            EntityMention.class,
            "one record for each entity of each article, to follow an entity by key",
            6,
            DELETE,
            Duration.ofDays(30));

    /** Tagged articles as IPTC ninjs 3.1 JSON. */
    public static final TopicOf<String> NINJS = new TopicOf<>(
            "news.ninjs.v1",
            "article id",
            String.class,
            "tagged articles as IPTC ninjs 3.1 JSON",
            6,
            COMPACT_AND_DELETE,
            Duration.ofDays(30));

    /** What is reported of each event, as a table. */
    public static final TopicOf<Story> STORY = new TopicOf<>(
            "news.story.v1",
            "story id",
            Story.class,
            "what is reported of each event, as a table; a story that became part of another one says so",
            6,
            COMPACT_AND_DELETE,
            Duration.ofDays(30));

    /** What each revision of an article changed. */
    public static final TopicOf<ArticleRevision> REVISION = new TopicOf<>(
            "news.revision.v1",
            "article id",
            ArticleRevision.class,
            "what each revision of an article changed: paragraphs, names, dates, numbers",
            6,
            COMPACT_AND_DELETE,
            Duration.ofDays(30));

    /** What subscribers want to be told of: commands change it, and every running sink follows. */
    public static final TopicOf<Watchlist> WATCHLIST = new TopicOf<>(
            "news.watchlist.v1",
            "watchlist id",
            Watchlist.class,
            "what subscribers want to be told of; a tombstone takes a watchlist out",
            1,
            COMPACT,
            Duration.ZERO);

    /** What the watchlists found. */
    public static final TopicOf<Alert> ALERT = new TopicOf<>(
            "news.alert.v1",
            "watchlist id",
            Alert.class,
            "what the watchlists found, with the words that fired",
            6,
            DELETE,
            Duration.ofDays(30));

    /** What is to be taken out of the stream, and what was done for it. */
    public static final TopicOf<Takedown> TAKEDOWN = new TopicOf<>(
            "news.takedown.v1",
            "article or outlet id; on receipts also who gives it, parted by a space",
            Takedown.class,
            "what is to be taken out of the stream, and receipts of what was done",
            1,
            COMPACT,
            Duration.ZERO);

    /** What could not be processed, as it came, with the reason in its headers. */
    public static final TopicOf<byte[]> DEAD = new TopicOf<>(
            "news.dead.v1",
            "the key as it came",
            byte[].class,
            "what could not be processed: original bytes, key and headers, with the reason",
            1,
            DELETE,
            Duration.ofDays(30));

    /** Which dead letters were sent back. They are known longer than any dead letter lasts, so that none is sent twice. */
    public static final TopicOf<Redriven> REDRIVEN = new TopicOf<>(
            "news.redriven.v1",
            "partition, offset and time of the dead letter, parted by spaces",
            Redriven.class,
            "which dead letters were sent back, written with what was sent",
            1,
            DELETE,
            Duration.ofDays(90));

    private static final List<TopicOf<?>> ALL = List.of(
            OUTLET,
            ENTITY,
            FRONTIER,
            RAW,
            TAGGED,
            TAGGED_GERMAN,
            TAGGED_ENGLISH,
            TAGGED_OTHER,
            LATEST,
            MENTION,
            NINJS,
            STORY,
            REVISION,
            WATCHLIST,
            ALERT,
            TAKEDOWN,
            DEAD,
            REDRIVEN);

    private Topics() {}

    /** Every topic, in the order of the flow. */
    public static List<TopicOf<?>> all() {
        return ALL;
    }

    /** The topic of that name, if it is one of ours. */
    public static Optional<TopicOf<?>> named(String name) {
        return ALL.stream().filter(topic -> topic.name().equals(name)).findFirst();
    }

    /** Where articles in the language of that BCP 47 tag go, besides {@link #TAGGED}. */
    public static TopicOf<TaggedArticle> taggedIn(String languageTag) {
        return switch (languageTag.split("-", 2)[0]) {
            case "de" -> TAGGED_GERMAN;
            case "en" -> TAGGED_ENGLISH;
            default -> TAGGED_OTHER;
        };
    }

    private static TopicOf<TaggedArticle> tagged(String name, String about) {
        return new TopicOf<>(
                name, "article id", TaggedArticle.class, about, 6, COMPACT_AND_DELETE, Duration.ofDays(30));
    }
}
