package io.depesche.ingest.address;

import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads addresses as they stand in feeds, pages and headers. What comes out is absolute, http or https, names a host, holds no
 * credentials and no fragment; characters that do not belong into an address are percent-encoded, and a host in another script
 * is in its ASCII form.
 */
public final class WebAddress {

    /** Longer addresses are refused: browsers and servers agree on about this much. */
    public static final int MAX_LENGTH = 2_000;

    private static final String LEGAL = "-._~:/?#[]@!$&'()*+,;=%";
    private static final Set<Integer> ASIDE = Set.of((int) '\t', (int) '\n', (int) '\r');
    private static final Pattern DOTTED_QUAD = Pattern.compile("(0|[1-9]\\d{0,2})(\\.(0|[1-9]\\d{0,2})){3}");

    private WebAddress() {}

    /** Reads an absolute address. */
    public static URI parse(String text) throws RefusedAddress {
        return check(toUri(text));
    }

    /** Reads an address that may be relative to {@code base}. */
    public static URI parse(String text, URI base) throws RefusedAddress {
        URI relative = toUri(text);
        // java.net.URI takes a lone query for a sibling of the path; RFC 3986 keeps the path.
        if (!relative.isAbsolute()
                && relative.getRawAuthority() == null
                && relative.getRawPath().isEmpty()) {
            String query = relative.getRawQuery() == null ? base.getRawQuery() : relative.getRawQuery();
            return check(URI.create(origin(base) + base.getRawPath() + (query == null ? "" : "?" + query)));
        }
        try {
            return check(base.resolve(relative));
        } catch (IllegalArgumentException e) {
            throw new RefusedAddress("is malformed");
        }
    }

    /** Checks an address that is a {@link URI} already. */
    public static URI check(URI address) throws RefusedAddress {
        String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw new RefusedAddress("is neither http nor https");
        }
        if (address.getRawUserInfo() != null
                || String.valueOf(address.getRawAuthority()).contains("@")) {
            throw new RefusedAddress("holds credentials");
        }
        String host = address.getHost();
        if (host == null || host.isEmpty()) {
            throw new RefusedAddress("names no host");
        }
        String lastLabel = host.substring(host.lastIndexOf('.', host.length() - 2) + 1);
        if (Character.isDigit(lastLabel.charAt(0)) && !DOTTED_QUAD.matcher(host).matches()) {
            throw new RefusedAddress("spells its host as a number");
        }
        if (address.getPort() == 0 || address.getPort() > 65_535) {
            throw new RefusedAddress("has no usable port");
        }
        if (address.getRawFragment() == null) {
            return address;
        }
        String text = address.toString();
        return URI.create(text.substring(0, text.indexOf('#')));
    }

    /**
     * The host of an address in lower case, with its port where that is not the scheme's own. Politeness, robots.txt and crawl
     * state go by it.
     */
    public static String hostOf(URI address) {
        String host = String.valueOf(address.getHost()).toLowerCase(Locale.ROOT);
        String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        int usual = "https".equalsIgnoreCase(address.getScheme()) ? 443 : 80;
        return address.getPort() == -1 || address.getPort() == usual ? name : name + ":" + address.getPort();
    }

    /** Scheme and host of an address, without a slash at the end. */
    public static String origin(URI address) {
        return String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT) + "://" + hostOf(address);
    }

    private static URI toUri(String text) throws RefusedAddress {
        String stripped = text.strip();
        if (stripped.length() > MAX_LENGTH) {
            throw new RefusedAddress("is longer than %d characters".formatted(MAX_LENGTH));
        }
        try {
            return new URI(escaped(withAsciiHost(stripped)));
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw new RefusedAddress("is malformed");
        }
    }

    private static String withAsciiHost(String text) {
        int start = text.indexOf("//");
        if (start < 0 || (start > 0 && text.charAt(start - 1) != ':')) {
            return text;
        }
        int end = start + 2;
        while (end < text.length() && "/?#".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        String authority = text.substring(start + 2, end);
        if (authority.chars().allMatch(character -> character < 128)) {
            return text;
        }
        return text.substring(0, start + 2) + IDN.toASCII(authority, IDN.ALLOW_UNASSIGNED) + text.substring(end);
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); ) {
            int character = text.codePointAt(i);
            int next = i + Character.charCount(character);
            if (ASIDE.contains(character)) {
                i = next;
                continue;
            }
            boolean asciiWord = character < 128 && Character.isLetterOrDigit(character);
            boolean strayPercent = character == '%' && !isEscape(text, i);
            if (asciiWord || (LEGAL.indexOf(character) >= 0 && !strayPercent)) {
                escaped.appendCodePoint(character);
            } else {
                for (byte octet : text.substring(i, next).getBytes(StandardCharsets.UTF_8)) {
                    escaped.append("%%%02X".formatted(octet & 0xff));
                }
            }
            i = next;
        }
        return escaped.toString();
    }

    static boolean isEscape(String text, int at) {
        return at + 2 < text.length()
                && Character.digit(text.charAt(at + 1), 16) >= 0
                && Character.digit(text.charAt(at + 2), 16) >= 0;
    }
}
