package io.depesche.ingest.fetch;

import io.depesche.ingest.address.RefusedAddress;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

/**
 * Decides which IP addresses may be asked: those of the public internet (IANA's special-purpose registries, RFC 6890, name the
 * others), and those of networks that the operator allows.
 */
public final class AddressGuard {

    private static final List<Network> SPECIAL_IPV4 = networks(
            "0.0.0.0/8", // this network
            "10.0.0.0/8", // private
            "100.64.0.0/10", // carrier-grade NAT
            "127.0.0.0/8", // loopback
            "169.254.0.0/16", // link-local, where clouds keep their metadata
            "172.16.0.0/12", // private
            "192.0.0.0/24", // protocol assignments
            "192.0.2.0/24", // documentation
            "192.88.99.0/24", // 6to4 relays
            "192.168.0.0/16", // private
            "198.18.0.0/15", // benchmarks
            "198.51.100.0/24", // documentation
            "203.0.113.0/24", // documentation
            "224.0.0.0/4", // multicast
            "240.0.0.0/4"); // reserved, broadcast

    /** Everything else of IPv6 is loopback, local, multicast, mapped or translated IPv4, or not handed out. */
    private static final Network GLOBAL_IPV6 = Network.parse("2000::/3");

    private static final List<Network> SPECIAL_IPV6 = networks(
            "2001::/23", // protocol assignments, Teredo among them
            "2001:db8::/32", // documentation
            "2002::/16", // 6to4: IPv4 in disguise
            "3fff::/20"); // documentation

    private final List<Network> allowed;

    /**
     * Guards with exceptions.
     *
     * @param allowed networks that may be asked although they are not public
     */
    public AddressGuard(List<Network> allowed) {
        this.allowed = List.copyOf(allowed);
    }

    /** Throws unless the address may be asked. */
    public void check(InetAddress address) throws RefusedAddress {
        if (!isPublic(address) && allowed.stream().noneMatch(network -> network.contains(address))) {
            throw new RefusedAddress(
                    "leads to %s, which is not public and in no allowed network".formatted(address.getHostAddress()));
        }
    }

    private static boolean isPublic(InetAddress address) {
        return address instanceof Inet4Address
                ? SPECIAL_IPV4.stream().noneMatch(network -> network.contains(address))
                : GLOBAL_IPV6.contains(address)
                        && SPECIAL_IPV6.stream().noneMatch(network -> network.contains(address));
    }

    private static List<Network> networks(String... ranges) {
        return Stream.of(ranges).map(Network::parse).toList();
    }
}
