package io.depesche.enrich.step.date;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
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
 * Measures how many characters one thread searches for dates in a second: news in both languages, and texts of a million characters that are
 * made of what dates are made of. Of several passes the fastest counts. Argument: the shared folder. Without the corpus it skips visibly.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(
        value = 1,
        jvmArgs = {"-Xmx512m", "-XX:+UseSerialGC"})
@Warmup(iterations = 20)
@Measurement(iterations = 20)
public class DateBenchmark {

    private static final int HOSTILE_LENGTH = 1_000_000;
    private static final List<String> CORPORA = List.of("krauts-diezeit", "krauts-dolomiten", "wikiwars-en");

    @Param("")
    public String shared = "";

    /** A corpus, or the piece that a hostile text repeats. */
    @Param({"krauts-diezeit", "krauts-dolomiten", "wikiwars-en", "1", "3. ", "Mai ", "am 3., ", "letzte ", "vor drei "})
    public String source = "";

    private List<String> texts = List.of();

    @Setup
    public void read() throws IOException {
        texts = texts(Path.of(shared), source);
    }

    @Benchmark
    public void dates(Blackhole sink) {
        String language = source.endsWith("-en") ? "en" : "de";
        texts.forEach(text -> sink.consume(Dates.in(text, language)));
    }

    /** Runs the measurement. */
    public static void main(String[] arguments) throws IOException, RunnerException {
        Path shared = Path.of(arguments[0]);
        if (!Files.isDirectory(corpora(shared))) {
            System.out.println("SKIPPED: DateBenchmark found no corpora in " + corpora(shared));
            return;
        }
        for (RunResult result : new Runner(new OptionsBuilder()
                        .include(DateBenchmark.class.getName())
                        .param("shared", arguments[0])
                        .addProfiler(GCProfiler.class)
                        .build())
                .run()) {
            print(result, shared);
        }
    }

    private static void print(RunResult result, Path shared) throws IOException {
        String source = result.getParams().getParam("source");
        long characters =
                texts(shared, source).stream().mapToLong(String::length).sum();
        System.out.printf(
                "%s: %.2f million characters a second, %.1f bytes allocated a character (%d characters)%n",
                CORPORA.contains(source) ? source : "\"" + source + "\" repeated",
                characters / 1e3 / result.getPrimaryResult().getStatistics().getMin(),
                result.getSecondaryResults().get("gc.alloc.rate.norm").getScore() / characters,
                characters);
    }

    private static List<String> texts(Path shared, String source) throws IOException {
        if (!CORPORA.contains(source)) {
            return List.of(source.repeat(HOSTILE_LENGTH / source.length()));
        }
        Path corpus = corpora(shared).resolve(source).resolve("dev.jsonl.gz");
        ObjectMapper json = new ObjectMapper();
        List<String> texts = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(corpus)), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                texts.add(json.readTree(line).get("text").asText());
            }
        }
        return texts;
    }

    private static Path corpora(Path shared) {
        return shared.resolve("corpora/time");
    }
}
