package io.depesche.ingest.fetch;

import io.depesche.service.ConfigError;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/** A range of IP addresses, as in {@code 10.0.0.0/8} or {@code fd00::/8}. Immutable. */
public final class Network {

    private static final Pattern LITERAL =
            Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

    private final String text;
    private final int bits;
    private final int prefix;
    private final BigInteger start;

    private Network(String text, byte[] address, int prefix) {
        this.text = text;
        this.bits = address.length * 8;
        this.prefix = prefix;
        this.start = new BigInteger(1, address).shiftRight(bits - prefix);
    }

    /** Reads address and prefix length; a {@link ConfigError} tells what is wrong. An address alone is a range of one. */
    public static Network parse(String text) {
        String[] parts = text.split("/", 2);
        try {
            if (LITERAL.matcher(parts[0]).matches()) {
                byte[] address = InetAddress.getByName(parts[0]).getAddress(); // a literal: nothing is looked up
                int bits = address.length * 8;
                // Java reads an IPv4-mapped IPv6 address as the IPv4 address that it is.
                int mapped = bits == 32 && parts[0].contains(":") ? 96 : 0;
                int prefix = parts.length == 1 ? bits : Integer.parseInt(parts[1]) - mapped;
                if (prefix >= 0 && prefix <= bits) {
                    return new Network(text, address, prefix);
                }
            }
        } catch (UnknownHostException | NumberFormatException e) {
            // told below
        }
        throw new ConfigError("'%s' is no network; expected an address range such as 10.0.0.0/8".formatted(text));
    }

    /** Whether the address lies in the range. */
    public boolean contains(InetAddress address) {
        byte[] octets = address.getAddress();
        return octets.length * 8 == bits
                && new BigInteger(1, octets).shiftRight(bits - prefix).equals(start);
    }

    @Override
    public String toString() {
        return text;
    }
}
