package io.depesche.ingest.address;

import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Takes from a normalised address all that variants of one page differ in. */
final class Identity {

    private static final List<String> HOST_VARIANTS = List.of("www.", "m.", "mobil.", "mobile.", "amp.");
    private static final Set<String> DIRECTORY_PAGES =
            Set.of("index.html", "index.htm", "index.php", "index.shtml", "index.jsp", "index.asp", "default.aspx");
    private static final Set<String> VARIANT_SEGMENTS =
            Set.of("amp", "amp.html", "print", "print.html", "drucken", "druckversion");
    private static final Set<String> VARIANT_PARAMETERS =
            Set.of("outputtype", "output", "view", "mode", "format", "layout");
    private static final Set<String> VARIANT_SWITCHES = Set.of("amp", "print", "druck", "drucken", "printview");
    private static final Set<String> VARIANT_VALUES = Set.of("amp", "print", "druck");
    private static final Set<String> SWITCHED_ON = Set.of("", "1", "true", "yes");
    private static final Set<String> SESSIONS =
            Set.of("jsessionid", "phpsessid", "sessionid", "session_id", "cfid", "cftoken", "aspsessionid", "zenid");
    private static final Set<String> REFERRERS =
            Set.of("ref", "referrer", "referer", "src", "source", "from", "via", "share", "shared", "social", "rss");
    private static final Pattern SESSION_SEGMENT =
            Pattern.compile(";(?:jsessionid|phpsessid|sid)=[^/;]*+", Pattern.CASE_INSENSITIVE);
    private static final Pattern HASH = Pattern.compile("[0-9a-fA-F]{32}");
    private static final Pattern SLASHES = Pattern.compile("/{2,}+");
    /** {@code /c/s/host/path}: a page, asked by https, from a cache; {@code /amp/s/host/path} the same from a search engine. */
    private static final Pattern CACHED = Pattern.compile("/(?:[cv]|amp)/(?:s/)?([^/]+\\.[^/]+)(/.*+)?");

    private Identity() {}

    static URI of(URI normalised) {
        URI address = normalised;
        String plainer = plainer(address);
        // What is taken away may bare more of the same, and never adds anything: this ends.
        while (!plainer.equals(address.toString())) {
            address = CanonicalAddress.normalised(URI.create(plainer));
            plainer = plainer(address);
        }
        return address;
    }

    private static String plainer(URI address) {
        return cached(address)
                .map(URI::toString)
                .orElseGet(() -> "https://" + host(address) + path(address.getRawPath())
                        + query(Optional.ofNullable(address.getRawQuery()).orElse("")));
    }

    /** What a cache of AMP pages has a copy of. */
    private static Optional<URI> cached(URI address) {
        String host = WebAddress.hostOf(address);
        boolean cache = host.endsWith(".cdn.ampproject.org")
                || ((host.startsWith("www.google.") || host.startsWith("google."))
                        && address.getRawPath().startsWith("/amp/"));
        Matcher copy = CACHED.matcher(address.getRawPath());
        if (!cache || !copy.matches()) {
            return Optional.empty();
        }
        String path = Optional.ofNullable(copy.group(2)).orElse("/");
        String query = address.getRawQuery() == null ? "" : "?" + address.getRawQuery();
        try {
            return Optional.of(
                    CanonicalAddress.normalised(WebAddress.parse("https://" + copy.group(1) + path + query)));
        } catch (RefusedAddress e) {
            return Optional.empty();
        }
    }

    private static String host(URI address) {
        String host = WebAddress.hostOf(address);
        if (address.getPort() == 80 || address.getPort() == 443) {
            host = String.valueOf(address.getHost()).toLowerCase(Locale.ROOT);
        }
        boolean shorter = true;
        while (shorter) {
            shorter = false;
            for (String variant : HOST_VARIANTS) {
                // Not into the public suffix: www.de is a name, de is none.
                if (host.startsWith(variant)
                        && host.indexOf('.', variant.length()) > 0
                        && Site.ofHost(host).equals(Site.ofHost(host.substring(variant.length())))) {
                    host = host.substring(variant.length());
                    shorter = true;
                }
            }
        }
        return host;
    }

    private static String path(String path) {
        String plain =
                path.indexOf(';') < 0 ? path : SESSION_SEGMENT.matcher(path).replaceAll("");
        String single = plain.contains("//") ? SLASHES.matcher(plain).replaceAll("/") : plain;
        List<String> segments =
                new ArrayList<>(Arrays.asList(single.substring(1).split("/")));
        while (segments.size() > 1 && segments.get(0).equalsIgnoreCase("amp")) {
            segments.remove(0);
        }
        boolean shorter = true;
        while (shorter && !segments.isEmpty()) {
            int at = segments.size() - 1;
            String last = segments.get(at).toLowerCase(Locale.ROOT);
            if (DIRECTORY_PAGES.contains(last) || (at > 0 && VARIANT_SEGMENTS.contains(last)) || last.isEmpty()) {
                segments.remove(at);
            } else if (last.endsWith(".amp") && last.length() > 4) {
                segments.set(at, segments.get(at).substring(0, last.length() - 4));
            } else if (last.endsWith(".amp.html") && last.length() > 9) {
                segments.set(at, segments.get(at).substring(0, last.length() - 9) + ".html");
            } else {
                shorter = false;
            }
        }
        return "/" + String.join("/", segments);
    }

    private static String query(String query) {
        if (query.isEmpty()) {
            return "";
        }
        String kept = Arrays.stream(query.split("&"))
                .filter(parameter -> !parameter.isEmpty() && !isVariant(parameter))
                .distinct()
                .sorted()
                .collect(Collectors.joining("&"));
        return kept.isEmpty() ? "" : "?" + kept;
    }

    /** Whether a parameter chooses how the page is shown or says where the reader comes from, not what is shown. */
    private static boolean isVariant(String parameter) {
        String[] pair = parameter.split("=", 2);
        String name = pair[0].toLowerCase(Locale.ROOT);
        String value = pair.length == 1 ? "" : pair[1].toLowerCase(Locale.ROOT);
        return (VARIANT_PARAMETERS.contains(name) && VARIANT_VALUES.contains(value))
                || (VARIANT_SWITCHES.contains(name) && (SWITCHED_ON.contains(value) || VARIANT_VALUES.contains(value)))
                || SESSIONS.contains(name)
                || name.startsWith("aspsessionid")
                || ((name.equals("sid") || name.equals("s") || name.equals("session"))
                        && HASH.matcher(value).matches())
                || (REFERRERS.contains(name) && value.chars().noneMatch(Character::isDigit))
                || name.isEmpty();
    }
}
