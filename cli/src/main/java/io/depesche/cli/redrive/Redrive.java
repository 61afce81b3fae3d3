package io.depesche.cli.redrive;

import static io.depesche.contracts.Topics.DEAD;
import static io.depesche.contracts.Topics.REDRIVEN;

import io.depesche.cli.redrive.RedriveReport.Fate;
import io.depesche.contracts.RecordSerdes;
import io.depesche.contracts.TopicOf;
import io.depesche.contracts.Topics;
import io.depesche.contracts.record.Redriven;
import io.depesche.contracts.record.Takedown;
import io.depesche.service.Cluster;
import io.depesche.service.KafkaSettings;
import io.depesche.service.TakedownList;
import io.depesche.service.TopicReader;
import io.depesche.service.TopicTable;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Sends dead letters back. Each is written in one transaction with a mark that says so, and a letter that has a mark is never sent
 * again: so it makes no difference where a redrive is interrupted, and what it leaves out waits for another one. A second redrive at
 * the same time ends the first.
 */
public final class Redrive {

    /** The transactional id: one redrive at a time. */
    static final String ID = "depesche-redrive";

    private static final Pattern REPARTITION = Pattern.compile("depesche-[A-Za-z0-9._-]{1,200}-repartition");
    private static final int LETTERS_AT_ONCE = 100;
    private static final int BYTES_AT_ONCE = 8 << 20;

    private final KafkaSettings kafka;
    private final Cluster cluster;
    private final Serializer<Redriven> marks;
    private final TopicTable<Takedown> takedowns;
    private final Clock clock;
    private final Map<String, Optional<Integer>> partitions = new HashMap<>();

    public Redrive(KafkaSettings kafka, Cluster cluster, RecordSerdes serdes, Clock clock) {
        this.kafka = kafka;
        this.cluster = cluster;
        this.marks = serdes.of(REDRIVEN).serializer();
        this.takedowns = new TopicTable<>(Topics.TAKEDOWN, kafka, serdes, ID + "-takedowns");
        this.clock = clock;
    }

    /** Tells what {@link #run} would do, and does nothing. */
    public RedriveReport preview(RedriveOrder order) {
        return read(order, (letter, record) -> {});
    }

    /**
     * Sends back what the order wants; returns when it is committed.
     *
     * @param progress is told how many are committed
     */
    public RedriveReport run(RedriveOrder order, IntConsumer progress) {
        Map<String, Object> settings = kafka.transactionalProducer(ID, ID);
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, DEAD.maxMessageBytes());
        try (Producer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            // Ends what a former redrive left open, so that the marks that are read from here on are all there will be.
            producer.initTransactions();
            Batches batches = new Batches(producer, progress);
            RedriveReport report = read(order, batches);
            batches.commit();
            return report;
        }
    }

    private RedriveReport read(RedriveOrder order, Sender sender) {
        Set<String> marked = new HashSet<>();
        TopicReader.read(kafka, REDRIVEN, ID + "-marks", mark -> marked.add(mark.key()));
        TakedownList takenDown = TakedownList.of(takedowns.read().values());
        RedriveReport report = new RedriveReport();
        TopicReader.readBytes(kafka.reader(ID + "-reader"), DEAD.name(), record -> {
            DeadLetter letter = new DeadLetter(record);
            Optional<String> obstacle = obstacle(letter, order).or(() -> obstacle(letter, takenDown));
            if (!order.wants(letter)) {
                report.add(letter, Fate.OTHER);
            } else if (marked.contains(letter.mark())) {
                report.add(letter, Fate.BEFORE);
            } else if (obstacle.isPresent()) {
                report.addStay(letter, obstacle.get());
            } else if (report.sent() >= order.most()) {
                report.add(letter, Fate.LATER);
            } else {
                String home = letter.home().orElseThrow();
                sender.send(letter, letter.sentBack(home, partitionsOf(home).orElseThrow()));
                report.add(letter, Fate.SENT);
            }
        });
        return report;
    }

    /** Why a letter cannot be sent back, if it cannot. */
    private Optional<String> obstacle(DeadLetter letter, RedriveOrder order) {
        Optional<String> home = letter.home();
        if (home.isEmpty()) {
            return Optional.of("it does not say in which topic it failed");
        }
        if (!isOurs(home.get())) {
            return Optional.of("it failed in %s, which is no topic of Depesche".formatted(home.get()));
        }
        if (partitionsOf(home.get()).isEmpty()) {
            return Optional.of("its topic %s does not exist any more".formatted(home.get()));
        }
        return letter.redrives() >= order.redrives()
                ? Optional.of(
                        "it was sent back %d times already and failed each time; mend the cause, or raise --redrives"
                                .formatted(letter.redrives()))
                : Optional.empty();
    }

    private static Optional<String> obstacle(DeadLetter letter, TakedownList takenDown) {
        if (letter.record().key() == null
                && letter.home()
                        .flatMap(Topics::named)
                        .filter(home -> home.cleanup() != TopicOf.Cleanup.DELETE)
                        .isPresent()) {
            return Optional.of("it has no key, which its topic needs");
        }
        return takenDown.covers(letter.key(), letter.outlet()) ? Optional.of("it was taken down") : Optional.empty();
    }

    private static boolean isOurs(String topic) {
        boolean deadEnd = topic.equals(DEAD.name()) || topic.equals(REDRIVEN.name());
        return !deadEnd
                && (Topics.named(topic).isPresent()
                        || REPARTITION.matcher(topic).matches());
    }

    private Optional<Integer> partitionsOf(String topic) {
        return partitions.computeIfAbsent(topic, unseen -> {
            try {
                return Optional.of(Cluster.get(cluster.admin()
                                .describeTopics(List.of(topic))
                                .topicNameValues()
                                .get(topic))
                        .partitions()
                        .size());
            } catch (UnknownTopicOrPartitionException e) {
                return Optional.empty();
            }
        });
    }

    private interface Sender {
        void send(DeadLetter letter, ProducerRecord<byte[], byte[]> record);
    }

    /** Writes letters and their marks in transactions of some hundred. */
    private final class Batches implements Sender {

        private final Producer<byte[], byte[]> producer;
        private final IntConsumer progress;
        private final StringSerializer keys = new StringSerializer();
        private int letters;
        private int bytes;
        private int committed;

        Batches(Producer<byte[], byte[]> producer, IntConsumer progress) {
            this.producer = producer;
            this.progress = progress;
        }

        @Override
        public void send(DeadLetter letter, ProducerRecord<byte[], byte[]> record) {
            if (letters == 0) {
                producer.beginTransaction();
            }
            Redriven mark = Redriven.newBuilder()
                    .setReason(letter.reason())
                    .setTopic(record.topic())
                    .setRedrives(letter.redrives() + 1)
                    .setSent(clock.instant().truncatedTo(ChronoUnit.MILLIS))
                    .build();
            write(record);
            write(new ProducerRecord<>(
                    REDRIVEN.name(),
                    keys.serialize(REDRIVEN.name(), letter.mark()),
                    marks.serialize(REDRIVEN.name(), mark)));
            letters++;
            bytes += record.value() == null ? 0 : record.value().length;
            if (letters == LETTERS_AT_ONCE || bytes >= BYTES_AT_ONCE) {
                commit();
            }
        }

        /** The commit tells whether it could be written. */
        private void write(ProducerRecord<byte[], byte[]> record) {
            var unused = producer.send(record);
        }

        /** Commits what is open; throws when any of it could not be written, and then none of it is. */
        void commit() {
            if (letters > 0) {
                producer.commitTransaction();
                committed += letters;
                letters = 0;
                bytes = 0;
                progress.accept(committed);
            }
        }
    }
}
