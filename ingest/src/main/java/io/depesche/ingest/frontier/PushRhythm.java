package io.depesche.ingest.frontier;

import io.depesche.contracts.record.PushState;
import io.depesche.contracts.record.SourceState;
import io.depesche.ingest.websub.Callbacks;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When a hub is asked for a subscription: at once when it is offered, again after four fifths of the time for which it was granted, and
 * less and less often while the hub does not verify it.
 */
final class PushRhythm {

    /** Hubs may take a while until they ask back. */
    private static final Duration FIRST_WAIT = Duration.ofMinutes(10);

    private static final Duration LONGEST_WAIT = Duration.ofDays(1);

    /** Shorter leases are let lapse in between, because a hub is not asked all the time. */
    private static final Duration SHORTEST_RENEWAL = Duration.ofMinutes(10);

    /** A hub that promises more is asked nonetheless. */
    private static final Duration LONGEST_LEASE = Duration.ofDays(30);

    private PushRhythm() {}

    /** A subscription that is to be asked for now. */
    static PushState offered(String hub, String topic, String callback, Instant now) {
        return PushState.newBuilder()
                .setHub(hub)
                .setTopic(topic)
                .setCallback(callback)
                .setNextRequest(now)
                .build();
    }

    /** The hub is being asked; it is asked again unless it verifies. */
    static PushState asked(PushState push, Instant now) {
        Duration doubled = FIRST_WAIT.multipliedBy(1L << Math.min(push.getRequests(), 10));
        return PushState.newBuilder(push)
                .setRequests(push.getRequests() + 1)
                .setNextRequest(now.plus(doubled.compareTo(LONGEST_WAIT) < 0 ? doubled : LONGEST_WAIT))
                .build();
    }

    /** The hub asks for time. */
    static PushState later(PushState push, Instant time) {
        return time.isAfter(push.getNextRequest())
                ? PushState.newBuilder(push).setNextRequest(time).build()
                : push;
    }

    /** The hub pushes from now on. */
    static PushState verified(PushState push, Optional<Long> leaseSeconds, Instant now) {
        Duration granted = leaseSeconds.map(Duration::ofSeconds).orElse(Callbacks.LEASE);
        Duration lease = granted.compareTo(LONGEST_LEASE) < 0 ? granted : LONGEST_LEASE;
        Duration renewal = lease.multipliedBy(4).dividedBy(5);
        return PushState.newBuilder(push)
                .setRequests(0)
                .setVerifiedUntil(now.plus(lease))
                .setNextRequest(now.plus(renewal.compareTo(SHORTEST_RENEWAL) > 0 ? renewal : SHORTEST_RENEWAL))
                .build();
    }

    /** The hub does not push, or no more. */
    static PushState denied(PushState push, Instant now) {
        return PushState.newBuilder(push)
                .setVerifiedUntil(null)
                .setNextRequest(now.plus(LONGEST_WAIT))
                .build();
    }

    /** Whether a hub has promised to tell when the source changes. */
    static boolean isLive(SourceState source, Instant now) {
        return source.getPush()
                .flatMap(PushState::getVerifiedUntil)
                .filter(now::isBefore)
                .isPresent();
    }
}
