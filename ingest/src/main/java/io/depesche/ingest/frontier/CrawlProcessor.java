package io.depesche.ingest.frontier;

import io.depesche.contracts.CloudEventHeaders;
import io.depesche.contracts.RecordSerdes;
import io.depesche.contracts.TopicOf;
import io.depesche.contracts.Topics;
import io.depesche.contracts.record.ArticleOrder;
import io.depesche.contracts.record.ArticleState;
import io.depesche.contracts.record.FrontierOrder;
import io.depesche.contracts.record.OutletDefinition;
import io.depesche.contracts.record.PendingArticle;
import io.depesche.contracts.record.PushNotice;
import io.depesche.contracts.record.PushState;
import io.depesche.contracts.record.RawArticle;
import io.depesche.contracts.record.SourceOrder;
import io.depesche.contracts.record.SourceState;
import io.depesche.contracts.record.SourceType;
import io.depesche.contracts.record.Takedown;
import io.depesche.contracts.record.TakedownReceipt;
import io.depesche.ingest.address.CanonicalAddress;
import io.depesche.ingest.address.RefusedAddress;
import io.depesche.ingest.address.Site;
import io.depesche.ingest.address.WebAddress;
import io.depesche.ingest.crawl.ArticleOutcome;
import io.depesche.ingest.crawl.CrawlListener;
import io.depesche.ingest.crawl.Decision;
import io.depesche.ingest.crawl.Desk;
import io.depesche.ingest.crawl.Fate;
import io.depesche.ingest.crawl.Known;
import io.depesche.ingest.crawl.Poll;
import io.depesche.ingest.crawl.Reading;
import io.depesche.ingest.crawl.Reporter;
import io.depesche.ingest.crawl.SourceOutcome;
import io.depesche.ingest.discover.Discovery;
import io.depesche.ingest.discover.PathShapes;
import io.depesche.ingest.discover.Source;
import io.depesche.ingest.discover.SourceContent;
import io.depesche.ingest.fetch.FetchResult;
import io.depesche.ingest.fetch.Validators;
import io.depesche.ingest.outlets.Outlet;
import io.depesche.ingest.websub.Callbacks;
import io.depesche.ingest.websub.Subscription;
import io.depesche.service.TakedownList;
import io.depesche.service.Takedowns;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Owns the sites of one partition: decides which source and which article is fetched next, sends the {@link Reporter} out, and writes
 * what the {@link Desk} makes of the answers. All its decisions are made on the stream thread, many times a second; only fetching and
 * reading run elsewhere.
 */
final class CrawlProcessor implements Processor<String, @Nullable FrontierOrder, String, Object> {

    static final String ARTICLES = "write-articles";
    static final String ORDERS = "write-orders";
    static final String RECEIPTS = "write-receipts";

    private static final Logger LOG = LoggerFactory.getLogger(CrawlProcessor.class);

    private static final Duration BEAT = Duration.ofMillis(10);
    /** How long one beat may work on results before others have their turn. */
    private static final Duration LONGEST_BEAT = Duration.ofMillis(10);

    private static final Duration SAVE_HOSTS = Duration.ofSeconds(5);
    private static final Duration TELL_SILENCE = Duration.ofSeconds(30);
    /** A rest that is told instead of waited for. */
    private static final Duration LONG_REST = Duration.ofMinutes(1);

    /** A homepage leads to an index of sitemaps, and that to sitemaps; an index below that is not followed. */
    private static final int DEEPEST = 2;

    /** How soon after a visit a source is believed that the article changed. */
    private static final Duration CHANGES_BELIEVED = Duration.ofMinutes(10);

    private static final int MAX_ATTEMPTS = 4;
    private static final int SLOTS_AT_ONCE = 8;
    /** Room for the record around what is largest in it. */
    private static final int LARGEST_RECORD = TopicOf.MAX_MESSAGE_BYTES - (64 << 10);

    private final Reporter reporter;
    private final Optional<Callbacks> callbacks;
    private final RecordSerdes serdes;
    private final CrawlListener listener;
    private final CrawlProgress progress;
    private final Clock clock;

    private final SharedOutlets shared;
    private final Takedowns takedowns;
    private TakedownList heeded = TakedownList.NONE;
    /** Identities of the addresses of what is taken down. */
    private final Set<URI> barred = new HashSet<>();

    private final Map<String, OutletDefinition> definitions = new HashMap<>();
    private final Map<String, Outlet> outlets = new HashMap<>();
    /** How the articles look that an outlet's feeds and sitemaps name. Learned anew by whoever takes over. */
    private final Map<String, PathShapes> shapes = new HashMap<>();

    private final Set<String> articlesUnderWay = new HashSet<>();
    private int subscriptionsUnderWay;
    /** Outlets that have, or had, subscriptions. */
    private final Set<String> subscribing = new HashSet<>();

    private final Queue<Runnable> results = new ConcurrentLinkedQueue<>();
    private Instant hostsSaved = Instant.MIN;
    private Instant silenceTold = Instant.MIN;

    private @Nullable ProcessorContext<String, Object> context;
    private @Nullable CrawlStore store;
    private @Nullable Desk desk;
    private @Nullable SourceSchedule sources;
    private @Nullable Hosts hosts;
    private @Nullable Templates templates;
    private volatile boolean closed;

    CrawlProcessor(
            Reporter reporter,
            Optional<Callbacks> callbacks,
            RecordSerdes serdes,
            SharedOutlets shared,
            Takedowns takedowns,
            CrawlListener listener,
            CrawlProgress progress,
            Clock clock) {
        this.reporter = reporter;
        this.callbacks = callbacks;
        this.serdes = serdes;
        this.shared = shared;
        this.takedowns = takedowns;
        this.listener = listener;
        this.progress = progress;
        this.clock = clock;
    }

    @Override
    public void init(ProcessorContext<String, Object> context) {
        this.context = context;
        this.store = new CrawlStore(context.getStateStore(CrawlStore.NAME), serdes);
        this.desk = new Desk(store());
        this.templates = new Templates(store());
        Instant now = now();
        heeded = TakedownList.NONE;
        store().outlets().forEach(this::define);
        this.sources = new SourceSchedule(store());
        this.hosts = new Hosts(store(), reporter);
        long pauseMillis = definitions.values().stream()
                .mapToLong(OutletDefinition::getMinDelayMillis)
                .max()
                .orElse(0);
        store().sources().forEach(source -> {
            sources().schedule(subscribed(source, now), source.getNextPoll());
            hosts().takeOver(CrawlStore.hostOf(URI.create(source.getUrl())), pauseMillis, now);
        });
        store().hosts().forEach(host -> hosts().look(hosts().takeOver(host, pauseMillis, now)));
        context.schedule(BEAT, PunctuationType.WALL_CLOCK_TIME, time -> beat());
    }

    // Orders

    @Override
    public void process(Record<String, @Nullable FrontierOrder> record) {
        FrontierOrder order = record.value();
        Instant now = now();
        if (order == null) {
            forget(record.key());
        } else if (order.getOrder() instanceof OutletDefinition definition) {
            take(definition, now);
        } else if (order.getOrder() instanceof SourceOrder source) {
            take(order.getOutlet(), source, now);
            progress.orderTaken();
        } else if (order.getOrder() instanceof ArticleOrder article) {
            Outlet outlet = outlets.get(order.getOutlet());
            if (outlet != null) {
                find(outlet, article, now);
            }
            forward(new Record<>(record.key(), null, now.toEpochMilli()), ORDERS);
            progress.orderTaken();
        } else if (order.getOrder() instanceof PushNotice notice) {
            take(order.getOutlet(), notice, now);
            forward(new Record<>(record.key(), null, now.toEpochMilli()), ORDERS);
        }
    }

    private void define(OutletDefinition definition) {
        SharedOutlets.Defined defined = shared.of(definition);
        definitions.put(definition.getId(), defined.definition());
        if (definition.getEnabled() && !takedowns.in(context()).coversOutlet(definition.getId())) {
            outlets.put(definition.getId(), defined.outlet());
        } else {
            outlets.remove(definition.getId());
        }
    }

    /** A new or changed outlet. Sources that it names no longer are dropped; new ones arrive as orders of their own. */
    private void take(OutletDefinition definition, Instant now) {
        if (definition.equals(definitions.get(definition.getId()))) {
            return;
        }
        store().remember(definition);
        define(definition);
        Outlet outlet = outlets.get(definition.getId());
        Set<String> named = outlet == null
                ? Set.of()
                : Source.of(outlet).stream()
                        .map(source -> source.address().toString())
                        .collect(Collectors.toSet());
        for (SourceState source : sources().ofOutlet(definition.getId())) {
            if (outlet == null || (source.getParent().isEmpty() && !named.contains(source.getUrl()))) {
                sources().drop(source);
            } else {
                Instant latest = now.plus(outlet.rhythm().maxInterval());
                boolean requested = request(source).isPresent();
                if (requested || source.getNextPoll().isAfter(latest)) {
                    sources().schedule(source, requested ? now : latest);
                }
            }
        }
    }

    private void forget(String key) {
        Optional<String> defined = Orders.definedBy(key);
        if (defined.isPresent()) {
            String outlet = defined.get();
            definitions.remove(outlet);
            outlets.remove(outlet);
            shared.forget(outlet);
            store().forgetOutlet(outlet);
            sources().dropThose(source -> source.getOutlet().equals(outlet));
            return;
        }
        sources().dropThose(source -> Orders.key(source.getOutlet(), source.getUrl())
                .equals(key));
    }

    private void take(String outlet, SourceOrder order, Instant now) {
        if (!outlets.containsKey(outlet)) {
            return;
        }
        Optional<SourceState> known = sources().get(outlet, order.getUrl());
        if (known.isEmpty()) {
            SourceState source = SourceState.newBuilder()
                    .setOutlet(outlet)
                    .setType(order.getType())
                    .setUrl(order.getUrl())
                    .setParent(order.getParent().orElse(null))
                    .setFound(order.getFound())
                    .setNextPoll(now)
                    .build();
            sources().schedule(source, now);
        } else if (order.getRequested()
                .filter(time -> known.get().getPolled().map(time::isAfter).orElse(true))
                .isPresent()) {
            sources().schedule(known.get(), now);
        }
    }

    // Takedowns

    /** Carries out what was ordered since the last time; what is not known here is kept from becoming known. */
    private void heed(Instant now) {
        TakedownList list = takedowns.in(context());
        if (list == heeded) {
            return;
        }
        TakedownList fresh = list.since(heeded);
        heeded = list;
        barred.clear();
        list.urls().forEach(url -> identity(url).ifPresent(barred::add));
        for (Takedown order : fresh.articles()) {
            List<Known> known = store().article(TakedownList.keyOf(order)).stream()
                    .filter(article -> !article.state().getTakenDown())
                    .toList();
            takeDown(order, known, now);
        }
        if (!fresh.outlets().isEmpty()) {
            Map<String, List<Known>> known = store().articlesOf(fresh::coversOutlet).stream()
                    .filter(article -> !article.state().getTakenDown())
                    .collect(Collectors.groupingBy(article -> article.state().getOutlet()));
            for (Takedown order : fresh.outlets()) {
                String outlet = TakedownList.keyOf(order);
                outlets.remove(outlet);
                sources().dropThose(source -> source.getOutlet().equals(outlet));
                takeDown(order, known.getOrDefault(outlet, List.of()), now);
            }
        }
    }

    private void takeDown(Takedown order, List<Known> articles, Instant now) {
        if (articles.isEmpty()) {
            return;
        }
        for (Known article : articles) {
            if (article.isPublished()) {
                forward(new Record<>(article.id(), null, now.toEpochMilli()), ARTICLES);
            }
            store().unqueue(article.address());
            store().remember(takenDown(article));
        }
        List<TakedownReceipt> done = List.of(
                new TakedownReceipt(
                        Topics.RAW.name(),
                        "tombstone",
                        articles.stream().filter(Known::isPublished).count()),
                new TakedownReceipt("store " + CrawlStore.NAME, "never fetched again", (long) articles.size()));
        String key = Takedowns.receiptKey(order, "ingest", context().taskId().partition());
        forward(new Record<>(key, Takedowns.receipt(order, done), now.toEpochMilli()), RECEIPTS);
    }

    private static Known takenDown(Known article) {
        return new Known(
                article.id(),
                ArticleState.newBuilder(article.state())
                        .setTakenDown(true)
                        .setNextVisit(null)
                        .build());
    }

    /** Whether what stands there is never fetched again. */
    private boolean isTakenDown(URI address) {
        return (!barred.isEmpty() && barred.contains(CanonicalAddress.identity(address)))
                || store().at(address)
                        .filter(article -> article.state().getTakenDown())
                        .isPresent();
    }

    private static Optional<URI> identity(String url) {
        try {
            return Optional.of(CanonicalAddress.identity(WebAddress.check(URI.create(url))));
        } catch (RefusedAddress | IllegalArgumentException e) {
            return Optional.empty(); // no address that could be fetched
        }
    }

    /** What was read meanwhile of an article that is taken down, or turned out to be one, is not published. */
    private Decision heeded(Decision decision) {
        Known known = decision.known();
        boolean takenDown = known.state().getTakenDown()
                || takedowns.in(context()).covers(known.id(), known.state().getOutlet());
        return takenDown
                ? new Decision(
                        Optional.empty(),
                        takenDown(known),
                        decision.addresses(),
                        decision.marks(),
                        ArticleOutcome.trouble(
                                decision.outcome().outlet(),
                                decision.outcome().address(),
                                Fate.TAKEN_DOWN,
                                "was taken down"))
                : decision;
    }

    // Sources

    /** The request to poll the source whole, unless it was polled for it. */
    private Optional<Instant> request(SourceState source) {
        return requested(source.getOutlet())
                .filter(time -> source.getRequested().filter(time::equals).isEmpty());
    }

    private Optional<Instant> requested(String outlet) {
        OutletDefinition definition = definitions.get(outlet);
        return definition == null ? Optional.empty() : definition.getRequested();
    }

    private void pollSources(Instant now) {
        Optional<SourceState> source = sources().takeDue(now);
        while (source.isPresent()) {
            poll(source.get(), now);
            source = sources().takeDue(now);
        }
    }

    private void poll(SourceState source, Instant now) {
        Outlet outlet = outlets.get(source.getOutlet());
        if (outlet == null) {
            sources().drop(source);
            return;
        }
        Host host = hosts().of(CrawlStore.hostOf(URI.create(source.getUrl())), now);
        Optional<Instant> rest = host.restsUntil(now, outlet.dailyQuota());
        if (rest.isPresent()) {
            boolean isLong = rest.get().isAfter(now.plus(LONG_REST));
            SourceState.Builder resting = SourceState.newBuilder(source);
            Optional<Instant> requested = request(source);
            if (requested.isPresent() && isLong) {
                resting.setRequested(requested.get()); // asked for, and told
            }
            SourceState scheduled = sources().schedule(resting.build(), rest.get());
            if (isLong) {
                Optional<String> why = Optional.of("waits: its host rests until " + rest.get());
                tell(outlet, scheduled, 0, true, why, requested);
            }
            return;
        }
        Optional<Instant> requested = request(source);
        Validators known =
                requested.isPresent() ? Validators.NONE : new Validators(source.getEtag(), source.getLastModified());
        host.ordered(outlet, URI.create(source.getUrl()), now);
        sources().started(source);
        var unused = reporter.poll(
                        outlet,
                        Sources.sourceOf(source),
                        known,
                        shapesOf(outlet).written())
                .thenAccept(poll -> results.add(() -> polled(source, host, requested, poll)));
    }

    private void polled(SourceState asked, Host host, Optional<Instant> requested, Poll poll) {
        Instant now = now();
        sources().ended(asked);
        settle(host, poll instanceof Poll.Broken broken && broken.hostTrouble(), retryAfter(poll), now);
        hosts().look(host);
        Outlet outlet = outlets.get(asked.getOutlet());
        Optional<SourceState> latest = sources().latest(asked);
        if (latest.isPresent() && outlet != null) {
            boolean pushedMeanwhile = pushed(latest.get()).isAfter(pushed(asked));
            polled(outlet, latest.get(), requested, pushedMeanwhile, poll, now);
        }
    }

    private void polled(
            Outlet outlet,
            SourceState source,
            Optional<Instant> requested,
            boolean pushedMeanwhile,
            Poll poll,
            Instant now) {
        SourceState.Builder next = SourceState.newBuilder(source)
                .setRequested(requested.or(source::getRequested).orElse(null));
        int fresh = 0;
        int named = 0;
        if (poll instanceof Poll.Read read) {
            next.setEtag(read.validators().etag().orElse(null));
            next.setLastModified(read.validators().lastModified().orElse(null));
            boolean teaches = source.getType() == SourceType.FEED || source.getType() == SourceType.SITEMAP;
            for (Discovery discovery : read.content().articles()) {
                if (teaches) {
                    shapesOf(outlet).learn(discovery.address());
                }
                fresh += find(outlet, source, discovery, requested, now) ? 1 : 0;
                named++;
            }
            follow(source, read.content(), now);
        }
        if (poll instanceof Poll.Broken broken) {
            next.setFailures(source.getFailures() + 1);
            Duration rest = PollRhythm.afterTrouble(next.getFailures(), outlet.rhythm(), broken.retryAfter());
            tell(
                    outlet,
                    sources().schedule(next.build(), now.plus(rest)),
                    0,
                    true,
                    Optional.of(broken.reason()),
                    requested);
            return;
        }
        if (poll instanceof Poll.Read read && callbacks.isPresent()) {
            next.setPush(read.content()
                    .push()
                    .map(offer -> subscription(
                            source, offer.hub().toString(), offer.topic().toString(), callbacks.get(), now))
                    .orElse(null));
        }
        List<Float> assumed = source.getRates().isEmpty() ? PollRhythm.assumed(outlet.rhythm()) : source.getRates();
        int observed = fresh;
        List<Float> rates = source.getPolled()
                .map(last -> PollRhythm.learned(assumed, last, now, observed))
                .orElse(assumed);
        next.setFailures(0).setPolled(now).setRates(rates);
        if (fresh > 0) {
            next.setLastNew(now);
        }
        SourceState polled = next.setNextPoll(now).build();
        boolean again = pushedMeanwhile || request(polled).isPresent();
        // What a hub told of may not have been there yet, as where copies of a feed are served for a while.
        boolean missed = fresh == 0 && pushed(source).isAfter(source.getPolled().orElse(Instant.MIN));
        Duration interval = callbacks.isPresent() && PushRhythm.isLive(polled, now) && !missed
                ? outlet.rhythm().maxInterval()
                : PollRhythm.interval(rates, outlet.rhythm(), now);
        SourceState scheduled = sources().schedule(polled, again ? now : now.plus(interval));
        tell(outlet, scheduled, named, poll instanceof Poll.Read, Optional.empty(), requested);
    }

    // Subscriptions

    /** What a hub told of a source. */
    private void take(String outlet, PushNotice notice, Instant now) {
        Optional<SourceState> known =
                outlets.containsKey(outlet) ? sources().get(outlet, notice.getUrl()) : Optional.empty();
        Optional<PushState> subscribed = known.flatMap(SourceState::getPush)
                .filter(push -> push.getTopic().equals(notice.getTopic()));
        if (known.isEmpty() || subscribed.isEmpty()) {
            return;
        }
        SourceState source = known.get();
        PushState push = subscribed.get();
        switch (notice.getEvent()) {
            case VERIFIED -> {
                sources().remember(source, PushRhythm.verified(push, notice.getLeaseSeconds(), notice.getTime()));
                tellSubscriptions(now);
            }
            case DENIED -> {
                sources().remember(source, PushRhythm.denied(push, now));
                tellSubscriptions(now);
            }
            case DELIVERED -> {
                SourceState told = sources()
                        .remember(
                                source,
                                PushState.newBuilder(push).setPushed(now).build());
                sources().schedule(told, now);
            }
        }
    }

    private static Instant pushed(SourceState source) {
        return source.getPush().flatMap(PushState::getPushed).orElse(Instant.MIN);
    }

    /** The subscription as it is known, or a new one where hub, topic or our address are others. */
    private static PushState subscription(
            SourceState source, String hub, String topic, Callbacks callbacks, Instant now) {
        String callback = callbacks
                .of(new Subscription(source.getOutlet(), source.getUrl(), topic))
                .toString();
        return source.getPush()
                .filter(push -> push.getHub().equals(hub)
                        && push.getTopic().equals(topic)
                        && push.getCallback().equals(callback))
                .orElseGet(() -> PushRhythm.offered(hub, topic, callback, now));
    }

    /** The source with its subscription, which is to be asked for anew where we have moved. */
    private SourceState subscribed(SourceState source, Instant now) {
        return callbacks
                .flatMap(known -> source.getPush().map(push -> SourceState.newBuilder(source)
                        .setPush(subscription(source, push.getHub(), push.getTopic(), known, now))
                        .build()))
                .orElse(source);
    }

    private void subscribe(Callbacks known, Instant now) {
        Optional<SourceState> source = sources().takeRequest(now);
        while (source.isPresent()) {
            subscribe(known, source.get(), now);
            source = sources().takeRequest(now);
        }
    }

    private void subscribe(Callbacks known, SourceState source, Instant now) {
        Outlet outlet = outlets.get(source.getOutlet());
        Optional<PushState> push = source.getPush();
        if (outlet == null || push.isEmpty()) {
            return;
        }
        SourceState asked = sources().remember(source, PushRhythm.asked(push.get(), now));
        subscriptionsUnderWay++;
        Subscription subscription =
                new Subscription(source.getOutlet(), source.getUrl(), push.get().getTopic());
        var unused = reporter.subscribe(outlet, URI.create(push.get().getHub()), known.request(subscription))
                .thenAccept(
                        result -> results.add(() -> subscribed(asked, push.get().getHub(), result)));
    }

    private void subscribed(SourceState asked, String hub, FetchResult result) {
        subscriptionsUnderWay--;
        Optional<FetchResult.Failed> failed =
                result instanceof FetchResult.Failed failure ? Optional.of(failure) : Optional.empty();
        Instant now = now();
        Optional<SourceState> latest = sources().latest(asked);
        latest.flatMap(SourceState::getPush)
                .filter(push -> push.getHub().equals(hub))
                .ifPresent(push -> failed.flatMap(FetchResult.Failed::retryAfter)
                        .ifPresent(wait -> sources().remember(latest.get(), PushRhythm.later(push, now.plus(wait)))));
        listener.subscribed(
                asked.getOutlet(), URI.create(asked.getUrl()), URI.create(hub), failed.map(FetchResult.Failed::detail));
    }

    private void tellSubscriptions(Instant now) {
        Map<String, List<SourceState>> byOutlet = sources().all().stream()
                .filter(source -> source.getPush().isPresent())
                .collect(Collectors.groupingBy(SourceState::getOutlet));
        subscribing.addAll(byOutlet.keySet());
        for (String outlet : subscribing) {
            List<SourceState> subscribed = byOutlet.getOrDefault(outlet, List.of());
            int verified = (int) subscribed.stream()
                    .filter(source -> PushRhythm.isLive(source, now))
                    .count();
            listener.subscriptions(outlet, subscribed.size() - verified, verified);
        }
    }

    private void tell(
            Outlet outlet,
            SourceState source,
            int articles,
            boolean changed,
            Optional<String> trouble,
            Optional<Instant> requested) {
        listener.polled(new SourceOutcome(
                outlet.id(), Sources.sourceOf(source), articles, changed, trouble, source.getNextPoll(), requested));
    }

    private PathShapes shapesOf(Outlet outlet) {
        return shapes.computeIfAbsent(outlet.id(), unseen -> PathShapes.of(List.of()));
    }

    private static Optional<Duration> retryAfter(Poll poll) {
        return poll instanceof Poll.Broken broken ? broken.retryAfter() : Optional.empty();
    }

    /** Polls what the source leads to, and no longer what it does not lead to any more. */
    private void follow(SourceState parent, SourceContent content, Instant now) {
        Set<String> listed = new HashSet<>();
        Site site = Site.of(URI.create(parent.getUrl()));
        for (Source source : content.sources()) {
            URI address = source.address();
            String url = address.toString();
            listed.add(url);
            SourceOrder order = SourceOrder.newBuilder()
                    .setType(Sources.typeOf(source.kind()))
                    .setUrl(url)
                    .setParent(parent.getUrl())
                    .setFound(parent.getFound() || parent.getType() == SourceType.HOMEPAGE)
                    .setRequested(request(parent).orElse(null))
                    .build();
            if (url.equals(parent.getUrl()) || depth(parent) >= DEEPEST) {
                continue;
            }
            if (Site.of(address).equals(site)) {
                take(parent.getOutlet(), order, now);
            } else if (!store().isSent(address)) {
                store().sent(address);
                give(parent.getOutlet(), url, order, now);
            }
        }
        for (SourceState child : sources().childrenOf(parent)) {
            if (!listed.contains(child.getUrl())) {
                sources().drop(child);
            }
        }
    }

    /** How many sources led to this one. */
    private int depth(SourceState source) {
        int depth = 0;
        Optional<SourceState> above =
                source.getParent().flatMap(url -> sources().get(source.getOutlet(), url));
        while (above.isPresent() && depth < DEEPEST) {
            depth++;
            SourceState known = above.get();
            above = known.getParent().flatMap(url -> sources().get(known.getOutlet(), url));
        }
        return depth;
    }

    private void give(String outlet, String url, Object order, Instant now) {
        progress.orderGiven();
        forward(new Record<>(Orders.key(outlet, url), new FrontierOrder(outlet, order), now.toEpochMilli()), ORDERS);
    }

    // Articles

    /** Takes in what a source names; tells whether it is new. */
    private boolean find(
            Outlet outlet, SourceState source, Discovery discovery, Optional<Instant> requested, Instant now) {
        ArticleOrder order = ArticleOrder.newBuilder()
                .setUrl(discovery.address().toString())
                .setTitle(discovery.title().orElse(null))
                .setPublished(discovery.published().orElse(null))
                .setModified(discovery.modified().orElse(null))
                .setKeywords(discovery.keywords())
                .setFound(now)
                .setRequested(requested.orElse(null))
                .build();
        if (Site.of(discovery.address()).equals(Site.of(URI.create(source.getUrl())))) {
            return find(outlet, order, now);
        }
        boolean fresh = !store().isSent(discovery.address());
        if (fresh || requested.isPresent()) {
            store().sent(discovery.address());
            give(outlet.id(), order.getUrl(), order, now);
        }
        return fresh;
    }

    /** Queues an article of a site of ours if it is wanted; tells whether it is new. */
    private boolean find(Outlet outlet, ArticleOrder order, Instant now) {
        URI address = URI.create(order.getUrl());
        if (isTakenDown(address)) {
            return false;
        }
        Optional<PendingArticle> waiting = store().waiting(address);
        if (waiting.isPresent()) {
            store().merge(PendingArticle.newBuilder(waiting.get())
                    .setArticle(merged(waiting.get().getArticle(), order))
                    .build());
            return false;
        }
        Optional<Known> known = store().at(address);
        boolean stale =
                known.filter(article -> isStale(article.state(), order, now)).isPresent();
        if (known.isPresent() && !stale) {
            return false;
        }
        if (articlesUnderWay.contains(keyOf(known, address))) {
            return false;
        }
        Host host = hosts().of(CrawlStore.hostOf(address), now);
        queue(host, address, new PendingArticle(outlet.id(), order, 0), now);
        if (known.isEmpty() || order.getRequested().isPresent()) {
            listener.found(outlet.id(), address);
        }
        return known.isEmpty();
    }

    private static String keyOf(Optional<Known> known, URI address) {
        return known.map(Known::id)
                .orElseGet(() -> CanonicalAddress.identity(address).toString());
    }

    private void queue(Host host, URI address, PendingArticle pending, Instant time) {
        Instant due = host.dueFrom(time);
        host.queued(store().queue(address, pending, due));
        hosts().dueAt(host, due);
    }

    /**
     * Whether somebody asked that the article be visited, and it was not since; or the source says that it changed since. The latter
     * is believed while the article is looked after, and not at every poll: there are sources to which everything has always changed.
     */
    private static boolean isStale(ArticleState known, ArticleOrder order, Instant now) {
        Instant lately = now.minus(CHANGES_BELIEVED);
        return order.getRequested().filter(known.getVisited()::isBefore).isPresent()
                || (known.getNextVisit().isPresent()
                        && known.getVisited().isBefore(lately)
                        && order.getModified()
                                .filter(time -> known.getRevision() > 0
                                        && known.getVisited().isBefore(time.getInstant()))
                                .isPresent());
    }

    private static ArticleOrder merged(ArticleOrder waiting, ArticleOrder named) {
        return ArticleOrder.newBuilder(waiting)
                .setTitle(waiting.getTitle().or(named::getTitle).orElse(null))
                .setPublished(waiting.getPublished().or(named::getPublished).orElse(null))
                .setModified(named.getModified().or(waiting::getModified).orElse(null))
                .setKeywords(waiting.getKeywords().isEmpty() ? named.getKeywords() : waiting.getKeywords())
                .setRequested(named.getRequested().or(waiting::getRequested).orElse(null))
                .build();
    }

    private void handOut(Instant now) {
        Optional<Host> host = hosts().takeDue(now);
        while (host.isPresent()) {
            handOut(host.get(), now);
            host = hosts().takeDue(now);
        }
    }

    private void handOut(Host host, Instant now) {
        Optional<Instant> rest = host.restsUntil(now, Optional.empty());
        if (rest.isPresent()) {
            hosts().dueAt(host, rest.get());
            return;
        }
        while (host.takesOrders() && isDue(hosts().nextQueued(host), now)) {
            visitQueued(host, host.takeQueued(), now);
        }
        while (host.takesOrders() && isDue(hosts().nextRevisit(host), now)) {
            List<CrawlStore.Slot> slots = store().schedule(host.name(), host.lastScheduled(), SLOTS_AT_ONCE);
            for (CrawlStore.Slot slot : slots) {
                if (host.takesOrders() && !slot.due().isAfter(now)) {
                    host.handedOutOfSchedule(slot);
                    visitScheduled(host, slot, now);
                }
            }
            if (slots.isEmpty()) {
                host.revisitFound(Optional.empty());
            }
        }
        hosts().look(host);
    }

    private static boolean isDue(Optional<Instant> time, Instant now) {
        return time.filter(due -> !due.isAfter(now)).isPresent();
    }

    private void visitQueued(Host host, CrawlStore.Slot slot, Instant now) {
        Optional<PendingArticle> pending = store().queued(slot);
        if (pending.isEmpty()) {
            return;
        }
        ArticleOrder order = pending.get().getArticle();
        URI address = URI.create(order.getUrl());
        Outlet outlet = outlets.get(pending.get().getOutlet());
        if (outlet == null || isTakenDown(address)) {
            store().unqueue(address);
            return;
        }
        Optional<Instant> rest = host.restsUntil(now, outlet.dailyQuota());
        if (rest.isPresent()) {
            queue(host, address, pending.get(), rest.get());
            return;
        }
        visit(host, outlet, order, address, store().at(address), pending.get().getAttempts(), now);
    }

    private void visitScheduled(Host host, CrawlStore.Slot slot, Instant now) {
        Optional<Known> known = store().scheduled(slot);
        if (known.isEmpty()) {
            return;
        }
        ArticleState state = known.get().state();
        Outlet outlet = outlets.get(state.getOutlet());
        Optional<Instant> rest = outlet == null ? Optional.empty() : host.restsUntil(now, outlet.dailyQuota());
        if (outlet == null || rest.isPresent()) {
            store().remember(new Known(
                    known.get().id(),
                    ArticleState.newBuilder(state)
                            .setNextVisit(rest.orElse(null))
                            .build()));
            return;
        }
        ArticleOrder order = ArticleOrder.newBuilder()
                .setUrl(state.getUrl())
                .setFound(state.getFirstSeen())
                .build();
        visit(host, outlet, order, known.get().address(), known, MAX_ATTEMPTS, now);
    }

    private void visit(
            Host host,
            Outlet outlet,
            ArticleOrder order,
            URI address,
            Optional<Known> known,
            int attempts,
            Instant now) {
        String key = keyOf(known, address);
        if (!articlesUnderWay.add(key)) {
            store().unqueue(address); // somebody is there already
            return;
        }
        host.ordered(outlet, address, now);
        boolean last = attempts + 1 >= MAX_ATTEMPTS;
        var unused = reporter.visit(outlet, order, known, templates().of(outlet.id(), address), last)
                .thenAccept(reading ->
                        results.add(() -> visited(host, key, outlet.id(), order, address, attempts, reading)));
    }

    private void visited(
            Host host, String key, String outletId, ArticleOrder sent, URI address, int attempts, Reading reading) {
        Instant now = now();
        articlesUnderWay.remove(key);
        Optional<Duration> retryAfter =
                reading instanceof Reading.Trouble trouble ? trouble.retryAfter() : Optional.empty();
        boolean hostTrouble = reading instanceof Reading.Trouble trouble && trouble.hostTrouble();
        settle(host, hostTrouble, retryAfter, now);
        // What other sources have said of it meanwhile is merged in.
        ArticleOrder order =
                store().waiting(address).map(PendingArticle::getArticle).orElse(sent);
        store().unqueue(address);
        Outlet outlet = outlets.get(outletId);
        if (outlet != null) {
            try {
                decide(host, outlet, order, address, attempts, reading, hostTrouble, now);
            } catch (RuntimeException e) {
                LOG.error("{}: {} could not be decided on", outletId, address, e);
                listener.visited(ArticleOutcome.trouble(outletId, address, Fate.FAILED, "failed: " + e));
            }
        }
        hosts().look(host);
    }

    private void decide(
            Host host,
            Outlet outlet,
            ArticleOrder order,
            URI address,
            int attempts,
            Reading reading,
            boolean hostTrouble,
            Instant now) {
        Optional<Known> asked = store().at(address);
        Decision decision = heeded(desk().decide(outlet, order, asked, reading, now));
        if (hostTrouble
                && attempts + 1 < MAX_ATTEMPTS
                && asked.filter(Known::isPublished).isEmpty()) {
            Instant again = host.restsUntil(now, Optional.empty()).orElse(now);
            queue(host, address, new PendingArticle(outlet.id(), order, attempts + 1), again);
            listener.visited(decision.outcome());
            return;
        }
        if (decision.article().isPresent() && !publish(decision.article().get())) {
            decision = desk().decide(
                            outlet,
                            order,
                            asked,
                            new Reading.Trouble(
                                    Fate.TOO_LARGE,
                                    "is larger than a record may be",
                                    Optional.empty(),
                                    false,
                                    Optional.empty()),
                            now);
        }
        remember(outlet, asked, decision);
        if (reading instanceof Reading.Article article) {
            host.asked(article.parts().addresses().size(), now);
            templates().learn(outlet.id(), address, decision.known().id(), article.blocks());
        }
        listener.visited(decision.outcome());
    }

    private void remember(Outlet outlet, Optional<Known> asked, Decision decision) {
        Known known = decision.known();
        asked.filter(before -> !before.id().equals(known.id())).ifPresent(before -> {
            // Under this address there is another article, which is looked after under its own id.
            if (before.isPublished()) {
                store().remember(new Known(
                        before.id(),
                        ArticleState.newBuilder(before.state())
                                .setNextVisit(null)
                                .build()));
            } else {
                store().forget(before);
            }
        });
        store().remember(known);
        store().alias(decision.addresses(), known.id());
        decision.marks().forEach(mark -> store().mark(outlet.id(), mark, known.id()));
        known.state().getNextVisit().ifPresent(time -> {
            Host host = hosts().of(CrawlStore.hostOf(known.address()), now());
            host.revisitAt(time);
            hosts().dueAt(host, time);
        });
    }

    private boolean publish(RawArticle article) {
        byte[] bytes = serdes.of(Topics.RAW).serializer().serialize(Topics.RAW.name(), article);
        if (bytes.length > LARGEST_RECORD) {
            return false;
        }
        RecordHeaders headers = new RecordHeaders();
        CloudEventHeaders.put(
                headers, Topics.RAW, article, article.getLanguageDeclared().orElse("und"));
        forward(new Record<>(article.getId(), bytes, article.getCrawled().toEpochMilli(), headers), ARTICLES);
        return true;
    }

    // Hosts

    private void settle(Host host, boolean trouble, Optional<Duration> retryAfter, Instant now) {
        if (!trouble) {
            host.answered();
            return;
        }
        Duration rest = host.failed(now, retryAfter);
        if (host.failures() >= Rest.DOWN) {
            LOG.warn(
                    "{} has had {} troubles in a row and is left alone for {}",
                    host.name(),
                    host.failures(),
                    rest.truncatedTo(ChronoUnit.SECONDS));
        }
    }

    // The beat

    private void beat() {
        Instant now = now();
        Turns turns = Turns.ofThread();
        if (turns.take(this, now)) {
            beat(now);
            turns.end(now, now());
        }
    }

    private void beat(Instant now) {
        heed(now);
        long end = System.nanoTime() + LONGEST_BEAT.toNanos();
        Runnable result = results.poll();
        while (result != null && !closed) {
            result.run();
            result = System.nanoTime() < end ? results.poll() : null;
        }
        pollSources(now);
        handOut(now);
        callbacks.ifPresent(known -> subscribe(known, now));
        if (!now.isBefore(hostsSaved.plus(SAVE_HOSTS))) {
            hostsSaved = now;
            hosts().save();
        }
        if (!now.isBefore(silenceTold.plus(TELL_SILENCE))) {
            silenceTold = now;
            tellSilence(now);
            tellSubscriptions(now);
        }
        boolean due = hosts().isDue(now);
        progress.tell(
                context().taskId().toString(),
                new CrawlProgress.Task(
                        sources().underWay()
                                + articlesUnderWay.size()
                                + subscriptionsUnderWay
                                + results.size()
                                + (due ? 1 : 0),
                        sources().all().size()));
    }

    private void tellSilence(Instant now) {
        Map<String, List<SourceState>> byOutlet =
                sources().all().stream().collect(Collectors.groupingBy(SourceState::getOutlet));
        byOutlet.forEach((outlet, states) -> {
            Optional<Instant> last = states.stream()
                    .flatMap(source -> source.getLastNew().stream())
                    .max(Comparator.naturalOrder());
            last.ifPresent(since -> listener.silence(
                    outlet,
                    since,
                    states.stream()
                            .mapToDouble(source -> PollRhythm.expected(source.getRates(), since, now))
                            .max()
                            .orElse(0)));
        });
    }

    @Override
    public void close() {
        closed = true;
        Turns.ofThread().leave(this);
        reporter.close();
        subscribing.forEach(outlet -> listener.subscriptions(outlet, 0, 0));
        progress.forget(context().taskId().toString());
    }

    /** As precise as the records are, so that what was read back equals what was written. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private void forward(Record<String, ? extends @Nullable Object> record, String child) {
        @SuppressWarnings("unchecked") // the sinks' serializers tell articles, which are bytes by now, from orders
        Record<String, Object> any = (Record<String, Object>) record;
        context().forward(any, child);
    }

    private ProcessorContext<String, Object> context() {
        return Objects.requireNonNull(context, "used before init");
    }

    private CrawlStore store() {
        return Objects.requireNonNull(store, "used before init");
    }

    private SourceSchedule sources() {
        return Objects.requireNonNull(sources, "used before init");
    }

    private Hosts hosts() {
        return Objects.requireNonNull(hosts, "used before init");
    }

    private Templates templates() {
        return Objects.requireNonNull(templates, "used before init");
    }

    private Desk desk() {
        return Objects.requireNonNull(desk, "used before init");
    }
}
