package io.depesche.ingest.address;

import crawlercommons.domains.EffectiveTldFinder;
import java.net.URI;

/**
 * What one publisher controls: the registrable domain (Public Suffix List, private suffixes included, so that two blogs of one
 * hoster are two sites). A host without one, such as an IP address or {@code localhost}, is a site for itself, each port of it.
 *
 * @param name the registrable domain, or host and port
 */
public record Site(String name) {

    /** The site of a web address. */
    public static Site of(URI address) {
        return ofHost(WebAddress.hostOf(address));
    }

    /** The site of a host as {@link WebAddress#hostOf} gives it. */
    static Site ofHost(String host) {
        String bare = host.contains(":") ? host.substring(0, host.lastIndexOf(':')) : host;
        boolean named = !bare.startsWith("[") && !Character.isDigit(bare.charAt(bare.length() - 1));
        String domain = named ? EffectiveTldFinder.getAssignedDomain(bare, true, false) : null;
        return new Site(domain == null ? host : domain);
    }
}
