package io.depesche.enrich.step.date;

import io.depesche.contracts.CodePoints;
import io.depesche.contracts.TextSpan;
import io.depesche.contracts.record.DateTag;
import io.depesche.contracts.record.Field;
import io.depesche.contracts.record.Interval;
import io.depesche.enrich.step.ArticleText;
import io.depesche.enrich.step.Step;
import io.depesche.enrich.step.Tags;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Tags dates, times, durations and sets in headline, lead and body with TIMEX3 types and values (ISO-TimeML) and the half-open
 * interval of local time that each covers. Relative dates count from {@link ArticleText#published}; without it they keep their type
 * and have no interval. Knows German and English; in other languages only dates written in digits are tagged. Linear in the text's
 * length.
 */
public final class DateStep implements Step {

    private final Anchor anchor;
    private final Map<String, Lexicon> lexicons;
    private final Lexicon none = Lexicon.empty();
    private final Composer full;
    private final Composer numeric = Composer.numeric();

    /** @param anchor what relative dates are counted from */
    public DateStep(Anchor anchor) {
        this.anchor = anchor;
        this.full = Composer.full(anchor);
        this.lexicons = Map.of("de", Lexicon.of("de"), "en", Lexicon.of("en"));
    }

    @Override
    public String name() {
        return "dates";
    }

    @Override
    public String version() {
        return "2-" + anchor.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public Tags apply(ArticleText text, Tags soFar) {
        Lexicon lexicon = lexicons.getOrDefault(soFar.primaryLanguage(), none);
        Composer composer = lexicon == none ? numeric : full;
        List<Passage> passages = Arrays.stream(Field.values())
                .map(field -> passage(field, text.of(field), lexicon, composer))
                .toList();
        Survey survey = Survey.of(passages, text.published().map(LocalDateTime::toLocalDate));
        Scene scene = new Scene(text.published(), text.dayOnly(), anchor, survey);
        EventDates events = new EventDates(anchor == Anchor.NARRATIVE ? Optional.empty() : text.published());
        List<DateTag.Builder> tags = new ArrayList<>();
        passages.forEach(passage -> tag(passage, scene, events, tags));
        for (int index = 0; index < tags.size(); index++) {
            tags.get(index).setEventScore(events.score(index)).setFuture(events.isFuture(index));
        }
        return soFar.withDates(tags.stream().map(DateTag.Builder::build).toList());
    }

    private static Passage passage(Field field, String text, Lexicon lexicon, Composer composer) {
        Words words = Words.of(text, lexicon);
        return new Passage(field, text, words, composer.expressions(words));
    }

    private static void tag(Passage passage, Scene scene, EventDates events, List<DateTag.Builder> tags) {
        Words words = passage.words();
        List<Expression> expressions = passage.expressions();
        List<Resolved> resolved = new Resolver(words, expressions, scene).resolve();
        CodePoints codePoints = new CodePoints(passage.text());
        boolean joined = false;
        for (int index = 0; index < expressions.size(); index++) {
            Expression expression = expressions.get(index);
            TextSpan span = codePoints.span(words.from(expression.first()), words.to(expression.end() - 1));
            DateTag.Builder tag = tag(passage.field(), span, expression, resolved.get(index));
            if (joined) {
                DateTag.Builder before = tags.get(tags.size() - 1);
                before.setPartner(span.start());
                tag.setPartner(before.getStart());
            }
            joined = index + 1 < expressions.size()
                    && YearWords.skipJoint(words, expression.end())
                            == expressions.get(index + 1).first()
                    && resolved.get(index).type() == resolved.get(index + 1).type();
            events.add(passage.field(), words, expression, resolved.get(index));
            tags.add(tag);
        }
    }

    private static DateTag.Builder tag(Field field, TextSpan span, Expression expression, Resolved resolved) {
        String mod = expression.part().isEmpty() ? expression.modifier() : expression.part();
        DateTag.Builder tag = DateTag.newBuilder()
                .setField(field)
                .setStart(span.start())
                .setEnd(span.end())
                .setExact(span.exact())
                .setType(resolved.type())
                .setValue(resolved.value())
                .setAnchor(resolved.anchor());
        if (!mod.isEmpty()) {
            tag.setMod(mod);
        }
        if (resolved.hasInterval()) {
            Interval.Builder interval = Interval.newBuilder();
            resolved.earliest().ifPresent(interval::setEarliest);
            resolved.latest().ifPresent(interval::setLatest);
            tag.setInterval(interval.build());
        }
        return tag;
    }
}
