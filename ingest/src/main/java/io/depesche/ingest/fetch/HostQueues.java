package io.depesche.ingest.fetch;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Makes visits on a fixed number of threads, {@linkplain Politeness politely}: a thread never waits for one host or address while
 * it could work for another. Who waits for time to pass is one thread alone; the others sleep until there is work.
 */
final class HostQueues implements AutoCloseable {

    /** One request to one host. */
    interface Visit<T> {

        /** The address to go to; the same, as a rule, for all visits to the host. May take a while. */
        InetAddress address() throws Exception;

        /** Goes to the address. */
        T make(InetAddress address) throws Exception;

        /** Ends the visit, from another thread, as soon as can be. One that has not begun yet fails at once when it does. */
        void abort();
    }

    /**
     * How long to leave alone whom a visit went to, from its end.
     *
     * @param host until the host's next visit
     * @param address until another host's visit to the same address
     */
    record Pauses(Duration host, Duration address) {}

    private static final class Job<T> {
        private final Share share;
        private final Visit<T> visit;
        private final long hostPause;
        private final long addressPause;
        private final CompletableFuture<T> result = new CompletableFuture<>();

        private Job(Share share, Visit<T> visit, Pauses pauses) {
            this.share = share;
            this.visit = visit;
            this.hostPause = pauses.host().toNanos();
            this.addressPause = pauses.address().toNanos();
        }

        /** Makes the visit and gives back what tells the result, for when the host is free again. */
        private Runnable run(InetAddress address) {
            try {
                T value = visit.make(address);
                return () -> result.complete(value);
            } catch (Exception e) {
                return () -> result.completeExceptionally(e);
            }
        }

        private void cancel() {
            result.cancel(false);
        }
    }

    private final ReentrantLock lock = new ReentrantLock();
    /** Somebody may have work to do. */
    private final Condition work = lock.newCondition();
    /** A job is off the wire. */
    private final Condition ended = lock.newCondition();

    private final Politeness<Job<?>> politeness = new Politeness<>();
    private final List<Thread> workers = new ArrayList<>();
    private final long start = System.nanoTime();
    /** The one thread that waits until the next job may start. */
    private @Nullable Thread waiter;

    private long waitsUntil;
    private boolean closed;

    HostQueues(int threads) {
        for (int i = 1; i <= threads; i++) {
            Thread worker = new Thread(this::work, "fetch-" + i);
            worker.setDaemon(true);
            workers.add(worker);
            worker.start();
        }
    }

    /** Somebody's part of the queues, which can be ended for itself. */
    final class Share {

        private final Set<Job<?>> onTheWire = new HashSet<>();
        private boolean over;

        private Share() {}

        /**
         * Makes the visit when the turn of its host, and then of its address, comes.
         *
         * @return the visit's result; {@link CancellationException} when this share or the queues were closed first. What depends
         *     on it runs on the worker's thread when the host is free again.
         */
        <T> CompletableFuture<T> submit(String host, Pauses pauses, Visit<T> visit) {
            Job<T> job = new Job<>(this, visit, pauses);
            lock.lock();
            try {
                if (!over && !closed) {
                    politeness.add(host, job);
                    wake();
                    return job.result;
                }
            } finally {
                lock.unlock();
            }
            job.cancel();
            return job.result;
        }

        /**
         * Cancels what has not started, aborts what is on the wire and waits until it is off.
         *
         * @return whether nothing was on the wire any more before the patience was over
         */
        boolean close(Duration patience) {
            List<Job<?>> left;
            List<Job<?>> running;
            lock.lock();
            try {
                over = true;
                left = politeness.drain(job -> job.share == this);
                running = List.copyOf(onTheWire);
            } finally {
                lock.unlock();
            }
            left.forEach(Job::cancel);
            running.forEach(job -> job.visit.abort());
            return awaitEnd(patience);
        }

        private boolean awaitEnd(Duration patience) {
            lock.lock();
            try {
                long nanos = patience.toNanos();
                while (!onTheWire.isEmpty() && nanos > 0) {
                    nanos = ended.awaitNanos(nanos);
                }
                return onTheWire.isEmpty();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            } finally {
                lock.unlock();
            }
        }
    }

    Share share() {
        return new Share();
    }

    private void work() {
        try {
            while (true) {
                Politeness.Turn<Job<?>> turn = next();
                Job<?> job = turn.job();
                InetAddress address;
                if (turn.address().isPresent()) {
                    address = turn.address().get();
                } else {
                    try {
                        address = job.visit.address();
                    } catch (Exception e) {
                        finished(turn);
                        job.result.completeExceptionally(e);
                        continue;
                    }
                }
                if (!begins(turn, address)) {
                    continue;
                }
                Runnable tell = job.run(address);
                finished(turn);
                tell.run();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed
        }
    }

    private Politeness.Turn<Job<?>> next() throws InterruptedException {
        lock.lock();
        try {
            while (true) {
                if (closed) {
                    throw new InterruptedException("closed");
                }
                Optional<Politeness.Turn<Job<?>>> turn = politeness.take(now());
                if (turn.isPresent()) {
                    if (waiter == null && politeness.nextStart().isPresent()) {
                        work.signal();
                    }
                    return turn.get();
                }
                OptionalLong nextStart = politeness.nextStart();
                if (waiter != null || nextStart.isEmpty()) {
                    work.await();
                } else {
                    Thread me = Thread.currentThread();
                    waiter = me;
                    waitsUntil = nextStart.getAsLong();
                    try {
                        long unused = work.awaitNanos(waitsUntil - now());
                    } finally {
                        if (waiter == me) {
                            waiter = null;
                        }
                    }
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** Whether the job goes on the wire now; otherwise it is parked until its address is free, or its share is over. */
    private boolean begins(Politeness.Turn<Job<?>> turn, InetAddress address) {
        Job<?> job = turn.job();
        lock.lock();
        try {
            if (!job.share.over && !closed) {
                if (turn.address().isEmpty() && !politeness.claim(turn, address, now())) {
                    wake();
                    return false;
                }
                job.share.onTheWire.add(job);
                return true;
            }
            politeness.finished(turn.host(), now(), 0, 0);
            wake();
        } finally {
            lock.unlock();
        }
        job.cancel();
        return false;
    }

    private void finished(Politeness.Turn<Job<?>> turn) {
        Job<?> job = turn.job();
        lock.lock();
        try {
            politeness.finished(turn.host(), now(), job.hostPause, job.addressPause);
            if (job.share.onTheWire.remove(job)) {
                ended.signalAll();
            }
            wake();
        } finally {
            lock.unlock();
        }
    }

    /** Wakes a thread if something may start before the waiter looks again; that thread then waits in its stead. */
    private void wake() {
        OptionalLong nextStart = politeness.nextStart();
        if (nextStart.isPresent() && (waiter == null || nextStart.getAsLong() < waitsUntil)) {
            waiter = null;
            work.signal();
        }
    }

    private long now() {
        return System.nanoTime() - start;
    }

    /** Cancels what has not started and lets what runs end, at most for {@code patience}; then its threads are interrupted. */
    void close(Duration patience) {
        List<Job<?>> left;
        lock.lock();
        try {
            closed = true;
            left = politeness.drain(job -> true);
            work.signalAll();
        } finally {
            lock.unlock();
        }
        left.forEach(Job::cancel);
        long end = System.nanoTime() + patience.toNanos();
        try {
            for (Thread worker : workers) {
                if (worker != Thread.currentThread()) {
                    TimeUnit.NANOSECONDS.timedJoin(worker, Math.max(1, end - System.nanoTime()));
                }
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
