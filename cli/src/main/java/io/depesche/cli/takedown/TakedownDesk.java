package io.depesche.cli.takedown;

import static io.depesche.contracts.Topics.LATEST;
import static io.depesche.contracts.Topics.RAW;
import static io.depesche.contracts.Topics.TAKEDOWN;

import io.depesche.contracts.ArticleIds;
import io.depesche.contracts.CloudEventHeaders;
import io.depesche.contracts.RecordSerdes;
import io.depesche.contracts.TopicOf;
import io.depesche.contracts.record.RawArticle;
import io.depesche.contracts.record.TaggedArticle;
import io.depesche.contracts.record.Takedown;
import io.depesche.contracts.record.TakedownReceipt;
import io.depesche.ingest.address.CanonicalAddress;
import io.depesche.service.KafkaSettings;
import io.depesche.service.TakedownList;
import io.depesche.service.TopicReader;
import io.depesche.service.TopicTable;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;

/** Writes orders to take something down, and collects the receipts of the services that carry them out. */
public final class TakedownDesk {

    /** Who gives the receipt for what nobody knows. */
    private static final String COMMAND = "command";

    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

    /**
     * An order, and what the stream holds of it.
     *
     * @param latest how many articles of the table of latest articles it covers
     * @param isKnown whether the stream holds anything of it at all
     */
    public record Order(Takedown takedown, int latest, boolean isKnown) {

        String key() {
            return TakedownList.keyOf(takedown);
        }
    }

    private final KafkaSettings kafka;
    private final TopicTable<Takedown> table;
    private final Deserializer<TaggedArticle> latest;
    private final Deserializer<RawArticle> raw;
    private final Clock clock;

    public TakedownDesk(KafkaSettings kafka, RecordSerdes serdes, Clock clock) {
        this.kafka = kafka;
        this.table = new TopicTable<>(TAKEDOWN, kafka, serdes, "depesche-takedown");
        this.latest = serdes.of(LATEST).deserializer();
        this.raw = serdes.of(RAW).deserializer();
        this.clock = clock;
    }

    /** For the article with that id. */
    public Order article(String id, String reason) {
        return articleOrder(id, Optional.empty(), reason, found(record -> id.equals(record.key()), article -> true));
    }

    /** For the article that stands there; of one that is not known the address is kept from being fetched. */
    public Order address(URI address, String reason) {
        String url = CanonicalAddress.normalised(address).toString();
        Needle needle = new Needle(url);
        Map<String, RawArticle> found = found(
                record -> needle.isIn(record.value()),
                article -> article.getCanonicalUrl().equals(url)
                        || article.getUrl().equals(url));
        String id = found.keySet().stream().findFirst().orElseGet(() -> ArticleIds.of(url));
        return articleOrder(id, Optional.of(url), reason, found);
    }

    /** For all of that outlet. */
    public Order outlet(String outlet, String reason) {
        int articles = count(LATEST, outlet);
        Takedown takedown = begun(reason).setOutlet(outlet).build();
        return new Order(takedown, articles, articles > 0 || count(RAW, outlet) > 0 || wasCarriedOut(outlet));
    }

    private Order articleOrder(String id, Optional<String> url, String reason, Map<String, RawArticle> found) {
        Optional<RawArticle> article = Optional.ofNullable(found.get(id));
        Takedown takedown = begun(reason)
                .setArticleId(id)
                .setUrl(article.map(RawArticle::getCanonicalUrl)
                        .or(() -> url)
                        .or(() -> order(id).flatMap(Takedown::getUrl))
                        .orElse(null))
                .build();
        return new Order(
                takedown, count(LATEST, record -> id.equals(record.key())), article.isPresent() || wasCarriedOut(id));
    }

    private Takedown.Builder begun(String reason) {
        return Takedown.newBuilder()
                .setReason(reason)
                .setRequested(clock.instant().truncatedTo(ChronoUnit.MILLIS));
    }

    /** The articles that fit, by id, from the table of latest articles or else from the crawler's. */
    private Map<String, RawArticle> found(
            Predicate<ConsumerRecord<String, byte[]>> mayFit, Predicate<RawArticle> fits) {
        Map<String, RawArticle> found = found(LATEST, mayFit, fits, bytes -> latest.deserialize(LATEST.name(), bytes)
                .getArticle());
        return found.isEmpty() ? found(RAW, mayFit, fits, bytes -> raw.deserialize(RAW.name(), bytes)) : found;
    }

    private Map<String, RawArticle> found(
            TopicOf<?> topic,
            Predicate<ConsumerRecord<String, byte[]>> mayFit,
            Predicate<RawArticle> fits,
            Function<byte[], RawArticle> decoder) {
        Map<String, RawArticle> found = new TreeMap<>();
        TopicReader.read(kafka, topic, "depesche-takedown-search", record -> {
            if (record.value() == null) {
                found.remove(record.key());
            } else if (mayFit.test(record)) {
                decoded(record, decoder).filter(fits).ifPresent(article -> found.put(record.key(), article));
            }
        });
        return found;
    }

    private static Optional<RawArticle> decoded(
            ConsumerRecord<String, byte[]> record, Function<byte[], RawArticle> decoder) {
        try {
            return Optional.of(decoder.apply(record.value()));
        } catch (SerializationException e) {
            return Optional.empty();
        }
    }

    private int count(TopicOf<?> topic, String outlet) {
        return count(topic, record -> CloudEventHeaders.text(record.headers(), CloudEventHeaders.OUTLET)
                .filter(outlet::equals)
                .isPresent());
    }

    private int count(TopicOf<?> topic, Predicate<ConsumerRecord<String, byte[]>> fits) {
        Set<String> live = new HashSet<>();
        TopicReader.read(kafka, topic, "depesche-takedown-count", record -> {
            if (record.key() != null && record.value() != null && fits.test(record)) {
                live.add(record.key());
            } else {
                live.remove(record.key());
            }
        });
        return live.size();
    }

    /** Writes the order; from now on the services carry it out. Of what is not known, a receipt says so. */
    public void write(Order order) {
        Map<String, Takedown> records = new TreeMap<>(Map.of(order.key(), order.takedown()));
        if (!order.isKnown()) {
            TakedownReceipt nothing = new TakedownReceipt("all topics", "unknown: nothing is there to take down", 0L);
            records.put(
                    order.key() + " " + COMMAND,
                    Takedown.newBuilder(order.takedown())
                            .setReceipt(List.of(nothing))
                            .build());
        }
        table.write(new TreeMap<>(records));
    }

    /** The receipts of what has that id, by who gave them. */
    public Map<String, Takedown> receipts(String id) {
        Map<String, Takedown> receipts = new TreeMap<>();
        table.read().forEach((key, takedown) -> {
            if (key.startsWith(id + " ")) {
                receipts.put(key.substring(id.length() + 1), takedown);
            }
        });
        return receipts;
    }

    /** Whether a service has taken something back for that id before. */
    private boolean wasCarriedOut(String id) {
        return receipts(id).keySet().stream().anyMatch(by -> !by.equals(COMMAND));
    }

    /** The order for that id, if there is one. */
    public Optional<Takedown> order(String id) {
        return Optional.ofNullable(table.read().get(id));
    }

    /** Waits for the routes to take back all that they gave out; tells whether they did. */
    public boolean await(Order order, Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (order.isKnown()
                && (buried(order) < order.latest() || receipts(order.key()).isEmpty())) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            Thread.sleep(LOOK_AGAIN.toMillis());
        }
        return true;
    }

    private long buried(Order order) {
        return receipts(order.key()).values().stream()
                .filter(receipt ->
                        receipt.getRequested().equals(order.takedown().getRequested()))
                .flatMap(receipt -> receipt.getReceipt().stream())
                .filter(done -> done.getPlace().equals(LATEST.name()))
                .mapToLong(TakedownReceipt::getRecords)
                .sum();
    }
}
