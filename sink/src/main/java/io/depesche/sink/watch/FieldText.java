package io.depesche.sink.watch;

import io.depesche.contracts.CodePoints;
import io.depesche.contracts.TextSpan;
import io.depesche.contracts.record.Field;
import io.depesche.contracts.record.RawArticle;
import io.depesche.contracts.record.WatchMatch;
import io.depesche.contracts.record.WatchMatchKind;
import java.util.List;

/** One field of an article and how its code points count. */
record FieldText(Field field, String text, CodePoints points) {

    /** Headline, lead and body. */
    static List<FieldText> of(RawArticle article) {
        return List.of(
                of(Field.HEADLINE, article.getHeadline()),
                of(Field.LEAD, article.getLead().orElse("")),
                of(Field.BODY, article.getBody()));
    }

    private static FieldText of(Field field, String text) {
        return new FieldText(field, text, new CodePoints(text));
    }

    /** A match between two UTF-16 indexes. */
    WatchMatch match(int from, int to, WatchMatchKind kind, String fired) {
        TextSpan span = points.span(from, to);
        return new WatchMatch(field, span.start(), span.end(), span.exact(), kind, fired);
    }
}
