package io.depesche.service;

import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** A service at work. */
public interface RunningService extends AutoCloseable {

    /** Whether it works or is on the way to. */
    boolean isAlive();

    /** Whether it takes work now. */
    boolean isReady();

    /** Completes when the service stops, exceptionally when it failed. */
    CompletableFuture<Void> stopped();

    /** What answers requests from outside, by the path below which it does; the same as long as the service works. */
    default Map<String, HttpHook> hooks() {
        return Map.of();
    }

    /** Finishes or gives back what is in hand and returns within seconds; nothing is lost. */
    @Override
    void close();
}
