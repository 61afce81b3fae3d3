package io.depesche.cli;

import io.depesche.cli.Depesche.Console;
import io.depesche.contracts.RecordSerdes;
import io.depesche.contracts.TopicOf;
import io.depesche.contracts.Topics;
import io.depesche.service.Cluster;
import io.depesche.service.ConfigError;
import io.depesche.service.KafkaSettings;
import io.depesche.service.RegistrySerdes;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows the records of a topic as they come, or from its beginning. It joins no group and commits nothing. */
@Command(
        name = "tail",
        description = "Shows the records of a Depesche topic.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example: depesche tail news.tagged.de.v1 --from beginning --to end --json --bootstrap-servers kafka:9092"
        })
final class TailCommand implements Callable<Integer> {

    /** Where to start reading. */
    enum From {
        beginning,
        end
    }

    /** Where to stop reading. */
    enum To {
        end,
        never
    }

    private final Console console;

    @Mixin
    private KafkaOption kafka = new KafkaOption();

    @Parameters(paramLabel = "TOPIC", description = "any topic of the catalogue (depesche topics list)")
    private String topicName = "";

    @Option(names = "--json", description = "JSON lines instead of text for reading")
    private boolean json;

    @Option(names = "--from", description = "${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}")
    private From from = From.end;

    @Option(names = "--to", description = "${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}, that is follow")
    private To to = To.never;

    TailCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        TopicOf<?> topic = Topics.named(topicName)
                .orElseThrow(() -> new ConfigError("%s is no topic of the catalogue; there are: %s"
                        .formatted(
                                topicName,
                                Topics.all().stream().map(TopicOf::name).collect(Collectors.joining(", ")))));
        KafkaSettings settings = kafka.settings(console.env());
        try (Cluster cluster = new Cluster(settings, "depesche-tail-admin")) {
            cluster.awaitWith(List.of(topic));
        }
        show(topic, settings, RegistrySerdes.from(kafka.in(console.env())));
        return 0;
    }

    private <V> void show(TopicOf<V> topic, KafkaSettings settings, RecordSerdes serdes) {
        Deserializer<V> values = serdes.of(topic).deserializer();
        RecordPrinter printer = new RecordPrinter(console.out(), json);
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                settings.reader("depesche-tail"), new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic.name()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            if (from == From.beginning) {
                consumer.seekToBeginning(partitions);
            } else {
                consumer.seekToEnd(partitions);
            }
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            Set<TopicPartition> open = new HashSet<>(partitions);
            while (true) {
                for (ConsumerRecord<String, byte[]> found : consumer.poll(Duration.ofMillis(200))) {
                    print(printer, topic, values, found);
                }
                console.out().flush();
                open.removeIf(partition -> consumer.position(partition) >= ends.get(partition));
                if (to == To.end && open.isEmpty()) {
                    return;
                }
            }
        }
    }

    private <V> void print(
            RecordPrinter printer, TopicOf<V> topic, Deserializer<V> values, ConsumerRecord<String, byte[]> found) {
        try {
            printer.print(found, values.deserialize(topic.name(), found.value()));
        } catch (SerializationException e) {
            console.err()
                    .printf(
                            "%s-%d at offset %d: %s%n",
                            found.topic(), found.partition(), found.offset(), e.getMessage());
        }
    }
}
