package io.depesche.enrich.step;

import io.depesche.contracts.record.DateTag;
import io.depesche.contracts.record.Entity;
import io.depesche.contracts.record.Field;
import io.depesche.contracts.record.MentionKind;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Where the tags of one kind stand in a field, in code points; no two of them overlap. */
public final class Spans {

    private final NavigableMap<Integer, Integer> ends = new TreeMap<>();

    private Spans() {}

    /** The dates of a field. */
    public static Spans ofDates(List<DateTag> dates, Field field) {
        Spans spans = new Spans();
        for (DateTag date : dates) {
            if (date.getField() == field) {
                spans.ends.put(date.getStart(), date.getEnd());
            }
        }
        return spans;
    }

    /** The mentions of some kinds in a field. */
    public static Spans ofMentions(List<Entity> entities, Field field, Predicate<MentionKind> kinds) {
        Spans spans = new Spans();
        entities.stream()
                .flatMap(entity -> entity.getMentions().stream())
                .filter(mention -> mention.getField() == field && kinds.test(mention.getKind()))
                .forEach(mention -> spans.ends.put(mention.getStart(), mention.getEnd()));
        return spans;
    }

    /** Whether one of them has a code point from {@code start} to before {@code end}. */
    public boolean overlap(int start, int end) {
        Map.Entry<Integer, Integer> before = ends.lowerEntry(end);
        return before != null && before.getValue() > start;
    }
}
