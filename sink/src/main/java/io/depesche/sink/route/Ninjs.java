package io.depesche.sink.route;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.depesche.contracts.record.Entity;
import io.depesche.contracts.record.EntityType;
import io.depesche.contracts.record.MentionKind;
import io.depesche.contracts.record.RawArticle;
import io.depesche.contracts.record.StatedTime;
import io.depesche.contracts.record.TaggedArticle;
import io.depesche.contracts.record.TextStatus;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * What goes into news.ninjs.v1: an article as IPTC ninjs 3.1 (https://iptc.org/standards/ninjs/). Entities become people,
 * organisations, places, events, objects and subjects; an entity whose salience is at least {@value #ABOUT} is what the article
 * is "about", others it "mentions".
 */
public final class Ninjs {

    /** Salience from which an article is about an entity. */
    static final double ABOUT = 0.5;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DateTimeFormatter WITH_OFFSET = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssXXX");

    private Ninjs() {}

    /** The JSON text, on one line; the same article gives the same text. */
    public static String of(TaggedArticle tagged) {
        RawArticle article = tagged.getArticle();
        ObjectNode ninjs = item(article.getId());
        if (article.getTextStatus() == TextStatus.PUBLISHED) {
            ninjs.put("representationType", "full");
        }
        ninjs.put("version", String.valueOf(article.getRevision()));
        article.getPublished().ifPresent(time -> ninjs.put("contentCreated", inItsZone(time)));
        ninjs.put("versionCreated", utc(article.getCrawled()));
        ninjs.put("pubStatus", article.getTextStatus() == TextStatus.WITHDRAWN ? "canceled" : "usable");
        ninjs.put("language", tagged.getLanguage().getTag());
        ninjs.put("title", article.getHeadline());
        if (!article.getAuthors().isEmpty()) {
            ninjs.put("by", String.join(", ", article.getAuthors()));
        }
        ArrayNode headlines = ninjs.putArray("headlines");
        headlines.addObject().put("role", "main").put("value", article.getHeadline());
        article.getKicker()
                .ifPresent(kicker -> headlines.addObject().put("role", "kicker").put("value", kicker));
        article.getLead().ifPresent(lead -> ninjs.putArray("descriptions")
                .addObject()
                .put("role", "lead")
                .put("contentType", "text/plain")
                .put("value", lead));
        if (article.getTextStatus() == TextStatus.PUBLISHED) {
            body(ninjs, article.getBody());
        }
        entities(ninjs, tagged);
        ninjs.putArray("infoSources")
                .addObject()
                .put("name", article.getOutletName())
                .put("role", "publisher")
                .put("literal", article.getOutlet());
        ninjs.putArray("altIds").addObject().put("role", "url").put("value", article.getCanonicalUrl());
        article.getImage().ifPresent(image -> ninjs.putArray("renditions")
                .addObject()
                .put("name", "main picture")
                .put("href", image.getUrl()));
        return write(ninjs);
    }

    /** The version that takes an article back: nothing but its id and its status. */
    public static String canceled(String articleId) {
        return write(item(articleId).put("pubStatus", "canceled"));
    }

    private static ObjectNode item(String articleId) {
        ObjectNode ninjs = JsonNodeFactory.instance.objectNode();
        ninjs.putObject("standard")
                .put("name", "ninjs")
                .put("version", "3.1")
                .put("schema", "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#");
        return ninjs.put("uri", "urn:uuid:" + articleId).put("type", "text");
    }

    private static String write(ObjectNode ninjs) {
        try {
            return JSON.writeValueAsString(ninjs);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of text and numbers can always be written", e);
        }
    }

    private static void body(ObjectNode ninjs, String body) {
        ninjs.putArray("bodies")
                .addObject()
                .put("role", "main")
                .put("contentType", "text/plain")
                .put("charCount", body.codePointCount(0, body.length()))
                .put("wordCount", body.isBlank() ? 0 : body.strip().split("\\s+").length)
                .put("value", body);
    }

    private static void entities(ObjectNode ninjs, TaggedArticle tagged) {
        for (Entity entity : tagged.getEntities()) {
            if (entity.getMentions().stream().allMatch(mention -> mention.getKind() == MentionKind.DERIVED)) {
                continue; // an adjective alone ("deutsche") is no place by name
            }
            ObjectNode named = ninjs.withArray(propertyFor(entity.getType()))
                    .addObject()
                    .put("name", entity.getName())
                    .put("rel", entity.getSalience() >= ABOUT ? "about" : "mentions");
            identify(named, entity.getId());
        }
        ArrayNode subjects = JsonNodeFactory.instance.arrayNode();
        tagged.getArticle().getKeywords().forEach(keyword -> subjects.addObject()
                .put("name", keyword)
                .put("creator", tagged.getArticle().getOutletName()));
        if (!subjects.isEmpty()) {
            ninjs.withArray("subjects").addAll(subjects);
        }
    }

    private static String propertyFor(EntityType type) {
        return switch (type) {
            case PERSON -> "people";
            case ORGANIZATION -> "organisations";
            case LOCATION -> "places";
            case EVENT -> "events";
            case PRODUCT -> "objects";
            case OTHER -> "subjects";
        };
    }

    /** A public id becomes the address it stands for; a local one is a literal. */
    private static void identify(ObjectNode named, String id) {
        String value = id.substring(id.indexOf(':') + 1);
        switch (id.substring(0, id.indexOf(':') + 1)) {
            case "wd:" -> named.put("uri", "http://www.wikidata.org/entity/" + value);
            case "gn:" -> named.put("uri", "https://sws.geonames.org/" + value + "/");
            case "iso:" -> named.put("uri", "http://cvx.iptc.org/iso3166-1a2/" + value);
            default -> named.put("literal", id);
        }
    }

    private static String inItsZone(StatedTime time) {
        return WITH_OFFSET.format(time.getInstant().atZone(ZoneId.of(time.getZone())));
    }

    private static String utc(Instant instant) {
        return WITH_OFFSET.format(instant.atZone(ZoneOffset.UTC));
    }
}
