package io.depesche.ingest.fetch;

import io.depesche.ingest.address.RefusedAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Resolves host names, and hands to the connection exactly the addresses that were checked: a name that resolves otherwise a
 * moment later gains nothing. One forbidden address among several refuses the name.
 */
final class GuardedNames implements DnsResolver {

    /** How a refusal gets through the HTTP client. */
    static final class RefusedHost extends IOException {

        private static final long serialVersionUID = 1L;

        RefusedHost(RefusedAddress cause) {
            super(cause.reason(), cause);
        }
    }

    /** Looks a name up; the platform's resolver outside of tests. */
    @FunctionalInterface
    interface Lookup {
        InetAddress[] addressesOf(String host) throws UnknownHostException;
    }

    private final AddressGuard guard;
    private final Lookup lookup;

    GuardedNames(AddressGuard guard, Lookup lookup) {
        this.guard = guard;
        this.lookup = lookup;
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] addresses = lookup.addressesOf(host);
        try {
            for (InetAddress address : addresses) {
                guard.check(address);
            }
        } catch (RefusedAddress e) {
            UnknownHostException refused = new UnknownHostException(host + " " + e.reason());
            refused.initCause(new RefusedHost(e));
            throw refused;
        }
        return addresses;
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }
}
