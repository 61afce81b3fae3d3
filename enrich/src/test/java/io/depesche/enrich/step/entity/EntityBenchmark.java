package io.depesche.enrich.step.entity;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
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
 * Measures how many characters of news one thread tags in a second: the tagger alone (tokens, model, pass over the article) and the whole
 * step, links included; warm, and in the first pass of a new JVM. Also how long everything takes to load, what is allocated a character, and what
 * heap is kept. Of several passes the fastest counts. Argument: the shared folder. A corpus that is not there is a visible skip.
 *
 * <p>JMH is a tool of the tests alone (GPLv2 with the Classpath Exception); nothing that is shipped depends on it.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(
        value = 1,
        jvmArgs = {"-Xmx512m", "-XX:+UseSerialGC"})
@Warmup(iterations = 6)
@Measurement(iterations = 5)
public class EntityBenchmark {

    private static final List<String> LANGUAGES = List.of("de", "en");

    @Param("")
    public String shared = "";

    @Param({"de", "en"})
    public String language = "";

    private List<String> texts = List.of();
    private Optional<EntityTagger> tagger = Optional.empty();
    private Optional<EntityStep> step = Optional.empty();

    @Setup
    public void read() throws IOException {
        texts = NewsTexts.read(Path.of(shared), language);
        tagger = Optional.of(new EntityTagger(NewsLanguage.load(language), KnownEntities.load()));
        step = Optional.of(new EntityStep());
    }

    @Benchmark
    public void tagger(Blackhole sink) {
        EntityTagger loaded = tagger.orElseThrow();
        texts.forEach(text -> sink.consume(loaded.tag(List.of(text))));
    }

    @Benchmark
    public void step(Blackhole sink) {
        EntityStep loaded = step.orElseThrow();
        texts.forEach(text -> sink.consume(NewsTexts.entities(loaded, text, language)));
    }

    @Benchmark
    @Fork(
            value = 3,
            jvmArgs = {"-Xmx512m", "-XX:+UseSerialGC"})
    @Warmup(iterations = 0)
    @Measurement(iterations = 1)
    public void firstPassOfStep(Blackhole sink) {
        step(sink);
    }

    /** Runs the measurement. */
    public static void main(String[] arguments) throws IOException, RunnerException {
        Path shared = Path.of(arguments[0]);
        if (!Files.exists(NewsTexts.corpus(shared))) {
            System.out.println("SKIPPED: EntityBenchmark found no corpus in " + NewsTexts.corpus(shared));
            return;
        }
        printLoading();
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include(EntityBenchmark.class.getName())
                        .param("shared", arguments[0])
                        .addProfiler(GCProfiler.class)
                        .build())
                .run();
        for (String language : LANGUAGES) {
            long characters = NewsTexts.characters(NewsTexts.read(shared, language));
            for (RunResult result : results) {
                if (result.getParams().getParam("language").equals(language)) {
                    print(result, characters);
                }
            }
        }
    }

    private static void print(RunResult result, long characters) {
        String name = result.getParams().getBenchmark();
        System.out.printf(
                "%s %s: %.2f million characters a second, %.0f bytes allocated a character (%d characters)%n",
                result.getParams().getParam("language"),
                name.substring(name.lastIndexOf('.') + 1),
                characters / 1e3 / result.getPrimaryResult().getStatistics().getMin(),
                result.getSecondaryResults().get("gc.alloc.rate.norm").getScore() / characters,
                characters);
    }

    private static void printLoading() {
        long before = heap();
        long start = System.nanoTime();
        EntityStep loaded = new EntityStep();
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf(
                "loading takes %.2f s in a new JVM and %.1f MB of heap (%s)%n",
                seconds, (heap() - before) / 1e6, loaded.version());
    }

    private static long heap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
