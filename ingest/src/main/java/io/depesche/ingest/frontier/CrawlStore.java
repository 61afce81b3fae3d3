package io.depesche.ingest.frontier;

import io.depesche.contracts.RecordSerdes;
import io.depesche.contracts.TopicOf;
import io.depesche.contracts.record.ArticleState;
import io.depesche.contracts.record.CrawlState;
import io.depesche.contracts.record.HostState;
import io.depesche.contracts.record.OutletDefinition;
import io.depesche.contracts.record.PendingArticle;
import io.depesche.contracts.record.SourceState;
import io.depesche.contracts.record.TemplateState;
import io.depesche.ingest.address.CanonicalAddress;
import io.depesche.ingest.address.Site;
import io.depesche.ingest.address.WebAddress;
import io.depesche.ingest.crawl.Known;
import io.depesche.ingest.crawl.Memory;
import io.depesche.ingest.extract.SiteTemplate;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The crawler's memory in one ordered store of bytes, so that it lies on disk and in a changelog topic, and not in heap. The first byte
 * of a key tells what the entry is:
 *
 * <pre>
 * O outlet                       its definition
 * H host                         what is remembered of a host
 * S outlet 0 address             a source
 * A id                           an article; ids have 16 bytes
 * U hash of an address           the id of the article there; the address is reduced to its identity first
 * M hash of outlet and mark      the id of the outlet's article with that mark
 * P hash of an address           the key in the queue of what waits for it
 * N host 0 time hash             the queue of a host: what is fetched for the first time or out of turn
 * T outlet 0 site                what the outlet's articles on the site have in common
 * X hash of an address           an order for it was given to the owner of its site
 * R host 0 time id               articles of a host that are looked at again, by the time when
 * </pre>
 *
 * Hashes are the first 16 bytes of SHA-256, times milliseconds since 1970 in 8 bytes.
 */
final class CrawlStore implements Memory {

    /** The store's name; {@code depesche-ingest-crawl-changelog} is its changelog topic. */
    static final String NAME = "crawl";

    private static final TopicOf<CrawlState> VALUES =
            new TopicOf<>(NAME, "bytes", CrawlState.class, "crawl state", 1, TopicOf.Cleanup.COMPACT, Duration.ZERO);

    private static final byte OUTLET = 'O';
    private static final byte HOST = 'H';
    private static final byte SOURCE = 'S';
    private static final byte ARTICLE = 'A';
    private static final byte ADDRESS = 'U';
    private static final byte MARK = 'M';
    private static final byte WAITING = 'P';
    private static final byte QUEUE = 'N';
    private static final byte SENT = 'X';
    private static final byte REVISIT = 'R';
    private static final byte TEMPLATE = 'T';

    private static final int HASH_BYTES = 16;
    private static final int HASHES_AT_HAND = 10_000;
    private static final byte[] NOTHING = new byte[0];

    /** Something to fetch: where it lies in its host's queue or schedule, and when it is due. */
    record Slot(Bytes key, Instant due) implements Comparable<Slot> {

        @Override
        public int compareTo(Slot other) {
            return key.compareTo(other.key);
        }
    }

    private final KeyValueStore<Bytes, byte[]> store;
    private final Serde<CrawlState> values;
    private final Map<String, byte[]> hashes = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, byte[]> eldest) {
            return size() > HASHES_AT_HAND;
        }
    };

    CrawlStore(KeyValueStore<Bytes, byte[]> store, RecordSerdes serdes) {
        this.store = store;
        this.values = serdes.of(VALUES);
    }

    // Outlets, hosts and sources

    List<OutletDefinition> outlets() {
        return all(OUTLET, OutletDefinition.class);
    }

    void remember(OutletDefinition outlet) {
        put(key(OUTLET, outlet.getId()), outlet);
    }

    void forgetOutlet(String id) {
        delete(key(OUTLET, id));
    }

    Optional<HostState> host(String host) {
        return get(key(HOST, host), HostState.class);
    }

    void remember(String host, HostState state) {
        put(key(HOST, host), state);
    }

    List<SourceState> sources() {
        return all(SOURCE, SourceState.class);
    }

    void remember(SourceState source) {
        put(sourceKey(source), source);
    }

    void forget(SourceState source) {
        delete(sourceKey(source));
    }

    /** What an outlet's articles on a site have in common. */
    SiteTemplate template(String outlet, Site site) {
        return get(templateKey(outlet, site), TemplateState.class)
                .map(state -> SiteTemplate.of(state.getBlocks(), state.getStanding()))
                .orElse(SiteTemplate.NONE);
    }

    void remember(String outlet, Site site, SiteTemplate template) {
        put(templateKey(outlet, site), new TemplateState(template.repeated(), template.standing()));
    }

    // Articles

    @Override
    public Optional<Known> at(URI address) {
        return byReference(key(ADDRESS, hashOf(address)));
    }

    @Override
    public Optional<Known> marked(String outlet, String mark) {
        return byReference(reference(MARK, outlet + " " + mark));
    }

    Optional<Known> article(String id) {
        return get(articleKey(bytesOf(id)), ArticleState.class).map(state -> new Known(id, state));
    }

    /** The articles of those outlets. */
    List<Known> articlesOf(Predicate<String> outlet) {
        List<Known> found = new ArrayList<>();
        try (KeyValueIterator<Bytes, byte[]> entries =
                store.range(new Bytes(new byte[] {ARTICLE}), new Bytes(new byte[] {ARTICLE + 1}))) {
            while (entries.hasNext()) {
                byte[] key = entries.next().key.get();
                if (key[0] == ARTICLE) {
                    article(idOf(Arrays.copyOfRange(key, 1, key.length)))
                            .filter(known -> outlet.test(known.state().getOutlet()))
                            .ifPresent(found::add);
                }
            }
        }
        return found;
    }

    /** Remembers the article, and keeps its place in its host's schedule. */
    void remember(Known article) {
        byte[] id = bytesOf(article.id());
        Bytes key = articleKey(id);
        get(key, ArticleState.class).ifPresent(before -> revisitKey(before, id).ifPresent(this::delete));
        revisitKey(article.state(), id).ifPresent(slot -> store.put(slot, NOTHING));
        put(key, article.state());
    }

    /** Remembers that the article stands at those addresses. */
    void alias(Set<URI> addresses, String id) {
        addresses.stream()
                .map(address -> key(ADDRESS, hashOf(address)))
                .distinct()
                .forEach(reference -> refer(reference, id));
    }

    /** Forgets an address that gave no article. */
    void forget(Known nothing) {
        byte[] id = bytesOf(nothing.id());
        revisitKey(nothing.state(), id).ifPresent(this::delete);
        delete(articleKey(id));
    }

    /** Whether an order for that address was given to somebody else. */
    boolean isSent(URI address) {
        return store.get(key(SENT, hashOf(address))) != null;
    }

    void sent(URI address) {
        store.put(key(SENT, hashOf(address)), NOTHING);
    }

    /** Remembers that the outlet's article with that mark is this one. */
    void mark(String outlet, String mark, String id) {
        refer(reference(MARK, outlet + " " + mark), id);
    }

    // The queue of a host, and its schedule

    /** What waits for that address to be fetched. */
    Optional<PendingArticle> waiting(URI address) {
        return Optional.ofNullable(store.get(key(WAITING, hashOf(address))))
                .flatMap(slot -> get(new Bytes(slot), PendingArticle.class));
    }

    /** Puts an article into its host's queue, or in place of what waits for the same address; tells its slot. */
    Slot queue(URI address, PendingArticle pending, Instant due) {
        byte[] hash = hashOf(address);
        unqueue(address);
        Bytes key = queueKey(hostOf(address), bytesOf(due), hash);
        store.put(key(WAITING, hash), key.get());
        put(key, pending);
        return new Slot(key, due);
    }

    /** Changes what waits, in its place. */
    void merge(PendingArticle pending) {
        byte[] slot =
                store.get(key(WAITING, hashOf(URI.create(pending.getArticle().getUrl()))));
        if (slot != null) {
            put(new Bytes(slot), pending);
        }
    }

    /** Takes what waits for that address out of the queue. */
    void unqueue(URI address) {
        Bytes waiting = key(WAITING, hashOf(address));
        byte[] slot = store.get(waiting);
        if (slot != null) {
            delete(waiting);
            delete(new Bytes(slot));
        }
    }

    Optional<PendingArticle> queued(Slot slot) {
        return get(slot.key(), PendingArticle.class);
    }

    Optional<Known> scheduled(Slot slot) {
        byte[] key = slot.key().get();
        return article(idOf(Arrays.copyOfRange(key, key.length - HASH_BYTES, key.length)));
    }

    /** The first slots of a host's queue behind {@code after}. */
    List<Slot> queue(String host, Optional<Slot> after, int most) {
        return slots(QUEUE, host, after, most);
    }

    /** The first slots of a host's schedule of revisits behind {@code after}. */
    List<Slot> schedule(String host, Optional<Slot> after, int most) {
        return slots(REVISIT, host, after, most);
    }

    /** Hosts that have something in their queue or schedule. */
    List<String> hosts() {
        List<String> hosts = new ArrayList<>();
        for (byte kind : new byte[] {QUEUE, REVISIT}) {
            Bytes from = new Bytes(new byte[] {kind});
            Optional<String> host = firstHost(kind, from);
            while (host.isPresent()) {
                hosts.add(host.get());
                // Behind all of the host's slots: its name, and then one more than the zero that ends it.
                from = new Bytes(ByteBuffer.allocate(2 + host.get().length())
                        .put(kind)
                        .put(host.get().getBytes(StandardCharsets.US_ASCII))
                        .put((byte) 1)
                        .array());
                host = firstHost(kind, from);
            }
        }
        return hosts.stream().distinct().toList();
    }

    private Optional<String> firstHost(byte kind, Bytes from) {
        try (KeyValueIterator<Bytes, byte[]> entries = store.range(from, new Bytes(new byte[] {(byte) (kind + 1)}))) {
            return entries.hasNext()
                    ? Optional.of(entries.next().key.get())
                            .filter(key -> key[0] == kind)
                            .map(CrawlStore::hostOf)
                    : Optional.empty();
        }
    }

    private static String hostOf(byte[] slotKey) {
        int end = 1;
        while (slotKey[end] != 0) {
            end++;
        }
        return new String(slotKey, 1, end - 1, StandardCharsets.US_ASCII);
    }

    private List<Slot> slots(byte kind, String host, Optional<Slot> after, int most) {
        byte[] name = host.getBytes(StandardCharsets.US_ASCII);
        byte[] start = ByteBuffer.allocate(2 + name.length)
                .put(kind)
                .put(name)
                .put((byte) 0)
                .array();
        byte[] end = start.clone();
        end[end.length - 1] = 1;
        List<Slot> slots = new ArrayList<>();
        // From the last slot on, because those before it were deleted, and an ordered store is slow to step over the
        // dead.
        try (KeyValueIterator<Bytes, byte[]> entries =
                store.range(after.map(Slot::key).orElse(new Bytes(start)), new Bytes(end))) {
            while (entries.hasNext() && slots.size() < most) {
                Bytes key = entries.next().key;
                if (after.filter(slot -> slot.key().equals(key)).isEmpty()) {
                    slots.add(new Slot(
                            key,
                            Instant.ofEpochMilli(ByteBuffer.wrap(key.get(), start.length, Long.BYTES)
                                    .getLong())));
                }
            }
        }
        return slots;
    }

    // Keys and values

    /** The hash of an address's identity. The same few addresses are asked for again and again while an article is decided on. */
    private byte[] hashOf(URI address) {
        return hashes.computeIfAbsent(
                address.toString(),
                unseen -> hash(CanonicalAddress.identity(address).toString()));
    }

    static String hostOf(URI address) {
        return WebAddress.hostOf(address);
    }

    private Optional<Known> byReference(Bytes reference) {
        return Optional.ofNullable(store.get(reference)).map(CrawlStore::idOf).flatMap(this::article);
    }

    private void refer(Bytes reference, String id) {
        byte[] bytes = bytesOf(id);
        if (!Arrays.equals(bytes, store.get(reference))) {
            store.put(reference, bytes);
        }
    }

    private <T> Optional<T> get(Bytes key, Class<T> type) {
        return Optional.ofNullable(store.get(key))
                .map(bytes -> values.deserializer().deserialize(NAME, bytes).getState())
                .filter(type::isInstance)
                .map(type::cast);
    }

    private void put(Bytes key, Object state) {
        store.put(key, values.serializer().serialize(NAME, new CrawlState(state)));
    }

    /** The store's own deletion reads what was there first. */
    private void delete(Bytes key) {
        store.put(key, null);
    }

    private <T> List<T> all(byte kind, Class<T> type) {
        List<T> all = new ArrayList<>();
        try (KeyValueIterator<Bytes, byte[]> entries =
                store.range(new Bytes(new byte[] {kind}), new Bytes(new byte[] {(byte) (kind + 1)}))) {
            while (entries.hasNext()) {
                KeyValue<Bytes, byte[]> entry = entries.next();
                if (entry.key.get()[0] == kind) {
                    all.add(type.cast(
                            values.deserializer().deserialize(NAME, entry.value).getState()));
                }
            }
        }
        return all;
    }

    private static Bytes sourceKey(SourceState source) {
        return key(SOURCE, source.getOutlet() + "\0" + source.getUrl());
    }

    private static Bytes templateKey(String outlet, Site site) {
        return key(TEMPLATE, outlet + "\0" + site.name());
    }

    private static Bytes articleKey(byte[] id) {
        return key(ARTICLE, id);
    }

    private static Optional<Bytes> revisitKey(ArticleState article, byte[] id) {
        return article.getNextVisit()
                .map(time -> slotKey(REVISIT, hostOf(URI.create(article.getUrl())), bytesOf(time), id));
    }

    private static Bytes queueKey(String host, byte[] time, byte[] hash) {
        return slotKey(QUEUE, host, time, hash);
    }

    private static Bytes slotKey(byte kind, String host, byte[] time, byte[] last) {
        byte[] name = host.getBytes(StandardCharsets.US_ASCII);
        return new Bytes(ByteBuffer.allocate(2 + name.length + time.length + last.length)
                .put(kind)
                .put(name)
                .put((byte) 0)
                .put(time)
                .put(last)
                .array());
    }

    private static Bytes reference(byte kind, String text) {
        return key(kind, hash(text));
    }

    private static Bytes key(byte kind, String text) {
        return key(kind, text.getBytes(StandardCharsets.UTF_8));
    }

    private static Bytes key(byte kind, byte[] rest) {
        return new Bytes(
                ByteBuffer.allocate(1 + rest.length).put(kind).put(rest).array());
    }

    private static byte[] bytesOf(Instant time) {
        return ByteBuffer.allocate(Long.BYTES).putLong(time.toEpochMilli()).array();
    }

    private static byte[] bytesOf(String id) {
        UUID uuid = UUID.fromString(id);
        return ByteBuffer.allocate(HASH_BYTES)
                .putLong(uuid.getMostSignificantBits())
                .putLong(uuid.getLeastSignificantBits())
                .array();
    }

    private static String idOf(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new UUID(buffer.getLong(), buffer.getLong()).toString();
    }

    private static byte[] hash(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return Arrays.copyOf(digest.digest(text.getBytes(StandardCharsets.UTF_8)), HASH_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
