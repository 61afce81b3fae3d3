package io.depesche.enrich;

import io.depesche.contracts.CloudEventHeaders;
import io.depesche.contracts.Topics;
import io.depesche.contracts.record.DateTag;
import io.depesche.contracts.record.DuplicateReference;
import io.depesche.contracts.record.Entity;
import io.depesche.contracts.record.RawArticle;
import io.depesche.contracts.record.ReportTrace;
import io.depesche.contracts.record.StatedTime;
import io.depesche.contracts.record.Story;
import io.depesche.contracts.record.StoryDate;
import io.depesche.contracts.record.StoryEntity;
import io.depesche.contracts.record.StoryMember;
import io.depesche.contracts.record.StoryReference;
import io.depesche.contracts.record.StoryState;
import io.depesche.contracts.record.TaggedArticle;
import io.depesche.contracts.record.TextStatus;
import io.depesche.enrich.story.Decision;
import io.depesche.enrich.story.Merge;
import io.depesche.enrich.story.Report;
import io.depesche.enrich.story.StoryBook;
import io.depesche.enrich.story.StoryMemory;
import io.depesche.enrich.story.StoryShelf;
import io.depesche.enrich.story.Trace;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Tells each article its story, and each story that changed. One task does it for all languages, as only there all candidates meet. The
 * {@link StoryBook} lives in memory; whatever it has to know after a restart is in the {@link StoryStore}.
 */
final class StoryProcessor extends ContextualProcessor<String, TaggedArticle, String, StoryProcessor.Told> {

    /** Of a report, so many entities and dates are kept for its story. */
    private static final int ENTITIES = 8;

    private static final int DATES = 6;

    @SuppressWarnings("NullAway.Init") // by init
    private StoryBook book;

    @SuppressWarnings("NullAway.Init") // by init
    private StoryShelf shelf;

    @SuppressWarnings("NullAway.Init") // by init
    private StoryStore store;

    /**
     * What goes out: an article, or else a story; neither is a tombstone of the kind that {@code ofStory} says.
     *
     * @param ofStory whether it goes to the topic of the stories
     */
    record Told(boolean ofStory, @Nullable TaggedArticle article, @Nullable Story story) {}

    @Override
    public void init(ProcessorContext<String, Told> context) {
        super.init(context);
        KeyValueStore<String, StoryState> kept = context.getStateStore(StoryStore.NAME);
        store = new StoryStore(kept);
        List<ReportTrace> reports = store.reports();
        List<Merge> merges = store.merges();
        List<Trace> traces = reports.stream().map(StoryMemory::trace).toList();
        book = store.progress()
                .map(progress -> StoryBook.restore(traces, merges, progress))
                .orElseGet(StoryBook::new);
        shelf = new StoryShelf();
        reports.forEach(report -> shelf.put(report.getStory(), report));
        merges.forEach(shelf::merge);
    }

    @Override
    public void process(Record<String, TaggedArticle> tagged) {
        TaggedArticle article = tagged.value();
        if (article == null || article.getArticle().getTextStatus() == TextStatus.WITHDRAWN) {
            takeBack(tagged);
        } else {
            tell(tagged, article);
        }
    }

    private void takeBack(Record<String, TaggedArticle> tagged) {
        context().forward(tagged.withValue(new Told(false, tagged.value(), null)));
        book.forget(tagged.key());
        store.forget(tagged.key());
        shelf.remove(tagged.key()).ifPresent(story -> forwardStory(story, tagged));
    }

    private void tell(Record<String, TaggedArticle> tagged, TaggedArticle article) {
        Decision decision = book.add(reportOf(article));
        store.keep(decision, book.progress());
        decision.forgotten().forEach(shelf::remove);
        decision.ended().forEach(shelf::forgetMerge);
        Set<String> changed = new LinkedHashSet<>();
        decision.trace().ifPresent(trace -> changed.addAll(shelve(article, trace)));
        decision.merges().forEach(merge -> forwardMerge(merge, tagged));
        TaggedArticle told = TaggedArticle.newBuilder(article)
                .setStory(new StoryReference(decision.story(), decision.sameEventAs()))
                .setDuplicateOf(decision.duplicateOf()
                        .map(copy -> new DuplicateReference(copy.id(), copy.similarity()))
                        .orElse(null))
                .build();
        context().forward(tagged.withValue(new Told(false, told, null)));
        shelf.storyOf(article.getArticle().getId())
                .filter(story -> shelf.isDue(story) || !decision.merges().isEmpty())
                .ifPresent(changed::add);
        changed.forEach(story -> forwardStory(story, tagged));
    }

    /** Puts a report on the shelf; returns the stories that have to be told anew because it links them for the first time. */
    private Set<String> shelve(TaggedArticle article, Trace trace) {
        String id = trace.id();
        String story = shelf.storyNow(trace.story());
        boolean revision = shelf.storyOf(id).isPresent();
        Instant published = Instant.ofEpochMilli(trace.published());
        Set<String> newlyLinked = trace.sameEventAs().stream()
                .filter(other -> !shelf.isLinked(story, other))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        ReportTrace report = StoryMemory.record(trace)
                .setMember(memberOf(article.getArticle(), trace.duplicateOf()))
                .setEntities(entitiesOf(article))
                .setDates(datesOf(article))
                .setStoryFirstSeen(shelf.firstSeen(story)
                        .filter(first -> first.isBefore(published))
                        .orElse(published))
                .setStoryReports(shelf.reports(story) + (revision ? 0 : 1))
                .build();
        store.remember(report);
        shelf.put(story, report);
        return newlyLinked;
    }

    private void forwardMerge(Merge merge, Record<String, TaggedArticle> cause) {
        Optional<Story> last = shelf.record(merge.story());
        shelf.merge(merge);
        last.map(story -> Story.newBuilder(story).setMergedInto(merge.into()).build())
                .ifPresent(story -> forward(story.getId(), story, cause));
    }

    private void forwardStory(String story, Record<String, TaggedArticle> cause) {
        forward(story, shelf.record(story).orElse(null), cause);
    }

    private void forward(String id, @Nullable Story story, Record<String, TaggedArticle> cause) {
        RecordHeaders headers = new RecordHeaders();
        if (story != null) {
            CloudEventHeaders.put(headers, Topics.STORY, story);
        }
        context().forward(new Record<>(id, new Told(true, null, story), cause.timestamp(), headers));
    }

    private static Report reportOf(TaggedArticle tagged) {
        RawArticle article = tagged.getArticle();
        Instant published = article.getPublished()
                .map(StatedTime::getInstant)
                .filter(time -> time.isBefore(article.getCrawled()))
                .orElse(article.getCrawled());
        return Reports.of(
                article.getId(),
                article.getOutlet(),
                tagged.getLanguage().getTag(),
                published.toEpochMilli(),
                article.getHeadline(),
                article.getLead().orElse(""),
                article.getBody(),
                tagged.getEntities());
    }

    private static StoryMember memberOf(RawArticle article, Optional<String> duplicateOf) {
        return StoryMember.newBuilder()
                .setArticleId(article.getId())
                .setRevision(article.getRevision())
                .setOutlet(article.getOutlet())
                .setHeadline(article.getHeadline())
                .setUrl(article.getUrl())
                .setPublished(article.getPublished().map(StatedTime::getInstant).orElse(null))
                .setDuplicateOf(duplicateOf.orElse(null))
                .build();
    }

    private static List<StoryEntity> entitiesOf(TaggedArticle article) {
        return article.getEntities().stream()
                .limit(ENTITIES)
                .map(StoryProcessor::entityOf)
                .toList();
    }

    private static StoryEntity entityOf(Entity entity) {
        return new StoryEntity(entity.getId(), entity.getName(), entity.getType(), 1, entity.getSalience());
    }

    private static List<StoryDate> datesOf(TaggedArticle article) {
        Stream<DateTag> placed =
                article.getDates().stream().filter(date -> date.getInterval().isPresent());
        return placed
                .collect(Collectors.toMap(
                        DateTag::getValue,
                        date -> new StoryDate(
                                date.getValue(), date.getInterval().orElse(null), 1),
                        (first, second) -> first,
                        LinkedHashMap::new))
                .values()
                .stream()
                .limit(DATES)
                .toList();
    }
}
