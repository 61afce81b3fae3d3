package io.depesche.cli.retag;

import static io.depesche.contracts.Topics.RAW;
import static io.depesche.contracts.Topics.TAGGED;
import static io.depesche.contracts.Topics.TAKEDOWN;

import io.depesche.contracts.CloudEventHeaders;
import io.depesche.contracts.RecordSerdes;
import io.depesche.contracts.TopicOf;
import io.depesche.contracts.record.RawArticle;
import io.depesche.contracts.record.TaggedArticle;
import io.depesche.enrich.Tagger;
import io.depesche.enrich.UntaggableArticle;
import io.depesche.service.Cluster;
import io.depesche.service.ConfigError;
import io.depesche.service.KafkaSettings;
import io.depesche.service.TakedownList;
import io.depesche.service.TopicReader;
import io.depesche.service.TopicTable;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Tags the articles of {@code news.raw.v1} anew into a topic of their own and compares the tags with those in {@code news.tagged.v1}. The
 * stream goes on meanwhile and does not notice.
 */
public final class Retag {

    private static final String CLIENT = "depesche-retag";
    private static final int TELL_EVERY = 1_000;

    private final KafkaSettings kafka;
    private final Cluster cluster;
    private final Tagger tagger;
    private final Deserializer<RawArticle> raw;
    private final Deserializer<TaggedArticle> before;
    private final Serializer<TaggedArticle> after;
    private final TakedownList takenDown;
    private final Consumer<String> told;

    /** @param told gets lines about progress and about what cannot be tagged */
    public Retag(KafkaSettings kafka, Cluster cluster, RecordSerdes serdes, Tagger tagger, Consumer<String> told) {
        this.kafka = kafka;
        this.cluster = cluster;
        this.tagger = tagger;
        this.raw = serdes.of(RAW).deserializer();
        this.before = serdes.of(TAGGED).deserializer();
        this.after = serdes.of(TAGGED).serializer();
        this.takenDown = TakedownList.of(
                new TopicTable<>(TAKEDOWN, kafka, serdes, CLIENT).read().values());
        this.told = told;
    }

    /** What came of it. */
    public static final class Report {

        private final TagDiff diff;
        private int tagged;
        private int compared;
        private int bad;

        Report(int examples) {
            this.diff = new TagDiff(examples);
        }

        public TagDiff diff() {
            return diff;
        }

        /** How many revisions were tagged. */
        public int tagged() {
            return tagged;
        }

        /** How many of them are in {@code news.tagged.v1}, too. */
        public int compared() {
            return compared;
        }

        /** How many could not be read or tagged. */
        public int bad() {
            return bad;
        }
    }

    /**
     * Tags everything from that time on, or all.
     *
     * @param shadow the topic to write to; made if it is not there, refused if it holds something
     * @param examples how many are told of each change to each kind of tag
     */
    public Report run(Optional<Instant> from, String shadow, int examples) {
        int partitions = partitionsOf(RAW.name());
        prepare(shadow);
        Report report = new Report(examples);
        Map<String, Object> settings = kafka.client(CLIENT + "-writer");
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, TopicOf.MAX_MESSAGE_BYTES);
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        try (Producer<String, TaggedArticle> producer = new KafkaProducer<>(settings, new StringSerializer(), after)) {
            boolean aligned = partitionsOf(TAGGED.name()) == partitions;
            Map<String, List<ArticleTag>> all = aligned ? Map.of() : tags(partitionsOf(TAGGED.name()), -1);
            for (int partition = 0; partition < partitions; partition++) {
                // Where the topics have as many partitions, an article is in the same of both: less to remember at
                // once.
                Map<String, List<ArticleTag>> had = aligned ? tags(partitions, partition) : all;
                TopicReader.readPartition(
                        kafka,
                        new TopicPartition(RAW.name(), partition),
                        from,
                        CLIENT + "-raw",
                        record -> tag(record, shadow, had, report, producer));
            }
        }
        return report;
    }

    private void prepare(String shadow) {
        if (!cluster.existing().contains(shadow)) {
            NewTopic topic = new NewTopic(shadow, Optional.of(TAGGED.partitions()), Optional.empty());
            Cluster.get(cluster.admin()
                    .createTopics(List.of(topic.configs(TAGGED.settings())))
                    .all());
            return;
        }
        Map<TopicPartition, OffsetSpec> ends = IntStream.range(0, partitionsOf(shadow))
                .boxed()
                .collect(Collectors.toMap(number -> new TopicPartition(shadow, number), number -> OffsetSpec.latest()));
        long offsets = Cluster.get(cluster.admin().listOffsets(ends).all()).values().stream()
                .mapToLong(ListOffsetsResultInfo::offset)
                .sum();
        ConfigError.check(
                offsets == 0,
                "--to-topic %s holds records already (%d offsets): name another, or delete it first",
                shadow,
                offsets);
    }

    private int partitionsOf(String topic) {
        return Cluster.get(cluster.admin().describeTopics(List.of(topic)).allTopicNames())
                .get(topic)
                .partitions()
                .size();
    }

    /** The tags that articles have now, by id and revision; of one partition, or of all for -1. */
    private Map<String, List<ArticleTag>> tags(int partitions, int only) {
        Map<String, List<ArticleTag>> tags = new HashMap<>();
        IntStream.range(0, partitions)
                .filter(partition -> only < 0 || partition == only)
                .forEach(partition -> TopicReader.readPartition(
                        kafka,
                        new TopicPartition(TAGGED.name(), partition),
                        Optional.empty(),
                        CLIENT + "-tagged",
                        record -> decoded(before, record)
                                .ifPresent(article -> tags.put(nameOf(article.getArticle()), ArticleTag.of(article)))));
        return tags;
    }

    private void tag(
            ConsumerRecord<String, byte[]> record,
            String shadow,
            Map<String, List<ArticleTag>> had,
            Report report,
            Producer<String, TaggedArticle> producer) {
        if (record.value() == null) {
            write(
                    producer,
                    new ProducerRecord<>(shadow, null, record.timestamp(), record.key(), null, record.headers()));
            return;
        }
        Optional<RawArticle> read = decoded(raw, record);
        if (read.isEmpty()) {
            report.bad++;
            told.accept("%s-%d@%d cannot be read".formatted(record.topic(), record.partition(), record.offset()));
        } else if (!takenDown.covers(record.key(), read.get().getOutlet())) {
            tag(read.get(), record, shadow, had, report, producer);
        }
    }

    private void tag(
            RawArticle article,
            ConsumerRecord<String, byte[]> record,
            String shadow,
            Map<String, List<ArticleTag>> had,
            Report report,
            Producer<String, TaggedArticle> producer) {
        TaggedArticle tagged;
        try {
            tagged = tagger.tag(article);
        } catch (UntaggableArticle e) {
            report.bad++;
            told.accept(e.reason() + ": " + e.getMessage());
            return;
        }
        Headers headers = new RecordHeaders(record.headers());
        CloudEventHeaders.put(headers, TAGGED, article, tagged.getLanguage().getTag());
        write(producer, new ProducerRecord<>(shadow, null, record.timestamp(), record.key(), tagged, headers));
        report.tagged++;
        List<ArticleTag> former = had.get(nameOf(article));
        if (former != null) {
            report.compared++;
            report.diff.add(article, former, ArticleTag.of(tagged));
        }
        if (report.tagged % TELL_EVERY == 0) {
            told.accept("%,d articles tagged".formatted(report.tagged));
        }
    }

    private void write(Producer<String, TaggedArticle> producer, ProducerRecord<String, TaggedArticle> record) {
        var unused = producer.send(record, (written, failure) -> {
            if (failure != null) {
                told.accept("%s could not be written: %s".formatted(record.key(), failure.getMessage()));
            }
        });
    }

    private static <V> Optional<V> decoded(Deserializer<V> values, ConsumerRecord<String, byte[]> record) {
        try {
            return Optional.ofNullable(values.deserialize(record.topic(), record.value()));
        } catch (SerializationException e) {
            return Optional.empty();
        }
    }

    private static String nameOf(RawArticle article) {
        return article.getId() + "/" + article.getRevision();
    }
}
