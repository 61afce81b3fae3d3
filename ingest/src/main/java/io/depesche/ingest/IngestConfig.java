package io.depesche.ingest;

import io.depesche.ingest.fetch.FetchLimits;
import io.depesche.ingest.fetch.Network;
import io.depesche.service.ConfigError;
import io.depesche.service.Env;
import io.depesche.service.KafkaSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What the crawler runs with.
 *
 * @param kafka how to reach Kafka
 * @param outletsFile whom to crawl
 * @param userAgent how to introduce itself
 * @param allowedNetworks networks that may be asked although they are not public
 * @param instanceId tells instances apart; part of the transactional id
 * @param limits what one fetch may cost
 * @param threads requests at the same time, all hosts together
 * @param maxBodyBytes most bytes of an article's body, in UTF-8
 */
public record IngestConfig(
        KafkaSettings kafka,
        Path outletsFile,
        UserAgent userAgent,
        List<Network> allowedNetworks,
        String instanceId,
        FetchLimits limits,
        int threads,
        int maxBodyBytes) {

    private static final Pattern INSTANCE = Pattern.compile("[A-Za-z0-9._-]{1,100}");

    /** A record of this size, its copies in the tagged article included, stays well below what a topic takes. */
    private static final int LARGEST_BODY = 2 << 20;

    public IngestConfig {
        allowedNetworks = List.copyOf(allowedNetworks);
        ConfigError.check(
                INSTANCE.matcher(instanceId).matches(),
                "INSTANCE_ID=%s; expected letters, digits, '.', '_' and '-', at most 100 of them",
                instanceId);
        ConfigError.check(
                !limits.connect().isNegative()
                        && !limits.connect().isZero()
                        && !limits.response().isNegative()
                        && !limits.response().isZero()
                        && limits.total().compareTo(limits.response()) >= 0,
                "CONNECT_TIMEOUT=%s, RESPONSE_TIMEOUT=%s, FETCH_TIMEOUT=%s; expected more than nothing, and the last the longest",
                limits.connect(),
                limits.response(),
                limits.total());
    }

    /**
     * Reads {@code KAFKA_*}, {@code OUTLETS_FILE}, {@code CRAWLER_CONTACT}, {@code ALLOWED_PRIVATE_NETWORKS}, {@code INSTANCE_ID},
     * {@code CONNECT_TIMEOUT}, {@code RESPONSE_TIMEOUT}, {@code FETCH_TIMEOUT}, {@code MAX_PAGE_BYTES}, {@code FETCH_THREADS} and
     * {@code MAX_BODY_BYTES}.
     */
    public static IngestConfig from(Env env) {
        FetchLimits usual = FetchLimits.USUAL;
        return new IngestConfig(
                KafkaSettings.from(env),
                Path.of(env.required("OUTLETS_FILE", "give the path of the outlets file")),
                new UserAgent(env.required(
                        "CRAWLER_CONTACT", "give an address or mail by which outlets reach you; it is sent to them")),
                env.list("ALLOWED_PRIVATE_NETWORKS").stream()
                        .map(Network::parse)
                        .toList(),
                env.text("INSTANCE_ID", "1"),
                new FetchLimits(
                        env.duration("CONNECT_TIMEOUT", usual.connect()),
                        env.duration("RESPONSE_TIMEOUT", usual.response()),
                        env.duration("FETCH_TIMEOUT", usual.total()),
                        env.integer("MAX_PAGE_BYTES", usual.bytes(), 1_000, 100 << 20)),
                env.integer("FETCH_THREADS", 32, 1, 1_000),
                env.integer("MAX_BODY_BYTES", 512 << 10, 1_000, LARGEST_BODY));
    }
}
