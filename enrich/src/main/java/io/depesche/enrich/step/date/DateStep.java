package io.depesche.enrich.step.date;

import io.depesche.contracts.CodePoints;
import io.depesche.contracts.TextSpan;
import io.depesche.contracts.record.DateTag;
import io.depesche.contracts.record.Field;
import io.depesche.contracts.record.Interval;
import io.depesche.enrich.step.ArticleText;
import io.depesche.enrich.step.Step;
import io.depesche.enrich.step.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

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
    private final Composer full = Composer.full();
    private final Composer numeric = Composer.numeric();

    /** @param anchor what relative dates are counted from */
    public DateStep(Anchor anchor) {
        this.anchor = anchor;
        this.lexicons = Map.of("de", Lexicon.of("de"), "en", Lexicon.of("en"));
    }

    @Override
    public String name() {
        return "dates";
    }

    @Override
    public String version() {
        return "1-" + anchor.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public Tags apply(ArticleText text, Tags soFar) {
        Lexicon lexicon = lexicons.getOrDefault(soFar.primaryLanguage(), none);
        Composer composer = lexicon == none ? numeric : full;
        Scene scene = new Scene(text.published(), text.dayOnly(), anchor);
        List<DateTag> tags = new ArrayList<>();
        for (Field field : Field.values()) {
            tagField(field, text.of(field), lexicon, composer, scene, tags);
        }
        return soFar.withDates(tags);
    }

    private static void tagField(
            Field field, String text, Lexicon lexicon, Composer composer, Scene scene, List<DateTag> tags) {
        Words words = Words.of(text, lexicon);
        List<Expression> expressions = composer.expressions(words);
        List<Resolved> resolved = new Resolver(words, expressions, scene).resolve();
        CodePoints codePoints = new CodePoints(text);
        for (int index = 0; index < expressions.size(); index++) {
            Expression expression = expressions.get(index);
            TextSpan span = codePoints.span(words.from(expression.first()), words.to(expression.end() - 1));
            tags.add(tag(field, span, expression, resolved.get(index)));
        }
    }

    private static DateTag tag(Field field, TextSpan span, Expression expression, Resolved resolved) {
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
        return tag.build();
    }
}
