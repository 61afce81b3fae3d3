package io.depesche.service;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * SIGTERM or Ctrl-C, as a future. After the signal the JVM waits for {@link #close()}, for at most {@link #PATIENCE}, so that what
 * is in hand can be finished.
 */
public final class StopSignal implements AutoCloseable {

    /** How long the JVM waits; Kafka's and Docker's habits allow no more than some seconds longer. */
    public static final Duration PATIENCE = Duration.ofSeconds(20);

    private final CompletableFuture<Void> given = new CompletableFuture<>();
    private final CompletableFuture<Void> done = new CompletableFuture<>();

    /** Listens from now on. */
    public StopSignal() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::await, "stop-signal"));
    }

    private void await() {
        given.complete(null);
        done.completeOnTimeout(null, PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }

    /** Completes when the signal comes. */
    public CompletableFuture<Void> given() {
        return given;
    }

    /** Lets the JVM go. */
    @Override
    public void close() {
        done.complete(null);
    }
}
