package io.depesche.cli;

import io.depesche.service.Env;
import io.depesche.service.KafkaSettings;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where Kafka is, for commands that talk to it. */
final class KafkaOption {

    @Option(
            names = "--bootstrap-servers",
            paramLabel = "HOST:PORT",
            description = "Kafka brokers, separated by commas; otherwise KAFKA_BOOTSTRAP_SERVERS")
    private Optional<String> bootstrapServers = Optional.empty();

    boolean isGiven(Env env) {
        return bootstrapServers.isPresent()
                || env.optional("KAFKA_BOOTSTRAP_SERVERS").isPresent();
    }

    /** The environment with the option's value in it. */
    Env in(Env env) {
        return bootstrapServers
                .map(servers -> env.with("KAFKA_BOOTSTRAP_SERVERS", servers))
                .orElse(env);
    }

    KafkaSettings settings(Env env) {
        return KafkaSettings.from(in(env));
    }
}
