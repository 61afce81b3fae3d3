package io.depesche.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.depesche.cli.pipeline.StreamWatcher;
import io.depesche.contracts.record.DateTag;
import io.depesche.contracts.record.Entity;
import io.depesche.contracts.record.Field;
import io.depesche.contracts.record.Mention;
import io.depesche.contracts.record.RawArticle;
import io.depesche.contracts.record.TaggedArticle;

/** What the live page is told, as JSON. */
final class PageEvents {

    private PageEvents() {}

    static String of(TaggedArticle tagged) {
        RawArticle article = tagged.getArticle();
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        event.put("outlet", article.getOutletName());
        event.put("lang", tagged.getLanguage().getTag());
        event.put("revision", article.getRevision());
        article.getPublished().ifPresent(time -> event.put("published", ArticlePrinter.localTime(time)));
        event.put("headline", article.getHeadline());
        event.put("body", article.getBody());
        marks(event.putArray("headlineMarks"), tagged, Field.HEADLINE);
        marks(event.putArray("bodyMarks"), tagged, Field.BODY);
        return event.toString();
    }

    private static void marks(ArrayNode marks, TaggedArticle tagged, Field field) {
        for (Entity entity : tagged.getEntities()) {
            for (Mention mention : entity.getMentions()) {
                if (mention.getField() == field) {
                    marks.addObject()
                            .put("start", mention.getStart())
                            .put("end", mention.getEnd())
                            .put("type", entity.getType().name())
                            .put("title", entity.getId());
                }
            }
        }
        for (DateTag date : tagged.getDates()) {
            if (date.getField() == field) {
                marks.addObject()
                        .put("start", date.getStart())
                        .put("end", date.getEnd())
                        .put("type", "date")
                        .put("title", date.getType() + " " + date.getValue());
            }
        }
    }

    static String of(StreamWatcher.DeadLetter letter) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("reason", letter.reason())
                .put("message", letter.message())
                .toString();
    }

    static String counts(long visited, long raw, long tagged, long routed, long dead) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("visited", visited)
                .put("raw", raw)
                .put("tagged", tagged)
                .put("routed", routed)
                .put("dead", dead)
                .toString();
    }
}
