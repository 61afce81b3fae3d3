package io.depesche.ingest.fetch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Runs jobs on a fixed number of threads, {@linkplain Politeness politely}: a thread never waits for one host while it could work
 * for another.
 */
final class HostQueues implements AutoCloseable {

    private static final long SHORTEST_WAIT = TimeUnit.MILLISECONDS.toNanos(1);

    private record Job<T>(Callable<T> work, long pause, CompletableFuture<T> result) {

        /** Runs the work and gives back what tells the result, for when the host is free again. */
        Runnable run() {
            try {
                T value = work.call();
                return () -> result.complete(value);
            } catch (Exception e) {
                return () -> result.completeExceptionally(e);
            }
        }
    }

    private final Object lock = new Object();
    private final Politeness<Job<?>> politeness = new Politeness<>();
    private final List<Thread> workers = new ArrayList<>();
    private final long start = System.nanoTime();
    private boolean closed;

    HostQueues(int threads) {
        for (int i = 1; i <= threads; i++) {
            Thread worker = new Thread(this::work, "fetch-" + i);
            worker.setDaemon(true);
            workers.add(worker);
            worker.start();
        }
    }

    /**
     * Runs the work when the host's turn comes.
     *
     * @param pause from the end of the work to the host's next
     * @return the work's result; {@link CancellationException} when the queues were closed first. What depends on it runs on
     *     the worker's thread when the host is free again.
     */
    <T> CompletableFuture<T> submit(String host, Duration pause, Callable<T> work) {
        Job<T> job = new Job<>(work, pause.toNanos(), new CompletableFuture<>());
        boolean late;
        synchronized (lock) {
            late = closed;
            if (!late) {
                politeness.add(host, job);
                lock.notify();
            }
        }
        if (late) {
            job.result().cancel(false);
        }
        return job.result();
    }

    private void work() {
        try {
            while (true) {
                Politeness.Turn<Job<?>> turn = next();
                Runnable tell = turn.job().run();
                synchronized (lock) {
                    politeness.finished(turn.host(), now(), turn.job().pause());
                    lock.notify();
                }
                tell.run();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed
        }
    }

    private Politeness.Turn<Job<?>> next() throws InterruptedException {
        synchronized (lock) {
            while (true) {
                if (closed) {
                    throw new InterruptedException("closed");
                }
                Optional<Politeness.Turn<Job<?>>> turn = politeness.take(now());
                if (turn.isPresent()) {
                    lock.notify(); // others may be able to start as well
                    return turn.get();
                }
                OptionalLong nextStart = politeness.nextStart();
                if (nextStart.isPresent()) {
                    TimeUnit.NANOSECONDS.timedWait(lock, Math.max(SHORTEST_WAIT, nextStart.getAsLong() - now()));
                } else {
                    lock.wait();
                }
            }
        }
    }

    private long now() {
        return System.nanoTime() - start;
    }

    /** Cancels what has not started and lets what runs end, at most for {@code patience}; then its threads are interrupted. */
    void close(Duration patience) {
        List<Job<?>> left;
        synchronized (lock) {
            closed = true;
            left = politeness.drain();
            lock.notifyAll();
        }
        left.forEach(job -> job.result().cancel(false));
        long end = System.nanoTime() + patience.toNanos();
        try {
            for (Thread worker : workers) {
                TimeUnit.NANOSECONDS.timedJoin(worker, Math.max(1, end - System.nanoTime()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        workers.forEach(Thread::interrupt);
    }

    @Override
    public void close() {
        close(Duration.ZERO);
    }
}
