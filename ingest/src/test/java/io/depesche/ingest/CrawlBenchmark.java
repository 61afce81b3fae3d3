package io.depesche.ingest;

import io.depesche.contracts.RecordSerdes;
import io.depesche.contracts.record.OutletDefinition;
import io.depesche.contracts.record.OutletOrigin;
import io.depesche.ingest.frontier.OutletTopic;
import io.depesche.ingest.outlets.Outlet;
import io.depesche.ingest.outlets.OutletRecords;
import io.depesche.ingest.outlets.OutletsFile;
import io.depesche.service.Cluster;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Measures the crawler as a process of its own, bound to one core, against simulated hosts: how near it comes to what politeness allows,
 * what it needs for that, how long an article takes from the feed to {@code news.raw.v1}, and what a second instance adds. Arguments:
 * {@code throughput HOSTS ARTICLES [HOSTS_BEFORE]}, {@code latency HOSTS ARTICLES_A_SECOND} or {@code instances HOSTS ARTICLES}.
 */
public final class CrawlBenchmark {

    private static final PrintStream OUT = System.out;
    private static final long DELAY_MILLIS = 1_000;
    /** The feed, robots.txt and the TDM file. */
    private static final int REQUESTS_BESIDE_ARTICLES = 3;
    /** What limits an instance where instances are compared: its requests at once, and how long each takes. */
    private static final int OPEN_REQUESTS = 16;

    private static final long ANSWER_MILLIS = 200;

    /** So long the virtual machine compiles what a crawler does. */
    private static final long WARM_UP_MILLIS = 20_000;

    private final TestKafka kafka;
    private final Path folder;

    private CrawlBenchmark(TestKafka kafka, Path folder) {
        this.kafka = kafka;
        this.folder = folder;
    }

    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createTempDirectory("crawl-benchmark-");
        int hosts = Integer.parseInt(arguments[1]);
        int number = Integer.parseInt(arguments[2]);
        try (TestKafka kafka = new TestKafka()) {
            CrawlBenchmark benchmark = new CrawlBenchmark(kafka, folder);
            switch (arguments[0]) {
                case "throughput" ->
                    benchmark.throughput(hosts, number, arguments.length > 3 ? Integer.parseInt(arguments[3]) : 0);
                case "latency" -> benchmark.latency(hosts, number);
                case "instances" -> benchmark.instances(hosts, number);
                default -> throw new IllegalArgumentException(arguments[0]);
            }
        }
        System.exit(0);
    }

    private IngestProcess crawler(String outletsFile) throws IOException {
        Map<String, String> env = environment(kafka, outletsFile, folder);
        return Files.isExecutable(Path.of("/usr/bin/taskset"))
                ? new IngestProcess(env, folder, "512m", "/usr/bin/taskset", "-c", "0")
                : new IngestProcess(env, folder, "512m");
    }

    private static Map<String, String> environment(TestKafka kafka, String outletsFile, Path folder)
            throws IOException {
        Path outlets = folder.resolve("outlets.yaml");
        Files.writeString(outlets, outletsFile);
        return Map.of(
                "KAFKA_BOOTSTRAP_SERVERS",
                kafka.settings().bootstrapServers(),
                "OUTLETS_FILE",
                outlets.toString(),
                "CRAWLER_CONTACT",
                "benchmark@example.org",
                "ALLOWED_PRIVATE_NETWORKS",
                "127.0.0.0/8");
    }

    /** A crawler that has run for a while is given the hosts: as many others, which it crawled before, have warmed it up. */
    private void throughput(int hostCount, int articles, int warmUp) throws Exception {
        String manners = "minDelay: PT1S, interval: PT1H, revisit: [P1D]";
        try (LoopbackHosts hosts = new LoopbackHosts(warmUp + hostCount, articles, 0, 64);
                IngestProcess crawler = crawler(hosts.outlets(manners, 0, Math.max(1, warmUp)))) {
            await(hosts, crawler, warmUp * (long) (articles + REQUESTS_BESIDE_ARTICLES));
            TimeUnit.SECONDS.sleep(10);
            hosts.clear();
            String before = times(crawler);
            add(OutletsFile.parse("measured", hosts.outlets(manners, warmUp, warmUp + hostCount)));
            await(hosts, crawler, hostCount * (long) (articles + REQUESTS_BESIDE_ARTICLES));
            TimeUnit.SECONDS.sleep(2);
            OUT.println("before: " + before);
            List<LoopbackHosts.Request> log = new ArrayList<>(hosts.log());
            long first =
                    log.stream().mapToLong(LoopbackHosts.Request::start).min().orElse(0);
            long last =
                    log.stream().mapToLong(LoopbackHosts.Request::start).max().orElse(0);
            double seconds = (last - first) / 1e9;
            double allowed = (articles + REQUESTS_BESIDE_ARTICLES - 1) * DELAY_MILLIS / 1e3;
            double slowest = hosts.byHost().values().stream()
                    .mapToDouble(requests -> (requests.get(requests.size() - 1).start()
                                    - requests.get(0).start())
                            / 1e9)
                    .max()
                    .orElse(0);
            double mean = hosts.byHost().values().stream()
                    .mapToDouble(requests -> (requests.get(requests.size() - 1).start()
                                    - requests.get(0).start())
                            / 1e9)
                    .average()
                    .orElse(0);
            OUT.printf(
                    "%d hosts, %d articles each: %d requests in %.1f s; politeness alone takes %.1f s: %.1f %%%n",
                    hostCount, articles, log.size(), seconds, allowed, 100 * allowed / seconds);
            OUT.printf(
                    "a host from its first to its last request: mean %.2f s (%.1f %% of what politeness allows), slowest %.2f s; shortest pause %.0f ms%n",
                    mean, 100 * allowed / mean, slowest, hosts.shortestPauseMillis());
            List<Double> begun = hosts.byHost().values().stream()
                    .map(requests -> (requests.get(0).start() - first) / 1e9)
                    .sorted()
                    .toList();
            OUT.printf(
                    "hosts begun: half after %.1f s, three quarters %.1f, 90 %% %.1f, 99 %% %.1f, the last after %.1f s%n",
                    begun.get(begun.size() / 2),
                    begun.get(begun.size() * 3 / 4),
                    begun.get(begun.size() * 9 / 10),
                    begun.get(begun.size() * 99 / 100),
                    begun.get(begun.size() - 1));
            OUT.printf("processor time %s; peak resident %s%n", times(crawler), status(crawler, "VmHWM"));
            long published =
                    kafka.articles().stream().map(TestKafka.Raw::key).distinct().count();
            OUT.printf(
                    "%d articles in news.raw.v1, %d of them distinct%n",
                    kafka.articles().size(), published);
            crawler.terminate();
            OUT.printf(
                    "disk: %d bytes an article in the store, %d in the changelog%n",
                    size(folder.resolve("state")) / Math.max(1, published), changelog() / Math.max(1, published));
        }
    }

    /** One crawler and then two are given the same work, in which each can have so many requests open and no more. */
    private void instances(int hostCount, int articles) throws Exception {
        double one = rate(hostCount, articles, 1);
        double two = rate(hostCount, articles, 2);
        OUT.printf(
                "%d hosts, %d requests at once an instance: one instance %.1f requests a second, two %.1f: %.2f times as many%n",
                hostCount, OPEN_REQUESTS, one, two, two / one);
    }

    private double rate(int hostCount, int articles, int instances) throws Exception {
        try (TestKafka own = new TestKafka();
                LoopbackHosts hosts = new LoopbackHosts(hostCount, articles, ANSWER_MILLIS, 256)) {
            List<IngestProcess> crawlers = new ArrayList<>();
            for (int n = 1; n <= instances; n++) {
                Path place = Files.createDirectories(folder.resolve(instances + "-" + n));
                Map<String, String> env =
                        new HashMap<>(environment(own, hosts.outlets("minDelay: PT0.2S, interval: PT1H"), place));
                env.put("FETCH_THREADS", String.valueOf(OPEN_REQUESTS));
                env.put("INSTANCE_ID", String.valueOf(n));
                crawlers.add(new IngestProcess(env, place, "256m"));
            }
            long all = hostCount * (long) (articles + REQUESTS_BESIDE_ARTICLES);
            while (hosts.requests() < all && crawlers.stream().allMatch(IngestProcess::isAlive)) {
                TimeUnit.MILLISECONDS.sleep(200);
            }
            crawlers.forEach(IngestProcess::close);
            // From when both are at work until the first runs out of it.
            List<Long> starts = hosts.log().stream()
                    .map(LoopbackHosts.Request::start)
                    .sorted()
                    .toList();
            int from = starts.size() / 4;
            int to = starts.size() * 3 / 4;
            return (to - from) / ((starts.get(to) - starts.get(from)) / 1e9);
        }
    }

    private static void await(LoopbackHosts hosts, IngestProcess crawler, long requests) throws InterruptedException {
        while (hosts.requests() < requests && crawler.isAlive()) {
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    private void add(List<Outlet> outlets) {
        Map<String, @Nullable OutletDefinition> added = new HashMap<>();
        outlets.forEach(outlet -> added.put(outlet.id(), OutletRecords.definition(outlet, OutletOrigin.COMMAND)));
        new OutletTopic(kafka.settings(), RecordSerdes.singleObject(), "benchmark").write(added);
    }

    private void latency(int hostCount, int articlesASecond) throws Exception {
        int seconds = 60;
        int each = Math.max(1, articlesASecond * seconds / hostCount);
        Map<String, Long> appeared = new HashMap<>();
        Map<String, Long> arrivals = new ConcurrentHashMap<>();
        Thread reader = new Thread(() -> kafka.follow(arrivals), "reader");
        reader.start();
        try (LoopbackHosts hosts = new LoopbackHosts(hostCount, each, 0, 64)) {
            hosts.publish(0);
            try (IngestProcess crawler =
                    crawler(hosts.outlets("minDelay: PT0.05S, interval: PT2S, maxInterval: PT2S, revisit: [P1D]"))) {
                while (hosts.requests() < 3L * hostCount && crawler.isAlive()) {
                    TimeUnit.MILLISECONDS.sleep(100);
                }
                // Every host's feed gets one more article each time.
                for (int n = 1; n <= each; n++) {
                    hosts.publish(n);
                    long now = System.currentTimeMillis();
                    for (int host = 0; host < hostCount; host++) {
                        appeared.put(hosts.article(host, n - 1).toString(), now);
                    }
                    TimeUnit.MILLISECONDS.sleep(1_000L * seconds / each);
                }
                TimeUnit.SECONDS.sleep(5);
            }
            List<Long> delays = new ArrayList<>();
            reader.interrupt();
            reader.join();
            arrivals.forEach((url, time) -> delays.add(time - appeared.getOrDefault(url, time)));
            Collections.sort(delays);
            long warm = appeared.values().stream().mapToLong(time -> time).min().orElse(0) + WARM_UP_MILLIS;
            List<Long> later = arrivals.entrySet().stream()
                    .filter(arrival -> appeared.getOrDefault(arrival.getKey(), 0L) >= warm)
                    .map(arrival -> arrival.getValue() - appeared.get(arrival.getKey()))
                    .sorted()
                    .toList();
            OUT.printf(
                    "%d of %d articles; from the feed to news.raw.v1, with a poll every 2 s: median %d ms, p99 %d ms, most %d ms%n",
                    delays.size(),
                    hosts.size(),
                    delays.get(delays.size() / 2),
                    delays.get(delays.size() * 99 / 100),
                    delays.get(delays.size() - 1));
            OUT.printf(
                    "of them %d that appeared after the first %d s: median %d ms, p99 %d ms, most %d ms%n",
                    later.size(),
                    WARM_UP_MILLIS / 1_000,
                    later.get(later.size() / 2),
                    later.get(later.size() * 99 / 100),
                    later.get(later.size() - 1));
        }
    }

    /** Seconds of processor time in user and kernel mode, in all and of the threads that compile and collect garbage. */
    private static String times(IngestProcess process) throws IOException {
        Path proc = Path.of("/proc", String.valueOf(process.handle().pid()));
        if (!Files.isReadable(proc.resolve("stat"))) {
            return "?";
        }
        Map<String, Double> byThread = new TreeMap<>();
        try (Stream<Path> threads = Files.list(proc.resolve("task"))) {
            for (Path thread : threads.toList()) {
                String stat = Files.readString(thread.resolve("stat"));
                String name = stat.substring(stat.indexOf('(') + 1, stat.lastIndexOf(')'))
                        .replaceAll("[0-9#]+", "#");
                String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
                byThread.merge(name + " user", Long.parseLong(fields[11]) / 100.0, Double::sum);
                byThread.merge(name + " kernel", Long.parseLong(fields[12]) / 100.0, Double::sum);
            }
        }
        return byThread.entrySet().stream()
                .filter(thread -> thread.getValue() >= 0.5)
                .map(thread -> thread.getKey() + " " + thread.getValue())
                .collect(Collectors.joining(", "));
    }

    private static String status(IngestProcess process, String field) throws IOException {
        Path status = Path.of("/proc", String.valueOf(process.handle().pid()), "status");
        return Files.isReadable(status)
                ? Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith(field))
                        .map(line -> line.substring(field.length() + 1).strip())
                        .findFirst()
                        .orElse("?")
                : "?";
    }

    private static long size(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> {
                        try {
                            return Files.size(file);
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    })
                    .sum();
        }
    }

    private long changelog() {
        try (Cluster cluster = new Cluster(kafka.settings(), "benchmark-admin")) {
            return Cluster.get(cluster.admin().describeLogDirs(List.of(0)).allDescriptions()).values().stream()
                    .flatMap(directories -> directories.values().stream())
                    .flatMap(directory -> directory.replicaInfos().entrySet().stream())
                    .filter(replica -> replica.getKey().topic().equals("depesche-ingest-crawl-changelog"))
                    .mapToLong(replica -> replica.getValue().size())
                    .sum();
        }
    }
}
