package io.depesche.ingest;

import io.depesche.ingest.fetch.FetchLimits;
import io.depesche.ingest.fetch.Network;
import io.depesche.ingest.websub.Callbacks;
import io.depesche.service.ConfigError;
import io.depesche.service.Env;
import io.depesche.service.KafkaSettings;
import io.depesche.service.StreamsService;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What the crawler runs with.
 *
 * @param kafka how to reach Kafka
 * @param outletsFile whom to crawl, besides those that are known already
 * @param userAgent how to introduce itself
 * @param allowedNetworks networks that may be asked although they are not public
 * @param streams how the frontier runs
 * @param limits what one fetch may cost
 * @param threads requests at the same time, all hosts together
 * @param maxBodyBytes most bytes of an article's body, in UTF-8
 * @param silenceAlarm an outlet is silent when it has missed so many articles
 * @param callbacks where hubs can push to, if they can
 * @param warcDir where the original bytes are kept, if they are
 */
public record IngestConfig(
        KafkaSettings kafka,
        Optional<Path> outletsFile,
        UserAgent userAgent,
        List<Network> allowedNetworks,
        StreamsService.Settings streams,
        FetchLimits limits,
        int threads,
        int maxBodyBytes,
        int silenceAlarm,
        Optional<Callbacks> callbacks,
        Optional<Path> warcDir) {

    /** A record of this size, its copies in the tagged article included, stays well below what a topic takes. */
    private static final int LARGEST_BODY = 2 << 20;

    public IngestConfig {
        allowedNetworks = List.copyOf(allowedNetworks);
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
     * Reads {@code KAFKA_*}, {@code OUTLETS_FILE}, {@code CRAWLER_CONTACT}, {@code ALLOWED_PRIVATE_NETWORKS},
     * {@code STATE_DIR}, {@code INSTANCE_ID}, {@code STREAM_THREADS}, {@code CONNECT_TIMEOUT}, {@code RESPONSE_TIMEOUT}, {@code FETCH_TIMEOUT}, {@code MAX_PAGE_BYTES}, {@code FETCH_THREADS},
     * {@code MAX_BODY_BYTES}, {@code SILENCE_ALARM}, {@code WEBSUB_CALLBACK}, {@code WEBSUB_SECRET} and {@code WARC_DIR}.
     */
    public static IngestConfig from(Env env) {
        FetchLimits usual = FetchLimits.USUAL;
        return new IngestConfig(
                KafkaSettings.from(env),
                env.optional("OUTLETS_FILE").map(Path::of),
                new UserAgent(env.required(
                        "CRAWLER_CONTACT", "give an address or mail by which outlets reach you; it is sent to them")),
                env.list("ALLOWED_PRIVATE_NETWORKS").stream()
                        .map(Network::parse)
                        .toList(),
                StreamsService.Settings.from(env),
                new FetchLimits(
                        env.duration("CONNECT_TIMEOUT", usual.connect()),
                        env.duration("RESPONSE_TIMEOUT", usual.response()),
                        env.duration("FETCH_TIMEOUT", usual.total()),
                        env.integer("MAX_PAGE_BYTES", usual.bytes(), 1_000, 100 << 20)),
                env.integer("FETCH_THREADS", 128, 1, 1_000),
                env.integer("MAX_BODY_BYTES", 512 << 10, 1_000, LARGEST_BODY),
                env.integer("SILENCE_ALARM", 10, 1, 1_000_000),
                Callbacks.from(env),
                env.optional("WARC_DIR").map(Path::of));
    }
}
