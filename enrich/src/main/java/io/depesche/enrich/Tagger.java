package io.depesche.enrich;

import io.depesche.contracts.record.RawArticle;
import io.depesche.contracts.record.StatedTime;
import io.depesche.contracts.record.TaggedArticle;
import io.depesche.contracts.record.TextStatus;
import io.depesche.contracts.record.TimePrecision;
import io.depesche.enrich.step.ArticleText;
import io.depesche.enrich.step.Step;
import io.depesche.enrich.step.Tags;
import io.depesche.enrich.step.entity.EntityList;
import io.depesche.enrich.step.entity.EntityStep;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Runs the steps over an article in their order. The same article gives the same tags, whenever it is tagged. */
public final class Tagger {

    /** With a tag on every word, a text of this length still fits into one record with all its tags. */
    static final int MAX_CHARACTERS = 600_000;

    private final List<Step> steps;
    private final MeterRegistry registry;
    private final Map<Step, Timer> timers = new LinkedHashMap<>();

    /** @param registry where each step's time is measured, as {@code depesche.step} by name */
    public Tagger(List<Step> steps, MeterRegistry registry) {
        this.steps = List.copyOf(steps);
        this.registry = registry;
        steps.forEach(step -> {
            timers.put(
                    step,
                    Timer.builder("depesche.step")
                            .description("time that a step takes for an article")
                            .tag("step", step.name())
                            .publishPercentileHistogram()
                            .register(registry));
        });
    }

    /** The same tagger with the names of a list, which it always finds. */
    public Tagger with(EntityList list) {
        return new Tagger(
                steps.stream()
                        .map(step -> step instanceof EntityStep entities ? entities.with(list) : step)
                        .toList(),
                registry);
    }

    /**
     * Tags an article; throws {@link UntaggableArticle} when it has no body without saying why, is too large, or a step fails on it. What
     * is left of an article whose text is reserved or withdrawn is tagged.
     */
    public TaggedArticle tag(RawArticle article) {
        if (article.getBody().isBlank() && article.getTextStatus() == TextStatus.PUBLISHED) {
            throw new UntaggableArticle(
                    "empty-body",
                    "article %s from %s has an empty body".formatted(article.getId(), article.getOutlet()));
        }
        int length = article.getHeadline().length()
                + article.getLead().orElse("").length()
                + article.getBody().length();
        if (length > MAX_CHARACTERS) {
            throw new UntaggableArticle(
                    "too-large",
                    "article %s from %s has %d characters, more than %d"
                            .formatted(article.getId(), article.getOutlet(), length, MAX_CHARACTERS));
        }
        Tags tags = tag(textOf(article), Tags.NONE, article.getId());
        return TaggedArticle.newBuilder()
                .setArticle(article)
                .setLanguage(tags.language())
                .setEntities(tags.entities())
                .setDates(tags.dates())
                .setAmounts(tags.amounts())
                .setQuotes(tags.quotes())
                .setSteps(versionsOf(tags))
                .build();
    }

    private Map<String, String> versionsOf(Tags tags) {
        return steps.stream().filter(step -> step.reads(tags)).collect(Collectors.toMap(Step::name, Step::version));
    }

    /** Tags a text that is no record, adding to the tags that are known already; {@code id} names it in an error. */
    public Tags tag(ArticleText text, Tags known, String id) {
        Tags tags = known;
        for (Step step : steps) {
            Tags before = tags;
            if (!step.reads(before)) {
                continue;
            }
            try {
                tags = timers.get(step).record(() -> step.apply(text, before));
            } catch (RuntimeException e) {
                throw new UntaggableArticle(
                        "step-" + step.name(), "step %s failed on article %s: %s".formatted(step.name(), id, e), e);
            }
        }
        return tags;
    }

    private static ArticleText textOf(RawArticle article) {
        Optional<StatedTime> published = article.getPublished();
        return new ArticleText(
                article.getHeadline(),
                article.getLead().orElse(""),
                article.getBody(),
                article.getLanguageDeclared(),
                published.map(Tagger::localTimeOf),
                published
                        .map(StatedTime::getPrecision)
                        .filter(precision -> precision != TimePrecision.SECOND && precision != TimePrecision.MINUTE)
                        .isPresent());
    }

    private static LocalDateTime localTimeOf(StatedTime time) {
        return LocalDateTime.ofInstant(time.getInstant(), ZoneId.of(time.getZone()));
    }
}
