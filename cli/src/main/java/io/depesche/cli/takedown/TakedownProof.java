package io.depesche.cli.takedown;

import io.depesche.contracts.CloudEventHeaders;
import io.depesche.contracts.TopicOf;
import io.depesche.contracts.Topics;
import io.depesche.service.Cluster;
import io.depesche.service.KafkaSettings;
import io.depesche.service.TopicReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.config.ConfigResource;

/**
 * Looks through every topic of Depesche, changelogs of stores included, from its beginning to its end, and tells what it still holds of
 * an article or outlet. Records of transactions that came to nothing are looked at as well: their bytes are there.
 */
public final class TakedownProof {

    /**
     * What was found in one topic.
     *
     * @param records how many records hold something
     * @param text one phrase for people
     */
    public record Line(String topic, long records, String text) {

        public boolean isClean() {
            return records == 0;
        }
    }

    private static final String OURS = "(news|depesche)[.-].*";

    private final KafkaSettings kafka;
    private final Cluster cluster;

    public TakedownProof(KafkaSettings kafka, Cluster cluster) {
        this.kafka = kafka;
        this.cluster = cluster;
    }

    /** Looks for what holds something of the article: its records, and whatever names its id, or orders to fetch its address. */
    public List<Line> ofArticle(String id, Optional<String> url) {
        Needle needle = new Needle(id);
        Optional<Needle> address = url.map(Needle::new);
        return topics().map(topic -> {
                    boolean isKeyedByArticle = Topics.named(topic)
                            .filter(known -> known.key().equals("article id"))
                            .isPresent();
                    boolean isFrontier = topic.equals(Topics.FRONTIER.name());
                    return look(
                            topic,
                            record -> isKeyedByArticle
                                    ? id.equals(keyOf(record))
                                    : needle.isIn(record.key())
                                            || needle.isIn(record.value())
                                            || (isFrontier
                                                    && address.filter(wanted -> wanted.isIn(record.key()))
                                                            .isPresent()));
                })
                .toList();
    }

    /** Looks for what holds something of an outlet's articles, which say in a header whose they are. */
    public List<Line> ofOutlet(String outlet) {
        return topics().map(topic ->
                        look(topic, record -> CloudEventHeaders.text(record.headers(), CloudEventHeaders.OUTLET)
                                .filter(outlet::equals)
                                .isPresent()))
                .toList();
    }

    /** Those of the catalogue in its order, then the others that are ours; the orders themselves hold no text. */
    private Stream<String> topics() {
        List<String> existing = cluster.existing().stream()
                .filter(topic -> topic.matches(OURS))
                .sorted()
                .toList();
        return Stream.concat(Topics.all().stream().map(TopicOf::name).filter(existing::contains), existing.stream())
                .distinct()
                .filter(topic -> !topic.equals(Topics.TAKEDOWN.name()));
    }

    /** What is counted while a topic is read. */
    private static final class Tally {
        private final Map<ByteBuffer, Long> open = new HashMap<>();
        private long records;
        private long newest;
        private long superseded;
        private long supersededBy;
    }

    private Line look(String topic, Predicate<ConsumerRecord<byte[], byte[]>> holds) {
        Tally tally = new Tally();
        Map<String, Object> settings = kafka.reader("depesche-takedown-proof");
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_uncommitted");
        TopicReader.readBytes(settings, topic, record -> count(tally, record, holds));
        return tally.records == 0 ? new Line(topic, 0, "clean") : new Line(topic, tally.records, text(topic, tally));
    }

    private static void count(
            Tally tally, ConsumerRecord<byte[], byte[]> record, Predicate<ConsumerRecord<byte[], byte[]>> holds) {
        ByteBuffer key = ByteBuffer.wrap(record.key() == null ? new byte[0] : record.key());
        Long before = tally.open.remove(key);
        if (before != null) {
            tally.superseded += before;
            tally.supersededBy = Math.max(tally.supersededBy, record.timestamp());
        }
        if (record.value() != null && !isCanceled(record) && holds.test(record)) {
            tally.records++;
            tally.newest = Math.max(tally.newest, record.timestamp());
            tally.open.merge(key, 1L, Long::sum);
        }
    }

    private static boolean isCanceled(ConsumerRecord<byte[], byte[]> record) {
        return CloudEventHeaders.text(record.headers(), CloudEventHeaders.STATUS)
                .filter(CloudEventHeaders.CANCELED::equals)
                .isPresent();
    }

    private String text(String topic, Tally tally) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        Config config = Cluster.get(
                        cluster.admin().describeConfigs(List.of(resource)).all())
                .get(resource);
        String policy = config.get("cleanup.policy").value();
        boolean compacted = policy.contains("compact");
        if (compacted && tally.superseded == tally.records) {
            return "holds %d until compaction, which comes by %s"
                    .formatted(tally.records, time(tally.supersededBy, millis(config, "max.compaction.lag.ms")));
        }
        if (policy.contains("delete")) {
            String until = time(tally.newest, millis(config, "retention.ms") + millis(config, "segment.ms"));
            return "holds %d until retention ends, by %s".formatted(tally.records, until);
        }
        return "HOLDS %d, of which %d have no tombstone: is the service that owns it running?"
                .formatted(tally.records, tally.records - tally.superseded);
    }

    private static long millis(Config config, String name) {
        return Long.parseLong(config.get(name).value());
    }

    private static String time(long start, long later) {
        try {
            return Instant.ofEpochMilli(Math.addExact(start, later))
                    .truncatedTo(ChronoUnit.SECONDS)
                    .toString();
        } catch (ArithmeticException | DateTimeException e) {
            return "no time that is set (depesche topics describe)";
        }
    }

    private static String keyOf(ConsumerRecord<byte[], byte[]> record) {
        return record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
    }
}
