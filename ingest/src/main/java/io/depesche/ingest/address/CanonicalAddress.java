package io.depesche.ingest.address;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds the one address that stands for an article. */
public final class CanonicalAddress {

    private CanonicalAddress() {}

    /**
     * The canonical address of a page: what the page states about itself where that can be believed, otherwise where it was
     * fetched. A statement is believed when it stays on the site and is neither its home page nor a page above an article that has a
     * number of its own.
     */
    public static URI of(URI fetched, Optional<URI> stated) {
        URI own = normalised(fetched);
        return stated.flatMap(CanonicalAddress::checked)
                .filter(address -> Site.of(address).equals(Site.of(own)))
                .filter(address -> !isHomePage(address))
                .filter(address -> !isAbove(address, own))
                .orElse(own);
    }

    /** Whether the one is a section that the other, an article with a number of its own, lies in. */
    private static boolean isAbove(URI section, URI article) {
        return ArticleKey.of(article).isPresent()
                && ArticleKey.of(section).isEmpty()
                && article.getRawPath().startsWith(section.getRawPath())
                && !identity(article).equals(identity(section));
    }

    /**
     * The same address, written one way: RFC 3986, section 6.2.2 and 6.2.3 (case, percent-encoding, dot segments, the scheme's
     * own port), without fragment and tracking parameters. Normalising twice changes nothing. The address must be one that
     * {@link WebAddress} has let through.
     */
    public static URI normalised(URI address) {
        String path = WebAddress.withoutDotSegments(
                unescaped(Optional.ofNullable(address.getRawPath()).orElse("")));
        String query = Optional.ofNullable(address.getRawQuery())
                .map(CanonicalAddress::unescaped)
                .map(CanonicalAddress::withoutTracking)
                .filter(text -> !text.isEmpty())
                .map(text -> "?" + text)
                .orElse("");
        String text = WebAddress.origin(address) + path + query;
        return text.equals(address.toString()) ? address : URI.create(text);
    }

    /**
     * The form under which an article's address is looked up and never fetched: https for http, without the host's {@code www.},
     * {@code m.} and {@code amp.}, AMP and print forms, caches of AMP pages, directory pages, slashes at the end, session ids and
     * referrers, and with the query's parameters in order. Addresses of one identity show one page. Taking the identity of an
     * identity changes nothing. The address must be one that {@link WebAddress} has let through.
     */
    public static URI identity(URI address) {
        return Identity.of(normalised(address));
    }

    private static boolean isHomePage(URI address) {
        return identity(address).getRawPath().equals("/") && address.getRawQuery() == null;
    }

    private static Optional<URI> checked(URI address) {
        try {
            return Optional.of(normalised(WebAddress.check(address)));
        } catch (RefusedAddress e) {
            return Optional.empty();
        }
    }

    private static String withoutTracking(String query) {
        return Arrays.stream(query.split("&"))
                .filter(parameter -> !parameter.isEmpty())
                .filter(parameter -> !TrackingParameters.holds(parameter.split("=", 2)[0].toLowerCase(Locale.ROOT)))
                .collect(Collectors.joining("&"));
    }

    /** Decodes escapes of unreserved characters and writes the others in upper case. */
    private static String unescaped(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character != '%' || !WebAddress.isEscape(text, i)) {
                plain.append(character);
                continue;
            }
            int octet = Integer.parseInt(text.substring(i + 1, i + 3), 16);
            if (octet < 128 && (Character.isLetterOrDigit(octet) || "-._~".indexOf(octet) >= 0)) {
                plain.append(new String(new byte[] {(byte) octet}, StandardCharsets.US_ASCII));
            } else {
                plain.append(text.substring(i, i + 3).toUpperCase(Locale.ROOT));
            }
            i += 2;
        }
        return plain.toString();
    }
}
