package io.depesche.ingest.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HostQueuesIT {

    private static final int HOSTS = 2_000;
    private static final int VISITS = 10;
    private static final int THREADS = 200;
    private static final Duration PAUSE = Duration.ofMillis(500);

    /** Goes nowhere, and notes when two of them are at one host at once or too soon. */
    private static final class Nowhere implements HostQueues.Visit<Integer> {

        private static final class Host {
            private final AtomicInteger here = new AtomicInteger();
            private volatile long left = Long.MIN_VALUE;
        }

        private final InetAddress address;
        private final ConcurrentHashMap<InetAddress, Host> hosts;
        private final AtomicInteger impolite;

        private Nowhere(InetAddress address, ConcurrentHashMap<InetAddress, Host> hosts, AtomicInteger impolite) {
            this.address = address;
            this.hosts = hosts;
            this.impolite = impolite;
        }

        @Override
        public InetAddress address() {
            return address;
        }

        @Override
        public Integer make(InetAddress there) {
            Host host = hosts.computeIfAbsent(there, unknown -> new Host());
            boolean alone = host.here.incrementAndGet() == 1;
            boolean soon = host.left != Long.MIN_VALUE && System.nanoTime() - host.left < PAUSE.toNanos() - 1_000_000;
            if (!alone || soon) {
                impolite.incrementAndGet();
            }
            host.left = System.nanoTime();
            host.here.decrementAndGet();
            return 1;
        }

        @Override
        public void abort() {}
    }

    private static InetAddress address(int number) {
        try {
            return InetAddress.getByAddress(new byte[] {127, 1, (byte) (number >> 8), (byte) number});
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    /** 2,000 hosts in pairs at 1,000 addresses, each order given when the last is done, as a crawler does. */
    @Test
    void isAsFastAsPolitenessAllows() {
        ConcurrentHashMap<InetAddress, Nowhere.Host> seen = new ConcurrentHashMap<>();
        AtomicInteger impolite = new AtomicInteger();
        LongAdder done = new LongAdder();
        HostQueues.Pauses pauses = new HostQueues.Pauses(PAUSE, PAUSE);
        try (HostQueues queues = new HostQueues(THREADS)) {
            HostQueues.Share share = queues.share();
            long start = System.nanoTime();
            long cpu = cpuTime();
            CompletableFuture.allOf(IntStream.range(0, HOSTS)
                            .mapToObj(host -> {
                                CompletableFuture<Void> chain = CompletableFuture.completedFuture(null);
                                for (int i = 0; i < VISITS; i++) {
                                    chain = chain.thenCompose(before -> share.submit(
                                                    "host" + host,
                                                    pauses,
                                                    new Nowhere(address(host / 2), seen, impolite))
                                            .thenAccept(done::add));
                                }
                                return chain;
                            })
                            .toArray(CompletableFuture<?>[]::new))
                    .join();
            double seconds = (System.nanoTime() - start) / 1e9;
            double allowed = (2 * VISITS - 1) * PAUSE.toMillis() / 1e3;
            double busy = (cpuTime() - cpu) / 1e9;
            System.out.printf(
                    "%d visits in %.2f s (politeness allows %.2f s), %.2f s of processor%n",
                    done.sum(), seconds, allowed, busy);
            assertThat(done.sum()).isEqualTo(HOSTS * VISITS);
            assertThat(impolite).hasValue(0);
            assertThat(seconds).isLessThan(allowed / 0.95);
        }
    }

    private static long cpuTime() {
        return ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
                .getProcessCpuTime();
    }

    @Test
    void parksHostsThatShareAnAddressWithoutBlockingAThread() {
        HostQueues.Pauses pauses = new HostQueues.Pauses(Duration.ZERO, Duration.ofMillis(20));
        try (HostQueues queues = new HostQueues(1)) {
            HostQueues.Share share = queues.share();
            ConcurrentHashMap<InetAddress, Nowhere.Host> seen = new ConcurrentHashMap<>();
            AtomicInteger impolite = new AtomicInteger();
            long start = System.nanoTime();
            CompletableFuture<?> crowd = CompletableFuture.allOf(IntStream.range(0, 20)
                    .mapToObj(host -> share.submit("crowd" + host, pauses, new Nowhere(address(1), seen, impolite)))
                    .toArray(CompletableFuture<?>[]::new));
            share.submit("elsewhere", pauses, new Nowhere(address(2), seen, impolite))
                    .join();
            long elsewhere = System.nanoTime() - start;
            crowd.join();
            long all = System.nanoTime() - start;
            assertThat(elsewhere).isLessThan(TimeUnit.MILLISECONDS.toNanos(200));
            assertThat(all).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(19 * 20));
        }
    }
}
