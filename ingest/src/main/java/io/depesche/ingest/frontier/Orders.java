package io.depesche.ingest.frontier;

import io.depesche.contracts.record.FrontierOrder;
import io.depesche.contracts.record.PushNotice;
import io.depesche.ingest.address.Site;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.jspecify.annotations.Nullable;

/**
 * Keys and partitions of {@code news.frontier.v1}. Orders go by the site of their address, because what an article's page calls itself
 * is believed within one site: so whoever owns a site can decide alone which article a page is. Definitions go everywhere.
 */
final class Orders implements StreamPartitioner<String, FrontierOrder> {

    private static final String EVERYWHERE = "* ";

    /** The key of an order for an address. */
    static String key(String outlet, String url) {
        return Site.of(URI.create(url)).name() + " " + outlet + " " + url;
    }

    /** The key of what a hub told of a source of that outlet. It is not the source's, because the order to poll it stays. */
    static String key(String outlet, PushNotice notice) {
        return key(outlet, notice.getUrl()) + " " + notice.getEvent().name().toLowerCase(Locale.ROOT);
    }

    /** The key of an outlet's definition. */
    static String key(String outlet) {
        return EVERYWHERE + outlet;
    }

    /** The outlet whose definition has that key. */
    static Optional<String> definedBy(String key) {
        return key.startsWith(EVERYWHERE) ? Optional.of(key.substring(EVERYWHERE.length())) : Optional.empty();
    }

    @Override
    public Optional<Set<Integer>> partitions(String topic, String key, @Nullable FrontierOrder order, int partitions) {
        if (key.startsWith(EVERYWHERE)) {
            return Optional.of(IntStream.range(0, partitions).boxed().collect(Collectors.toSet()));
        }
        return Optional.of(Set.of(partition(key, partitions)));
    }

    /** The partition of an order that goes to the owner of a site. */
    static int partition(String key, int partitions) {
        byte[] site = key.substring(0, key.indexOf(' ')).getBytes(StandardCharsets.UTF_8);
        return Utils.toPositive(Utils.murmur2(site)) % partitions;
    }
}
