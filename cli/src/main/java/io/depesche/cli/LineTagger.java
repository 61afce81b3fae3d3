package io.depesche.cli;

import io.depesche.contracts.record.Language;
import io.depesche.enrich.Tagger;
import io.depesche.enrich.step.ArticleText;
import io.depesche.enrich.step.Step;
import io.depesche.enrich.step.Tags;
import io.depesche.enrich.step.entity.EntityList;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;

/** Two ways through the same steps: with a language that is given, and with one to be detected. */
final class LineTagger {

    private final Tagger detecting;
    private final Tagger told;

    /** @param list names that are always found */
    LineTagger(List<Step> steps, EntityList list) {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        detecting = new Tagger(steps, registry).with(list);
        told = new Tagger(
                        steps.stream()
                                .filter(step -> !step.name().equals("language"))
                                .toList(),
                        registry)
                .with(list);
    }

    /** The tags of a text; {@code id} names it in an error. */
    Tags tag(ArticleText text, String id) {
        return text.languageDeclared()
                .map(tag -> told.tag(text, Tags.NONE.withLanguage(new Language(tag, 1.0)), id))
                .orElseGet(() -> detecting.tag(text, Tags.NONE, id));
    }
}
