package io.depesche.ingest.fetch;

import io.depesche.ingest.address.RefusedAddress;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Resolves host names to addresses that may be asked. A request goes to exactly the address that was given out for it: a name that
 * resolves otherwise a moment later gains nothing. One forbidden address among several refuses the name. Answers are kept for a
 * minute. Safe for use by several threads.
 */
final class GuardedNames {

    /** Looks a name up; the platform's resolver outside of tests. */
    @FunctionalInterface
    interface Lookup {
        InetAddress[] addressesOf(String host) throws UnknownHostException;
    }

    private static final long KEPT = TimeUnit.MINUTES.toNanos(1);
    private static final int MAX_NAMES = 10_000;

    private record Known(List<InetAddress> addresses, long since) {}

    private final AddressGuard guard;
    private final Lookup lookup;
    private final LongSupplier nanos;
    private final Map<String, Known> names = new LinkedHashMap<>();

    GuardedNames(AddressGuard guard, Lookup lookup) {
        this(guard, lookup, System::nanoTime);
    }

    GuardedNames(AddressGuard guard, Lookup lookup, LongSupplier nanos) {
        this.guard = guard;
        this.lookup = lookup;
        this.nanos = nanos;
    }

    /** The address to go to for a host, as it stands in a web address. */
    InetAddress addressOf(String host) throws FetchFailure {
        long now = nanos.getAsLong();
        synchronized (names) {
            Known known = names.get(host);
            if (known != null && now - known.since() < KEPT) {
                return known.addresses().get(0);
            }
        }
        List<InetAddress> addresses = lookUp(host);
        synchronized (names) {
            names.remove(host); // so that it is the youngest
            names.put(host, new Known(addresses, now));
            if (names.size() > MAX_NAMES) {
                names.remove(names.keySet().iterator().next());
            }
        }
        return addresses.get(0);
    }

    /**
     * Tells that no connection to the host's address came about: its others come first from now on.
     *
     * @return whether there are others
     */
    boolean avoid(String host, InetAddress address) {
        synchronized (names) {
            Known known = names.get(host);
            if (known == null || known.addresses().size() < 2) {
                return false;
            }
            List<InetAddress> others = new ArrayList<>(known.addresses());
            if (others.remove(address)) {
                others.add(address);
                names.replace(host, new Known(List.copyOf(others), known.since()));
            }
            return true;
        }
    }

    private List<InetAddress> lookUp(String host) throws FetchFailure {
        if (host.indexOf('%') >= 0) {
            throw new FetchFailure(FetchProblem.REFUSED_ADDRESS, "names a zone of the local network");
        }
        try {
            List<InetAddress> addresses = List.of(lookup.addressesOf(host));
            for (InetAddress address : addresses) {
                guard.check(address);
            }
            if (!addresses.isEmpty()) {
                return addresses;
            }
        } catch (RefusedAddress e) {
            throw new FetchFailure(FetchProblem.REFUSED_ADDRESS, e.reason());
        } catch (UnknownHostException e) {
            // told below
        }
        throw new FetchFailure(FetchProblem.UNREACHABLE, "has an unknown host");
    }
}
