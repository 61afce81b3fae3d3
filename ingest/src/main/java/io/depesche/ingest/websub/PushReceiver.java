package io.depesche.ingest.websub;

import io.depesche.contracts.record.PushEvent;
import io.depesche.service.HttpHook;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what hubs send to our callbacks: questions whether a subscription is wanted, and pushes. What is pushed is only a sign that
 * the source changed and not read itself. Counts {@code depesche.websub.pushes} by outcome.
 */
public final class PushReceiver implements HttpHook {

    private static final Logger LOG = LoggerFactory.getLogger(PushReceiver.class);

    private static final Answer UNKNOWN = new Answer(404, "not found\n");
    private static final Answer TRY_AGAIN = new Answer(503, "try again\n");

    private final Callbacks callbacks;
    private final Notices notices;
    private final MeterRegistry registry;

    public PushReceiver(Callbacks callbacks, Notices notices, MeterRegistry registry) {
        this.callbacks = callbacks;
        this.notices = notices;
        this.registry = registry;
    }

    @Override
    public Answer answer(Request request) {
        Optional<Subscription> subscription = callbacks.read(request.path());
        return switch (request.method()) {
            case "GET" ->
                subscription
                        .map(known -> told(known, parameters(request.query())))
                        .orElse(UNKNOWN);
            case "POST" ->
                subscription.map(known -> pushed(known, request)).orElseGet(() -> {
                    count("unknown");
                    return new Answer(410, "no such subscription\n");
                });
            default -> new Answer(405, "GET or POST\n");
        };
    }

    /** A hub asks whether we want what we asked it for, or tells that it does not do it. */
    private Answer told(Subscription subscription, Map<String, String> parameters) {
        if (!subscription.topic().equals(parameters.get("hub.topic"))) {
            return UNKNOWN;
        }
        String mode = parameters.getOrDefault("hub.mode", "");
        if (mode.equals("denied")) {
            LOG.warn(
                    "{}: the hub of {} denies the subscription: {}",
                    subscription.outlet(),
                    subscription.source(),
                    parameters.getOrDefault("hub.reason", "no reason given").replaceAll("\\p{Cntrl}", " "));
            return notices.tell(subscription, PushEvent.DENIED, Optional.empty()) ? new Answer(200, "") : TRY_AGAIN;
        }
        String challenge = parameters.getOrDefault("hub.challenge", "");
        if (!mode.equals("subscribe") || challenge.isEmpty()) {
            return UNKNOWN;
        }
        return notices.tell(subscription, PushEvent.VERIFIED, lease(parameters))
                ? new Answer(200, challenge)
                : TRY_AGAIN;
    }

    private Answer pushed(Subscription subscription, Request request) {
        boolean signed = request.header("x-hub-signature")
                .filter(header -> HubSignature.matches(header, request.body(), callbacks.secretOf(subscription)))
                .isPresent();
        if (!signed) {
            count("bad-signature");
            return new Answer(202, ""); // as WebSub asks, so that nobody learns by trying
        }
        if (!notices.tell(subscription, PushEvent.DELIVERED, Optional.empty())) {
            count("failed");
            return TRY_AGAIN;
        }
        count("accepted");
        return new Answer(202, "");
    }

    private static Optional<Duration> lease(Map<String, String> parameters) {
        return Optional.ofNullable(parameters.get("hub.lease_seconds"))
                .filter(seconds -> seconds.matches("[1-9]\\d{0,8}"))
                .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)));
    }

    private static Map<String, String> parameters(String query) {
        Map<String, String> parameters = new HashMap<>();
        for (String field : query.split("&")) {
            String[] parts = field.split("=", 2);
            try {
                parameters.putIfAbsent(decoded(parts[0]), parts.length < 2 ? "" : decoded(parts[1]));
            } catch (IllegalArgumentException e) {
                // a broken escape: as if the field were not there
            }
        }
        return parameters;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private void count(String outcome) {
        registry.counter("depesche.websub.pushes", "outcome", outcome).increment();
    }
}
