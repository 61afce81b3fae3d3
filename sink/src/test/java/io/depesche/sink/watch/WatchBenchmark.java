package io.depesche.sink.watch;

import static io.depesche.sink.watch.WatchSamples.inLanguage;

import io.depesche.contracts.RecordSerdes;
import io.depesche.contracts.Topics;
import io.depesche.contracts.record.TaggedArticle;
import io.depesche.contracts.record.WatchCriteria;
import io.depesche.contracts.record.Watchlist;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.kafka.common.serialization.Serde;

/**
 * Measures what watchlists cost: the time that an article takes with one and with many, alone and with reading and writing its record
 * as the sink does, the time to make them ready, and their memory. Argument: how many. Words are made of syllables, so that nothing but
 * their number counts; each watchlist has five words, of which two are taken from the text's own vocabulary with a chance of one in a
 * thousand.
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
        Serde<TaggedArticle> serde = RecordSerdes.singleObject().of(Topics.TAGGED);
        List<byte[]> records = articles.stream()
                .map(article -> serde.serializer().serialize("", article))
                .toList();
        Runnable withOne = () -> articles.forEach(one::find);
        Runnable withAll = () -> articles.forEach(all::find);
        Runnable sinkWithOne = () -> records.forEach(record -> sink(serde, record, one));
        Runnable sinkWithAll = () -> records.forEach(record -> sink(serde, record, all));
        List<Runnable> measured = List.of(withOne, withAll, sinkWithOne, sinkWithAll);
        for (int i = 0; i < 20; i++) {
            measured.forEach(Runnable::run);
        }
        double[] micros = measured.stream().mapToDouble(WatchBenchmark::micros).toArray();
        int hits = articles.stream().mapToInt(article -> all.find(article).size()).sum();
        OUT.printf("alerts an article: %.1f%n", (double) hits / ARTICLES);
        OUT.printf("search: %.1f µs with one, %.1f µs with all, %.2f times%n", micros[0], micros[1], micros[1] / micros[0]);
        OUT.printf(
                "with reading and writing the record: %.1f µs with one, %.1f µs with all, %.2f times%n",
                micros[2], micros[3], micros[3] / micros[2]);
        OUT.printf("%d%n", all.size() + one.size());
    }

    /** What the sink does with an article at the least: reads it, and writes it to its language's topic and as the latest. */
    private static void sink(Serde<TaggedArticle> serde, byte[] record, Watchlists watchlists) {
        TaggedArticle article = serde.deserializer().deserialize("", record);
        watchlists.find(article);
        serde.serializer().serialize("", article);
        serde.serializer().serialize("", article);
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
            String word = random.nextInt(1_000) == 0
                    ? vocabulary.get(random.nextInt(VOCABULARY))
                    : word() + SYLLABLES[random.nextInt(SYLLABLES.length)];
            words.add(
                    switch (i) {
                        case 0 -> "*" + word + "*";
                        case 1 -> word + " " + word();
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
