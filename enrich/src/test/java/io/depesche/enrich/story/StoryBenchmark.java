package io.depesche.enrich.story;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Measures how many reports one thread puts into stories in a second: the first ten thousand, and ten thousand more when a hundred
 * thousand are remembered; also what heap a remembered report takes. Argument: the shared folder. Without the speeches it says so and
 * measures nothing.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(
        value = 1,
        jvmArgs = {"-Xmx2g", "-XX:+UseSerialGC"})
@Warmup(iterations = 1)
@Measurement(iterations = 2)
public class StoryBenchmark {

    private static final int MEASURED = 10_000;

    @Param("")
    public String shared = "";

    @Param({"0", "100000"})
    public int remembered;

    private List<Report> reports = List.of();
    private StoryBook book = new StoryBook();

    @Setup
    public void read() throws IOException {
        reports = Speeches.reports(Path.of(shared), remembered + MEASURED);
    }

    @Setup(Level.Iteration)
    public void remember() {
        book = new StoryBook();
        reports.subList(0, remembered).forEach(book::add);
    }

    @Benchmark
    public void tell(Blackhole sink) {
        reports.subList(remembered, reports.size()).forEach(report -> sink.consume(book.add(report)));
    }

    /** Runs the measurement. */
    public static void main(String[] arguments) throws IOException, RunnerException {
        Path shared = Path.of(arguments[0]);
        if (!Files.exists(Speeches.file(shared))) {
            System.out.println("SKIPPED: StoryBenchmark found no " + Speeches.file(shared));
            return;
        }
        printHeap(shared);
        for (RunResult result : new Runner(new OptionsBuilder()
                        .include(StoryBenchmark.class.getName())
                        .param("shared", arguments[0])
                        .build())
                .run()) {
            System.out.printf(
                    "with %s reports remembered: %.0f reports a second%n",
                    result.getParams().getParam("remembered"),
                    MEASURED * 1e3 / result.getPrimaryResult().getStatistics().getMin());
        }
    }

    private static void printHeap(Path shared) throws IOException {
        List<Report> reports = Speeches.reports(shared, 2 * MEASURED);
        StoryBook book = new StoryBook();
        reports.subList(0, MEASURED).forEach(book::add);
        long before = heap();
        reports.subList(MEASURED, reports.size()).forEach(book::add);
        System.out.printf("a remembered report takes %d bytes of heap%n", (heap() - before) / MEASURED);
        // keeps the book from being collected before it is measured
        System.out.printf("%d reports read%n", book.progress().nextNumber());
    }

    private static long heap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
