package io.depesche.cli.broker;

import io.depesche.contracts.TopicOf;
import io.depesche.service.ConfigError;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * One Kafka node, broker and controller (KRaft), on a free port of the loopback interface. Any Kafka tool can look in while it
 * runs. Small on purpose: a few threads and buffers, three log partitions of its own where a cluster has fifty.
 */
public final class EmbeddedKafka implements AutoCloseable {

    private static final int NODE_ID = 1;
    /** A port is free when it is chosen and may be taken a moment later; then the next one is tried. */
    private static final int ATTEMPTS = 5;

    private final KafkaRaftServer server;
    private final int port;

    private EmbeddedKafka(KafkaRaftServer server, int port) {
        this.server = server;
        this.port = port;
    }

    /**
     * Starts a node that keeps its logs in {@code folder}, where it goes on from whatever is there. Takes some seconds.
     *
     * @throws ConfigError when the folder cannot be written or another node uses it
     */
    public static EmbeddedKafka start(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new ConfigError("the data folder %s cannot be made: %s".formatted(folder, reasonOf(e)));
        }
        ConfigError.check(Files.isWritable(folder), "the data folder %s cannot be written", folder);
        if (!Files.exists(folder.resolve("meta.properties"))) {
            format(folder);
        }
        for (int attempt = 1; ; attempt++) {
            int port = freePort();
            KafkaRaftServer server = null;
            try {
                server = new KafkaRaftServer(new KafkaConfig(settings(folder, port, freePort()), false), Time.SYSTEM);
                server.startup();
                return new EmbeddedKafka(server, port);
            } catch (KafkaException | IllegalStateException e) {
                if (server != null) {
                    server.shutdown();
                }
                boolean taken = Stream.iterate((Throwable) e, cause -> cause != null, Throwable::getCause)
                        .anyMatch(cause -> cause instanceof java.net.BindException);
                if (!taken || attempt == ATTEMPTS) {
                    throw new ConfigError("no Kafka broker can be started in %s: %s".formatted(folder, e.getMessage()));
                }
            }
        }
    }

    /** Where clients find it: host and port. */
    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }

    private static void format(Path folder) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        try {
            new Formatter()
                    .setPrintStream(new PrintStream(said, true, StandardCharsets.UTF_8))
                    .setNodeId(NODE_ID)
                    .setClusterId(Uuid.randomUuid().toString())
                    .addDirectory(folder.toString())
                    .setReleaseVersion(MetadataVersion.latestProduction())
                    .setControllerListenerName("CONTROLLER")
                    .setMetadataLogDirectory(folder.toString())
                    .run();
        } catch (Exception e) { // the formatter declares no narrower one
            throw new ConfigError("the data folder %s cannot be prepared for Kafka: %s".formatted(folder, reasonOf(e)));
        }
    }

    private static Properties settings(Path folder, int port, int controllerPort) {
        Properties settings = new Properties();
        settings.setProperty("process.roles", "broker,controller");
        settings.setProperty("node.id", String.valueOf(NODE_ID));
        settings.setProperty("controller.quorum.voters", NODE_ID + "@127.0.0.1:" + controllerPort);
        settings.setProperty(
                "listeners", "PLAINTEXT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d".formatted(port, controllerPort));
        settings.setProperty("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
        settings.setProperty("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.setProperty("controller.listener.names", "CONTROLLER");
        settings.setProperty("log.dirs", folder.toString());
        settings.setProperty("auto.create.topics.enable", "false");
        settings.setProperty("message.max.bytes", String.valueOf(TopicOf.MAX_MESSAGE_BYTES));
        for (String topic : List.of("offsets.topic", "transaction.state.log", "share.coordinator.state.topic")) {
            settings.setProperty(topic + ".replication.factor", "1");
            settings.setProperty(topic + ".num.partitions", "3");
        }
        settings.setProperty("transaction.state.log.min.isr", "1");
        settings.setProperty("share.coordinator.state.topic.min.isr", "1");
        settings.setProperty("default.replication.factor", "1");
        // Nobody else will join: hand out partitions at once.
        settings.setProperty("group.initial.rebalance.delay.ms", "0");
        settings.setProperty("num.network.threads", "2");
        settings.setProperty("num.io.threads", "2");
        settings.setProperty("num.recovery.threads.per.data.dir", "1");
        settings.setProperty("background.threads", "2");
        settings.setProperty("log.cleaner.dedupe.buffer.size", String.valueOf(8 * 1024 * 1024));
        settings.setProperty("log.index.size.max.bytes", String.valueOf(1024 * 1024));
        return settings;
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new ConfigError("no free port on the loopback interface: %s".formatted(e.getMessage()));
        }
    }

    private static String reasonOf(Exception e) {
        return e.getMessage() == null || e.getMessage().isBlank() ? e.getClass().getSimpleName() : e.toString();
    }
}
