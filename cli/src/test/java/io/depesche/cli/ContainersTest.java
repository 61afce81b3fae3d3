package io.depesche.cli;

import static io.depesche.cli.CommandLineRun.depesche;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.depesche.enrich.EnrichTopology;
import io.depesche.service.HttpEndpoints;
import io.depesche.service.Metrics;
import io.depesche.sink.SinkTopology;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kafka.server.KafkaConfig;
import org.apache.kafka.clients.consumer.internals.FetchMetricsRegistry;
import org.apache.kafka.clients.producer.internals.SenderMetricsRegistry;
import org.apache.kafka.common.utils.AppInfoParser;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/** Holds the image, the compose files and the monitoring against the code, where no container engine runs. */
class ContainersTest {

    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
    private static final Map<String, Integer> HOST_PORTS = Map.of("ingest", 8081, "enrich", 8082, "sink", 8083);
    private static final List<Path> COMPOSE_FILES = List.of(
            PROJECT.resolve("docker-compose.yml"),
            PROJECT.resolve("docker/cluster.yml"),
            PROJECT.resolve("docker/registry.yml"));
    /** Read by Java itself. */
    private static final String JAVA_OPTIONS = "JDK_JAVA_OPTIONS";

    private static final Set<String> FOREIGN_METRICS = foreignMetrics();

    private final String dockerfile = read(PROJECT.resolve("Dockerfile"));
    private final JsonNode services = yaml(COMPOSE_FILES.get(0)).path("services");

    @ParameterizedTest
    @ValueSource(strings = {"ingest", "enrich", "sink"})
    void everyServiceListensWhereThePortsPoint(String service) {
        String port = environment(services.path(service)).get("HTTP_PORT");

        assertThat(port).isEqualTo("8080");
        assertThat(services.path(service).path("ports"))
                .extracting(JsonNode::asText)
                .containsExactly("127.0.0.1:${%s_PORT:-%d}:%s"
                        .formatted(service.toUpperCase(Locale.ROOT), HOST_PORTS.get(service), port));
        assertThat(instruction("EXPOSE")).isEqualTo(port);
        assertThat(instruction("ENV")).contains("HTTP_PORT=" + port);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ingest", "enrich", "sink"})
    void everyServiceIsGivenTheVariablesThatItReadsAndNoOthers(String service) {
        Set<String> read = new TreeSet<>(variablesReadIn("service"));
        read.addAll(variablesReadIn(service));

        assertThat(read).contains("KAFKA_BOOTSTRAP_SERVERS", "HTTP_PORT", "SCHEMA_REGISTRY_URL");
        assertThat(environment(services.path(service)).keySet().stream()
                        .filter(name -> !isClientSetting(name) && !name.equals(JAVA_OPTIONS)))
                .containsExactlyInAnyOrderElementsOf(read);
    }

    @Test
    void operatorsFindEveryVariableInTheDocumentation() {
        String operations = read(PROJECT.resolve("docs/operations.md"));
        Set<String> names = HOST_PORTS.keySet().stream()
                .flatMap(service -> environment(services.path(service)).keySet().stream())
                .filter(name -> !isClientSetting(name))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(names).allSatisfy(name -> assertThat(operations).contains("| `" + name + "` |"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"topics", "ingest", "enrich", "sink"})
    void theCommandsOfTheContainersExist(String service) {
        List<String> command = texts(services.path(service).path("command"));
        command.add("--help");

        CommandLineRun run = depesche("", command.toArray(String[]::new));

        assertThat(run.status()).isZero();
        assertThat(run.out()).contains("depesche " + service);
    }

    @Test
    void theImageStartsTheCommandLineAsAnOrdinaryUser() throws Exception {
        List<String> entryPoint = list(instruction("ENTRYPOINT"));

        assertThat(Modifier.isStatic(Class.forName(entryPoint.get(entryPoint.size() - 1))
                        .getMethod("main", String[].class)
                        .getModifiers()))
                .isTrue();
        assertThat(entryPoint).startsWith("java").containsSequence("-cp", "/opt/depesche/lib/*");
        assertThat(instruction("USER")).isEqualTo("10001:10001");
        assertThat(instruction("VOLUME")).isEqualTo("/var/lib/depesche");
        assertThat(instruction("ENV")).contains("STATE_DIR=/var/lib/depesche");
        assertThat(dockerfile).contains("ARG BASE_IMAGE=", "FROM ${BASE_IMAGE}\n");
    }

    @Test
    void theHealthCheckAsksTheServiceWhetherItLives() throws Exception {
        assumeThat(onPath("bash")).as("bash is on the PATH").isTrue();
        List<String> check = list(instruction("HEALTHCHECK").replaceFirst("^.*?CMD ", ""));
        AtomicBoolean alive = new AtomicBoolean(true);
        Map<String, String> port;

        try (Metrics metrics = new Metrics("test");
                HttpEndpoints endpoints =
                        new HttpEndpoints("127.0.0.1", 0, alive::get, () -> false, metrics.registry())) {
            port = Map.of("HTTP_PORT", String.valueOf(endpoints.port()));
            assertThat(run(port, check).status()).isZero();
            alive.set(false);
            assertThat(run(port, check).status()).isNotZero();
        }
        assertThat(run(port, check).status()).as("nobody listens").isNotZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ingest", "enrich", "sink"})
    void servicesStartWhenKafkaAnswersAndTheTopicsExist(String service) {
        JsonNode conditions = services.path(service).path("depends_on");

        assertThat(conditions.at("/kafka/condition").asText()).isEqualTo("service_healthy");
        assertThat(conditions.at("/topics/condition").asText()).isEqualTo("service_completed_successfully");
        assertThat(services.path("topics").at("/depends_on/kafka/condition").asText())
                .isEqualTo("service_healthy");
        assertThat(services.path("kafka").path("healthcheck").path("test")).isNotEmpty();
    }

    @Test
    void brokersUnderstandTheirSettings() {
        Map<String, String> single = brokerSettings(environment(services.path("kafka")));
        JsonNode cluster = yaml(PROJECT.resolve("docker/cluster.yml")).path("services");
        Map<String, String> first = new TreeMap<>(single);
        first.putAll(brokerSettings(environment(cluster.path("kafka"))));

        for (Map<String, String> settings : List.of(
                single,
                first,
                brokerSettings(environment(cluster.path("kafka-2"))),
                brokerSettings(environment(cluster.path("kafka-3"))))) {
            assertThat(KafkaConfig.configDef().names()).containsAll(settings.keySet());
            assertThat(new KafkaConfig(settings, false).nodeId()).isBetween(1, 3);
        }
        assertThat(single).containsEntry("controller.quorum.voters", "1@kafka:9093");
        assertThat(first).containsEntry("default.replication.factor", "3").containsEntry("min.insync.replicas", "2");
    }

    @Test
    void imagesArePinnedToReleasesThatFitOurClients() {
        Set<String> images = COMPOSE_FILES.stream()
                .flatMap(file -> yaml(file).path("services").findValuesAsText("image").stream())
                .filter(image -> !image.startsWith("${DEPESCHE_IMAGE:"))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(images).allSatisfy(image -> assertThat(image).matches("[a-z./-]+:v?\\d+\\.\\d+\\.\\d+"));
        assertThat(images)
                .filteredOn(image -> image.contains("apache/kafka"))
                .containsExactly("apache/kafka:" + AppInfoParser.getVersion());
        assertThat(images).contains("quay.io/apicurio/apicurio-registry:" + property("apicurio.version"));
    }

    @Test
    void prometheusFindsTheServicesAndTheirMetrics() throws Exception {
        JsonNode job = yaml(PROJECT.resolve("docker/prometheus/prometheus.yml")).at("/scrape_configs/0");
        JsonNode discovery = job.at("/dns_sd_configs/0");

        assertThat(texts(discovery.path("names"))).containsExactlyInAnyOrderElementsOf(HOST_PORTS.keySet());
        assertThat(discovery.path("port").asText()).isEqualTo(instruction("EXPOSE"));
        try (Metrics metrics = new Metrics("test");
                HttpEndpoints endpoints =
                        new HttpEndpoints("127.0.0.1", 0, () -> true, () -> true, metrics.registry())) {
            URI address = URI.create("http://127.0.0.1:%d%s"
                    .formatted(endpoints.port(), job.path("metrics_path").asText()));
            assertThat(HttpClient.newHttpClient()
                            .send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString())
                            .body())
                    .contains("jvm_memory_used_bytes{", "service=\"test\"");
        }
    }

    @ParameterizedTest
    @MethodSource("metricsInQueries")
    void everyMetricThatIsLookedAtIsMeasured(String name) {
        assertThat(Stream.of(depescheMetrics(), FOREIGN_METRICS, recordedMetrics())
                        .flatMap(Set::stream))
                .contains(name);
    }

    static Set<String> metricsInQueries() {
        return queries()
                .flatMap(query -> all("\\b(?:depesche|kafka|jvm|process)[_:][a-z0-9_:]+", query))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void theDashboardAnswersWhatAnOperatorAsks() {
        JsonNode dashboard = json(PROJECT.resolve("docker/grafana/dashboards/depesche.json"));
        String source = yaml(PROJECT.resolve("docker/grafana/provisioning/datasources/prometheus.yml"))
                .at("/datasources/0/uid")
                .asText();

        assertThat(dashboard.path("panels").findValuesAsText("title"))
                .contains(
                        "Lag by service",
                        "Articles a minute",
                        "Fetches by outcome",
                        "Step times (p95)",
                        "Dead letters by reason",
                        "Heap");
        assertThat(dashboard.findValues("datasource"))
                .isNotEmpty()
                .allSatisfy(used -> assertThat(used.path("uid").asText()).isEqualTo(source));
        assertThat(yaml(PROJECT.resolve("docker/prometheus/alerts.yml")).findValuesAsText("alert"))
                .containsExactlyInAnyOrder(
                        "DepescheServiceDown", "DepescheLagGrowing", "DepescheDeadLetters", "DepescheNoNewArticle");
    }

    @Test
    void documentedConsumerGroupsAreThoseOfTheTopologies() {
        assertThat(read(PROJECT.resolve("docs/operations.md")))
                .contains("`" + EnrichTopology.APPLICATION_ID + "`", "`" + SinkTopology.APPLICATION_ID + "`");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "--profile ui",
                "--profile monitoring",
                "-f docker-compose.yml -f docker/cluster.yml",
                "-f docker-compose.yml -f docker/registry.yml",
                "-f docker-compose.yml -f docker/cluster.yml -f docker/registry.yml --profile ui --profile monitoring"
            })
    void dockerComposeAccepts(String options) throws Exception {
        assumeThat(onPath("docker-compose")).as("docker-compose is on the PATH").isTrue();
        List<String> command = new ArrayList<>(List.of("docker-compose"));
        Arrays.stream(options.split(" ")).filter(option -> !option.isEmpty()).forEach(command::add);
        command.addAll(List.of("config", "--quiet"));

        ProcessRun run = run(Map.of(), command);

        assertThat(run.status()).as(run.output()).isZero();
    }

    @Test
    void alertsFireWhenTheyShould() throws Exception {
        assumeThat(onPath("promtool")).as("promtool is on the PATH").isTrue();

        ProcessRun run = run(Map.of(), List.of("promtool", "test", "rules", "docker/prometheus/alerts.test.yml"));

        assertThat(run.status()).as(run.output()).isZero();
    }

    /** The variables that the sources of a module ask an {@code Env} for. */
    private static Set<String> variablesReadIn(String module) {
        return sources(module)
                .flatMap(source -> groups("\\benv\\s*\\.\\s*\\w+\\(\\s*\"([A-Z][A-Z0-9_]*)\"", source))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean isClientSetting(String variable) {
        return variable.startsWith("KAFKA_") && !variable.equals("KAFKA_BOOTSTRAP_SERVERS");
    }

    /** Our own meters as Prometheus names them: each name in the sources with each ending that Micrometer may give it. */
    private static Set<String> depescheMetrics() {
        return Stream.of("service", "ingest", "enrich", "sink")
                .flatMap(ContainersTest::sources)
                .flatMap(source -> groups("\"(depesche(?:\\.[a-z]+)+)\"", source))
                .map(name -> name.replace('.', '_'))
                .flatMap(name -> Stream.of("", "_total", "_seconds_count", "_seconds_sum", "_seconds_bucket")
                        .map(name::concat))
                .collect(Collectors.toSet());
    }

    /**
     * What the JVM and Kafka Streams measure before anything flows, and the metrics of partitions and topics that their clients
     * add later, named as Micrometer does it: "kafka", the group, the metric.
     */
    private static Set<String> foreignMetrics() {
        StreamsBuilder topology = new StreamsBuilder();
        topology.stream("in").to("out");
        Properties settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:1");
        try (Metrics metrics = new Metrics("test");
                KafkaStreams streams = new KafkaStreams(topology.build(), settings);
                KafkaStreamsMetrics streamsMetrics = new KafkaStreamsMetrics(streams);
                org.apache.kafka.common.metrics.Metrics none = new org.apache.kafka.common.metrics.Metrics()) {
            streamsMetrics.bindTo(metrics.registry());
            Set<String> names =
                    all("(?m)^[a-z][a-z0-9_]+", metrics.registry().scrape()).collect(Collectors.toSet());
            Stream.of(
                            new FetchMetricsRegistry(Set.of(), "consumer").getAllTemplates(),
                            new SenderMetricsRegistry(none).allTemplates())
                    .flatMap(List::stream)
                    .map(metric -> "kafka-%s-%s".formatted(metric.group().replaceFirst("-metrics$", ""), metric.name()))
                    .map(name -> name.replace('-', '_'))
                    .forEach(names::add);
            return names;
        }
    }

    private static Set<String> recordedMetrics() {
        return Set.copyOf(yaml(PROJECT.resolve("docker/prometheus/alerts.yml")).findValuesAsText("record"));
    }

    private static Stream<String> queries() {
        return Stream.concat(
                json(PROJECT.resolve("docker/grafana/dashboards/depesche.json")).findValuesAsText("expr").stream(),
                yaml(PROJECT.resolve("docker/prometheus/alerts.yml")).findValuesAsText("expr").stream());
    }

    /** What Kafka's image makes of its environment: the broker settings by their names. */
    private static Map<String, String> brokerSettings(Map<String, String> environment) {
        Map<String, String> settings = new TreeMap<>();
        environment.forEach((name, value) -> {
            if (name.startsWith("KAFKA_") && !name.equals("KAFKA_HEAP_OPTS")) {
                settings.put(
                        name.substring("KAFKA_".length())
                                .toLowerCase(Locale.ROOT)
                                .replace('_', '.'),
                        value);
            }
        });
        return settings;
    }

    private static Map<String, String> environment(JsonNode service) {
        Map<String, String> environment = new TreeMap<>();
        service.path("environment")
                .properties()
                .forEach(entry ->
                        environment.put(entry.getKey(), entry.getValue().asText("")));
        return environment;
    }

    /** What follows an instruction in the last stage of the Dockerfile. */
    private String instruction(String name) {
        String stage = dockerfile.substring(dockerfile.lastIndexOf("\nFROM ")).replace("\\\n", " ");
        return groups("(?m)^" + name + " +(.+)$", stage)
                .reduce((first, last) -> last)
                .orElseThrow();
    }

    private static String property(String name) {
        return groups("<" + Pattern.quote(name) + ">([^<]+)<", read(PROJECT.resolve("pom.xml")))
                .findFirst()
                .orElseThrow();
    }

    private static Stream<String> sources(String module) {
        Path folder = PROJECT.resolve(module).resolve("src/main/java");
        try (Stream<Path> files = Files.walk(folder)) {
            return files
                    .filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .map(ContainersTest::read)
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> groups(String pattern, String text) {
        return Pattern.compile(pattern).matcher(text).results().map(match -> match.group(1));
    }

    private static Stream<String> all(String pattern, String text) {
        return Pattern.compile(pattern).matcher(text).results().map(MatchResult::group);
    }

    private static List<String> list(String json) {
        try {
            return texts(new ObjectMapper().readTree(json));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(node -> texts.add(node.asText()));
        return texts;
    }

    private static JsonNode json(Path file) {
        try {
            return new ObjectMapper().readTree(read(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode yaml(Path file) {
        // Jackson's own reader knows no merge keys.
        return new ObjectMapper().valueToTree(new Yaml().<Object>load(read(file)));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean onPath(String program) {
        return Arrays.stream(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    private record ProcessRun(int status, String output) {}

    private static ProcessRun run(Map<String, String> environment, List<String> command) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(PROJECT.toFile())
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.PIPE);
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new ProcessRun(process.exitValue(), output);
    }
}
