package io.depesche.sink.watch;

import static io.depesche.sink.watch.WatchSamples.inLanguage;

import io.depesche.contracts.RecordSerdes;
import io.depesche.contracts.TopicOf;
import io.depesche.contracts.Topics;
import io.depesche.contracts.record.TaggedArticle;
import io.depesche.contracts.record.WatchCriteria;
import io.depesche.contracts.record.Watchlist;
import io.depesche.sink.SinkTopology;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.Random;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;

/**
 * Measures what watchlists cost: the processor time that an article takes with one and with many, for the search alone and for the whole
 * sink on the test driver, the time to make them ready, and their memory. Argument: how many. Words are made of syllables. Each watchlist has five
 * words, the first with a star at both ends, the second a phrase; one word in a hundred is from the vocabulary of the articles.
 */
public final class WatchBenchmark {

    private static final PrintStream OUT = System.out;
    private static final String[] SYLLABLES =
            ("ba be bi bo bu da de di do du fa fe fi fo ga ge gi go ha he hi ho ka ke ki ko la le li lo ma me mi mo na ne ni no "
                            + "ra re ri ro sa se si so ta te ti to wa we wi wo za ze zi zo streik bahn rat amt werk zeit stadt land")
                    .split(" ");
    private static final int VOCABULARY = 20_000;
    private static final int WORDS = 450;
    private static final int ARTICLES = 200;
    private static final int ROUNDS = 9;

    private final Random random = new Random(1);
    private final List<String> vocabulary = new ArrayList<>();
    private final List<TaggedArticle> articles = new ArrayList<>();

    private WatchBenchmark() {
        for (int i = 0; i < VOCABULARY; i++) {
            vocabulary.add(word());
        }
        for (int i = 0; i < ARTICLES; i++) {
            StringBuilder body = new StringBuilder();
            for (int j = 0; j < WORDS; j++) {
                // Few words are frequent, most are rare.
                double rank = Math.pow(VOCABULARY, random.nextDouble()) - 1;
                body.append(vocabulary.get((int) rank)).append(j % 15 == 14 ? ". " : " ");
            }
            articles.add(inLanguage("de", body.toString()));
        }
    }

    public static void main(String[] arguments) {
        new WatchBenchmark().run(Integer.parseInt(arguments[0]));
    }

    private void run(int many) {
        List<Watchlist> definitions = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            definitions.add(watchlist(i));
        }
        Watchlists one = Watchlists.of(definitions.subList(0, 1));
        for (int i = 0; i < 3; i++) {
            Watchlists.of(definitions);
        }
        long before = used();
        long start = now();
        Watchlists all = Watchlists.of(definitions);
        OUT.printf("%d watchlists made ready in %d ms%n", many, (now() - start) / 1_000_000);
        OUT.printf("memory without the definitions: %d KiB%n", (used() - before) >> 10);
        Runnable withOne = () -> articles.forEach(one::find);
        Runnable withAll = () -> articles.forEach(all::find);
        try (Sink sinkWithOne = new Sink(definitions.subList(0, 1));
                Sink sinkWithAll = new Sink(definitions)) {
            measure(List.of(withOne, withAll, sinkWithOne, sinkWithAll), all);
        }
    }

    private void measure(List<Runnable> measured, Watchlists all) {
        for (int i = 0; i < 20; i++) {
            measured.forEach(Runnable::run);
        }
        double[] micros = measured.stream().mapToDouble(WatchBenchmark::micros).toArray();
        int hits =
                articles.stream().mapToInt(article -> all.find(article).size()).sum();
        OUT.printf("alerts an article: %.1f%n", (double) hits / ARTICLES);
        OUT.printf(
                "search: %.1f µs with one, %.1f µs with all, %.2f times%n",
                micros[0], micros[1], micros[1] / micros[0]);
        OUT.printf(
                "whole sink: %.1f µs with one, %.1f µs with all, %.2f times%n",
                micros[2], micros[3], micros[3] / micros[2]);
    }

    /** The whole sink with all routes, on the test driver. */
    private final class Sink implements Runnable, AutoCloseable {

        private final TopologyTestDriver driver;
        private final TestInputTopic<String, TaggedArticle> tagged;
        private int number;

        Sink(List<Watchlist> watchlists) {
            Properties settings = new Properties();
            settings.put(StreamsConfig.APPLICATION_ID_CONFIG, SinkTopology.APPLICATION_ID + watchlists.size());
            settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
            RecordSerdes serdes = RecordSerdes.singleObject();
            driver = new TopologyTestDriver(new SinkTopology(serdes).get(), settings);
            tagged = driver.createInputTopic(
                    Topics.TAGGED.name(),
                    new StringSerializer(),
                    serdes.of(Topics.TAGGED).serializer());
            TestInputTopic<String, Watchlist> definitions = driver.createInputTopic(
                    Topics.WATCHLIST.name(),
                    new StringSerializer(),
                    serdes.of(Topics.WATCHLIST).serializer());
            watchlists.forEach(watchlist -> definitions.pipeInput(watchlist.getId(), watchlist));
        }

        @Override
        public void run() {
            articles.forEach(article -> tagged.pipeInput("a" + number++, article));
            // Reads what was written, so that it takes no memory.
            for (TopicOf<?> topic : Topics.all()) {
                driver.createOutputTopic(topic.name(), new StringDeserializer(), new ByteArrayDeserializer())
                        .readValuesToList();
            }
        }

        @Override
        public void close() {
            driver.close();
        }
    }

    private static double micros(Runnable work) {
        double[] rounds = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            long start = now();
            for (int i = 0; i < 5; i++) {
                work.run();
            }
            rounds[round] = (now() - start) / 1_000.0 / 5 / ARTICLES;
        }
        Arrays.sort(rounds);
        return rounds[ROUNDS / 2];
    }

    private Watchlist watchlist(int number) {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            String word = random.nextInt(100) == 0 ? vocabulary.get(random.nextInt(VOCABULARY)) : word() + word();
            words.add(
                    switch (i) {
                        case 0 -> "*" + word + "*";
                        case 1 -> word + " " + word() + word();
                        default -> word;
                    });
        }
        return Watchlist.newBuilder(WatchSamples.anyWord("w" + number))
                .setAnyOf(new WatchCriteria(words, List.of("local:person:" + number)))
                .build();
    }

    private String word() {
        StringBuilder word = new StringBuilder();
        int length = 2 + random.nextInt(3);
        for (int i = 0; i < length; i++) {
            word.append(SYLLABLES[random.nextInt(SYLLABLES.length)]);
        }
        return word.toString();
    }

    /** Processor time of this thread, so that whatever else the machine does counts little. */
    private static long now() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static long used() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
