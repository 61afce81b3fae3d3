package io.depesche.ingest.extract;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jsoup.Jsoup;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Compares extraction, parsing included, with {@link Jsoup#parse} alone on all pages of the development corpus, one thread. Every round
 * measures each of them in a JVM of its own, one after the other, so that a machine that others use as well is the same to all; of a
 * round the fastest pass counts, of the rounds the median. Arguments: the shared folder, the number of rounds. A corpus that is not
 * there is a visible skip.
 *
 * <p>JMH is a tool of the tests alone (GPLv2 with the Classpath Exception); nothing that is shipped depends on it.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3)
@Measurement(iterations = 4)
@Fork(value = 1, jvmArgs = "-Xmx3g")
public class ExtractionBenchmark {

    private static final int PASSES = 4;
    /** Smaller pages, in bytes, say nothing about the time a megabyte takes. */
    private static final int SMALL = 20_000;

    @Param("")
    public String shared = "";

    private final ArticleExtractor extractor = new ArticleExtractor();
    private List<Page> pages = List.of();
    private List<String> texts = List.of();

    @Setup
    public void read() throws IOException {
        pages = ExtractionEval.pages(corpus(Path.of(shared)));
        texts = pages.stream()
                .map(page -> Charsets.decode(page.bytes(), page.charset()).text())
                .toList();
    }

    private static Path corpus(Path shared) {
        return shared.resolve("corpora/extract/html");
    }

    /** As a user would call it: jsoup finds the charset. */
    @Benchmark
    public void parseBytes(Blackhole sink) throws IOException {
        for (Page page : pages) {
            sink.consume(Jsoup.parse(
                    new ByteArrayInputStream(page.bytes()), null, page.address().toString()));
        }
    }

    @Benchmark
    public void parseText(Blackhole sink) {
        for (String text : texts) {
            sink.consume(Jsoup.parse(text));
        }
    }

    @Benchmark
    public void extract(Blackhole sink) {
        for (Page page : pages) {
            sink.consume(extractor.extract(page));
        }
    }

    /** Runs the measurement. */
    public static void main(String[] arguments) throws IOException, RunnerException {
        Path corpus = corpus(Path.of(arguments[0]));
        if (!Files.isDirectory(corpus)) {
            System.out.println("SKIPPED: ExtractionBenchmark found no corpus in " + corpus);
            return;
        }
        List<Page> pages = ExtractionEval.pages(corpus);
        int rounds = Integer.parseInt(arguments[1]);
        double[] ofBytes = new double[rounds];
        double[] ofText = new double[rounds];
        for (int round = 0; round < rounds; round++) {
            Collection<RunResult> results = new Runner(new OptionsBuilder()
                            .include(ExtractionBenchmark.class.getName())
                            .param("shared", arguments[0])
                            .addProfiler(GCProfiler.class)
                            .build())
                    .run();
            double extracting = fastest(results, "extract");
            ofBytes[round] = extracting / fastest(results, "parseBytes");
            ofText[round] = extracting / fastest(results, "parseText");
            System.out.printf(
                    "round %d: extraction %.0f ms, %.2f times parsing the bytes, %.2f times parsing the text, %.0f KB allocated a page%n",
                    round + 1, extracting, ofBytes[round], ofText[round], allocated(results) / 1_000 / pages.size());
        }
        System.out.printf(
                "%d pages: extraction takes %.2f times Jsoup.parse of the bytes, %.2f times Jsoup.parse of the text%n",
                pages.size(), median(ofBytes), median(ofText));
        printWorst(pages);
    }

    private static double fastest(Collection<RunResult> results, String name) {
        return of(results, name).getPrimaryResult().getStatistics().getMin();
    }

    private static double allocated(Collection<RunResult> results) {
        return of(results, "extract")
                .getSecondaryResults()
                .get("gc.alloc.rate.norm")
                .getScore();
    }

    private static RunResult of(Collection<RunResult> results, String name) {
        return results.stream()
                .filter(result -> result.getParams().getBenchmark().endsWith("." + name))
                .findFirst()
                .orElseThrow();
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    /** The page that takes longest for its size, and the one that is allocated most for, in all: a bound on its heap's peak, not the peak. */
    private static void printWorst(List<Page> pages) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        ArticleExtractor extractor = new ArticleExtractor();
        List<Double> seconds = new ArrayList<>();
        double mostAllocated = 0;
        for (Page page : pages) {
            double fastest = Double.MAX_VALUE;
            long allocated = Long.MAX_VALUE;
            for (int pass = 0; pass < PASSES; pass++) {
                long before = threads.getCurrentThreadAllocatedBytes();
                long start = System.nanoTime();
                extractor.extract(page);
                fastest = Math.min(fastest, (System.nanoTime() - start) / 1e9);
                allocated = Math.min(allocated, threads.getCurrentThreadAllocatedBytes() - before);
            }
            if (page.bytes().length >= SMALL) {
                seconds.add(fastest / page.bytes().length * 1e6);
                mostAllocated = Math.max(mostAllocated, (double) allocated / page.bytes().length);
            }
        }
        System.out.printf(
                "the slowest of %d pages above %d KB takes %.3f s a MB; at most %.1f times a page's bytes are allocated in all%n",
                seconds.size(),
                SMALL / 1_000,
                seconds.stream().mapToDouble(Double::doubleValue).max().orElse(0),
                mostAllocated);
    }
}
