package io.depesche.sink.takedown;

import static io.depesche.contracts.Topics.MENTION;
import static io.depesche.contracts.Topics.NINJS;

import io.depesche.contracts.RecordSerdes;
import io.depesche.contracts.TopicOf;
import io.depesche.contracts.record.Entity;
import io.depesche.contracts.record.RoutedArticle;
import io.depesche.contracts.record.TaggedArticle;
import io.depesche.contracts.record.Takedown;
import io.depesche.contracts.record.TakedownReceipt;
import io.depesche.service.TakedownList;
import io.depesche.service.Takedowns;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/**
 * Stands before all routes. It lets articles and tombstones through and remembers whom an article was told to. Of an article that is
 * taken down it lets none through; a new takedown makes it give out, for each article that it has let through before, a {@link
 * Canceled} and a tombstone, and then a receipt.
 */
public final class HeedTakedowns
        extends ContextualProcessor<String, @Nullable TaggedArticle, String, @Nullable Object> {

    /** The store's name. */
    public static final String ROUTED = "routed";

    private static final String SERVICE = "sink";
    private static final Duration BEAT = Duration.ofMillis(200);
    private static final TopicOf<RoutedArticle> VALUES = new TopicOf<>(
            ROUTED, "article id", RoutedArticle.class, "what was given out", 1, TopicOf.Cleanup.COMPACT, Duration.ZERO);

    private final Takedowns takedowns;
    private final List<String> buried;
    private TakedownList heeded = TakedownList.NONE;

    private HeedTakedowns(Takedowns takedowns, List<String> buried) {
        this.takedowns = takedowns;
        this.buried = buried;
    }

    /**
     * With a store for each task.
     *
     * @param buried the topics that get a tombstone for each article, for the receipt
     */
    public static ProcessorSupplier<String, TaggedArticle, String, Object> with(
            Takedowns takedowns, RecordSerdes serdes, List<String> buried) {
        return new ProcessorSupplier<>() {
            @Override
            public Processor<String, TaggedArticle, String, Object> get() {
                return new HeedTakedowns(takedowns, buried);
            }

            @Override
            public Set<StoreBuilder<?>> stores() {
                return Set.of(Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(ROUTED), Serdes.String(), serdes.of(VALUES)));
            }
        };
    }

    @Override
    public void init(ProcessorContext<String, @Nullable Object> context) {
        super.init(context);
        context.schedule(BEAT, PunctuationType.WALL_CLOCK_TIME, this::heed);
    }

    @Override
    public void process(Record<String, @Nullable TaggedArticle> tagged) {
        TaggedArticle article = tagged.value();
        if (article == null) {
            context().forward(tagged.withValue(null));
            return;
        }
        String outlet = article.getArticle().getOutlet();
        Optional<RoutedArticle> before = Optional.ofNullable(routed().get(tagged.key()));
        if (takedowns.in(context()).covers(tagged.key(), outlet)) {
            takeBack(tagged.key(), before.orElseGet(() -> routed(outlet, Set.of())), tagged.timestamp());
            return;
        }
        Set<String> entities = new LinkedHashSet<>();
        before.ifPresent(known -> entities.addAll(known.getEntities()));
        article.getEntities().stream().map(Entity::getId).forEach(entities::add);
        RoutedArticle routed = routed(outlet, entities);
        if (!routed.equals(before.orElse(null))) {
            routed().put(tagged.key(), routed);
        }
        context().forward(tagged.withValue(article));
    }

    private static RoutedArticle routed(String outlet, Set<String> entities) {
        return RoutedArticle.newBuilder()
                .setOutlet(outlet)
                .setEntities(List.copyOf(entities))
                .build();
    }

    /** Carries out what was ordered since the last time. */
    private void heed(long now) {
        TakedownList list = takedowns.in(context());
        TakedownList fresh = list.since(heeded);
        heeded = list;
        for (Takedown order : fresh.articles()) {
            String id = TakedownList.keyOf(order);
            Optional.ofNullable(routed().get(id)).ifPresent(known -> takeBack(order, Map.of(id, known), now));
        }
        if (!fresh.outlets().isEmpty()) {
            Map<String, Map<String, RoutedArticle>> byOutlet = routedOf(fresh);
            fresh.outlets().stream()
                    .filter(order -> byOutlet.containsKey(TakedownList.keyOf(order)))
                    .forEach(order -> takeBack(order, byOutlet.get(TakedownList.keyOf(order)), now));
        }
    }

    private Map<String, Map<String, RoutedArticle>> routedOf(TakedownList outlets) {
        Map<String, Map<String, RoutedArticle>> found = new HashMap<>();
        try (KeyValueIterator<String, RoutedArticle> all = routed().all()) {
            while (all.hasNext()) {
                KeyValue<String, RoutedArticle> entry = all.next();
                if (outlets.coversOutlet(entry.value.getOutlet())) {
                    found.computeIfAbsent(entry.value.getOutlet(), outlet -> new HashMap<>())
                            .put(entry.key, entry.value);
                }
            }
        }
        return found;
    }

    private void takeBack(Takedown order, Map<String, RoutedArticle> articles, long now) {
        articles.forEach((id, routed) -> takeBack(id, routed, now));
        long count = articles.size();
        List<TakedownReceipt> done = new ArrayList<>();
        buried.forEach(topic -> done.add(new TakedownReceipt(topic, "tombstone", count)));
        done.add(new TakedownReceipt(NINJS.name(), "canceled version", count));
        done.add(new TakedownReceipt(
                MENTION.name(),
                "canceled version",
                articles.values().stream()
                        .mapToLong(routed -> routed.getEntities().size())
                        .sum()));
        done.add(new TakedownReceipt("store " + ROUTED, "forgotten", count));
        context()
                .forward(new Record<>(
                        Takedowns.receiptKey(order, SERVICE, context().taskId().partition()),
                        Takedowns.receipt(order, done),
                        now));
    }

    /** First what tells subscribers, then what removes. */
    private void takeBack(String id, RoutedArticle routed, long now) {
        context().forward(new Record<>(id, new Canceled(id, routed), now));
        context().forward(new Record<>(id, null, now));
        routed().delete(id);
    }

    private KeyValueStore<String, RoutedArticle> routed() {
        return context().getStateStore(ROUTED);
    }
}
