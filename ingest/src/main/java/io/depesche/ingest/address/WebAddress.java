package io.depesche.ingest.address;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads addresses as they stand in feeds, pages and headers, the way browsers do (WHATWG URL): white space around them and line
 * breaks in them are nothing, a backslash is a slash, slashes after the scheme may be too few or too many. What comes out is
 * absolute, http or https, names a host, holds no credentials, no dot segments and no fragment; characters that do not belong
 * into an address (RFC 3986) are percent-encoded, and a host in another script is in its ASCII form.
 *
 * <p>Stricter than browsers, addresses with credentials and hosts that are numbers but no dotted quad are refused: they serve to
 * mislead.
 */
public final class WebAddress {

    /** Longer addresses are refused: browsers and servers agree on about this much. */
    public static final int MAX_LENGTH = 2_000;

    private static final int MAX_HOST = 253;
    private static final int MAX_LABEL = 63;
    private static final String LEGAL_IN_PATHS = "-._~:/@!$&'()*+,;=";
    /** Without the apostrophe, which browsers encode in queries only. */
    private static final String LEGAL_IN_QUERIES = "-._~:/?[]@!$&()*+,;=";

    private static final Pattern DOTTED_QUAD = Pattern.compile("(0|[1-9]\\d{0,2})(\\.(0|[1-9]\\d{0,2})){3}");
    private static final Pattern PORT = Pattern.compile("0{0,1000}+(\\d{0,5})");
    /** What people and other scripts write for a dot between labels. */
    private static final Pattern DOTS = Pattern.compile("[\u3002\uff0e\uff61]");
    /** Soft hyphens and the like, which names do not have. */
    private static final Pattern UNSEEN = Pattern.compile("[\u00ad\u200b\u2060\ufeff]");

    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private WebAddress() {}

    /** Reads an absolute address. */
    public static URI parse(String text) throws RefusedAddress {
        return parse(text, Optional.empty());
    }

    /** Reads an address that may be relative to {@code base}. */
    public static URI parse(String text, URI base) throws RefusedAddress {
        return parse(text, Optional.of(base));
    }

    private static URI parse(String text, Optional<URI> base) throws RefusedAddress {
        String plain = stripped(text);
        if (plain.length() > MAX_LENGTH) {
            throw new RefusedAddress("is longer than %d characters".formatted(MAX_LENGTH));
        }
        int colon = endOfScheme(plain);
        if (colon < 0) {
            return resolved(
                    plain,
                    check(base.orElseThrow(
                            () -> new RefusedAddress(plain.isEmpty() ? "is empty" : "is neither http nor https"))));
        }
        String scheme = plain.substring(0, colon).toLowerCase(Locale.ROOT);
        if (!isWeb(scheme)) {
            throw new RefusedAddress("is neither http nor https");
        }
        String rest = plain.substring(colon + 1);
        boolean relative =
                base.filter(known -> scheme.equalsIgnoreCase(known.getScheme())).isPresent() && slashes(rest) < 2;
        return relative ? resolved(rest, check(base.get())) : absolute(scheme, rest.substring(slashes(rest)));
    }

    /** Checks an address that is a {@link URI} already. */
    public static URI check(URI address) throws RefusedAddress {
        if (!isWeb(String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT))) {
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
        checkNumber(host);
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

    static boolean isEscape(String text, int at) {
        return at + 2 < text.length()
                && Character.digit(text.charAt(at + 1), 16) >= 0
                && Character.digit(text.charAt(at + 2), 16) >= 0;
    }

    /** The path without {@code .} and {@code ..} (RFC 3986, section 5.2.4), also where their dots are escaped. */
    static String withoutDotSegments(String path) {
        Deque<String> kept = new ArrayDeque<>();
        String[] segments = path.split("/", -1);
        for (int i = 1; i < segments.length; i++) {
            boolean last = i == segments.length - 1;
            String segment = segments[i].length() > 6 ? segments[i] : segments[i].replaceAll("%2[eE]", ".");
            switch (segment) {
                case "." -> {
                    if (last) {
                        kept.addLast("");
                    }
                }
                case ".." -> {
                    kept.pollLast();
                    if (last) {
                        kept.addLast("");
                    }
                }
                default -> kept.addLast(segments[i]);
            }
        }
        return "/" + String.join("/", kept);
    }

    private static boolean isWeb(String scheme) {
        return scheme.equals("http") || scheme.equals("https");
    }

    /** Without white space at the ends, without tabs and line breaks anywhere. */
    private static String stripped(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isAside(text.charAt(start))) {
            start++;
        }
        while (end > start && isAside(text.charAt(end - 1))) {
            end--;
        }
        StringBuilder plain = new StringBuilder(Math.min(end - start, MAX_LENGTH + 1));
        for (int i = start; i < end && plain.length() <= MAX_LENGTH; i++) {
            char character = text.charAt(i);
            if (character != '\t' && character != '\n' && character != '\r') {
                plain.append(character);
            }
        }
        return plain.toString();
    }

    private static boolean isAside(char character) {
        return character <= ' '
                || character == '\u00a0'
                || character == '\ufeff'
                || character == '\u200b'
                || Character.isWhitespace(character);
    }

    private static int endOfScheme(String text) {
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character == ':') {
                return i == 0 ? -1 : i;
            }
            boolean letter = (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z');
            boolean other = (character >= '0' && character <= '9') || "+-.".indexOf(character) >= 0;
            if (!letter && (i == 0 || !other)) {
                return -1;
            }
        }
        return -1;
    }

    private static int slashes(String text) {
        int count = 0;
        while (count < text.length() && isSlash(text.charAt(count))) {
            count++;
        }
        return count;
    }

    private static boolean isSlash(char character) {
        return character == '/' || character == '\\';
    }

    /** Reads what comes after the scheme and its slashes. */
    private static URI absolute(String scheme, String text) throws RefusedAddress {
        int end = 0;
        while (end < text.length() && !isSlash(text.charAt(end)) && "?#".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return built(scheme + "://" + authority(text.substring(0, end)), text.substring(end), "/");
    }

    private static URI resolved(String text, URI base) throws RefusedAddress {
        int slashes = slashes(text);
        if (slashes >= 2) {
            return absolute(base.getScheme().toLowerCase(Locale.ROOT), text.substring(slashes));
        }
        String path =
                Optional.of(base.getRawPath()).filter(own -> !own.isEmpty()).orElse("/");
        if (text.isEmpty() || text.charAt(0) == '#') {
            String query = base.getRawQuery() == null ? "" : "?" + base.getRawQuery();
            return built(origin(base), query, path);
        }
        if (text.charAt(0) == '?') {
            return built(origin(base), text, path);
        }
        return built(origin(base), text, slashes == 1 ? "" : path.substring(0, path.lastIndexOf('/') + 1));
    }

    /**
     * Puts an address together.
     *
     * @param rest path, query and fragment as written
     * @param before what of a base's path comes before it
     */
    private static URI built(String origin, String rest, String before) throws RefusedAddress {
        int fragment = rest.indexOf('#');
        String plain = fragment < 0 ? rest : rest.substring(0, fragment);
        int mark = plain.indexOf('?');
        String path = before
                + escaped(plain.substring(0, mark < 0 ? plain.length() : mark).replace('\\', '/'), LEGAL_IN_PATHS);
        // An absolute address brings its own slash.
        String whole = withoutDotSegments(path.startsWith("//") && before.equals("/") ? path.substring(1) : path);
        String query = mark < 0 ? "" : "?" + escaped(plain.substring(mark + 1), LEGAL_IN_QUERIES);
        try {
            return check(new URI(origin + whole + query));
        } catch (URISyntaxException e) {
            throw new RefusedAddress("is malformed");
        }
    }

    private static String authority(String text) throws RefusedAddress {
        if (text.indexOf('@') >= 0) {
            throw new RefusedAddress("holds credentials");
        }
        int colon = text.lastIndexOf(':');
        boolean ported = colon >= 0 && colon > text.lastIndexOf(']');
        String host = host(ported ? text.substring(0, colon) : text);
        if (host.isEmpty()) {
            throw new RefusedAddress("names no host");
        }
        String port = ported ? text.substring(colon + 1) : "";
        var digits = PORT.matcher(port);
        if (!digits.matches() || (!port.isEmpty() && digits.group(1).isEmpty())) {
            throw new RefusedAddress("has no usable port");
        }
        return port.isEmpty() ? host : host + ":" + digits.group(1);
    }

    private static String host(String text) throws RefusedAddress {
        if (text.startsWith("[")) {
            return text.toLowerCase(Locale.ROOT);
        }
        String unescaped = text.indexOf('%') < 0 ? text : percentDecoded(text);
        String host = isAscii(unescaped) ? unescaped.toLowerCase(Locale.ROOT) : ascii(unescaped);
        if (host.length() > MAX_HOST) {
            throw new RefusedAddress("has a host of more than %d characters".formatted(MAX_HOST));
        }
        checkNumber(host);
        if (!host.chars().allMatch(WebAddress::isOfAName)) {
            throw new RefusedAddress("names a host that is no name");
        }
        return host;
    }

    private static boolean isOfAName(int character) {
        return (character >= 'a' && character <= 'z')
                || (character >= '0' && character <= '9')
                || character == '-'
                || character == '.';
    }

    /** Near enough to UTS #46 for names that are registered: compatibility forms, lower case, then Punycode. */
    private static String ascii(String text) throws RefusedAddress {
        String folded =
                UNSEEN.matcher(Normalizer.normalize(text, Normalizer.Form.NFKC)).replaceAll("");
        String lower = Normalizer.normalize(folded.toLowerCase(Locale.ROOT), Normalizer.Form.NFC);
        String[] labels = DOTS.matcher(lower).replaceAll(".").split("\\.", -1);
        for (int i = 0; i < labels.length; i++) {
            if (labels[i].length() > MAX_LABEL || labels[i].codePoints().anyMatch(point -> !isOfALabel(point))) {
                throw new RefusedAddress("names a host that is no name");
            }
            if (!isAscii(labels[i])) {
                labels[i] = "xn--" + Punycode.encode(labels[i]);
            }
        }
        return String.join(".", labels);
    }

    private static boolean isOfALabel(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.PRIVATE_USE,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> point == '\u200c' || point == '\u200d';
            default -> point != 0xFFFD;
        };
    }

    private static void checkNumber(String host) throws RefusedAddress {
        if (host.isEmpty()) {
            return;
        }
        String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        String lastLabel = name.substring(name.lastIndexOf('.') + 1);
        boolean number = !lastLabel.isEmpty() && lastLabel.charAt(0) >= '0' && lastLabel.charAt(0) <= '9';
        if (number && !isDottedQuad(name)) {
            throw new RefusedAddress("spells its host as a number");
        }
    }

    private static boolean isDottedQuad(String host) {
        return DOTTED_QUAD.matcher(host).matches()
                && Pattern.compile("\\.").splitAsStream(host).allMatch(part -> Integer.parseInt(part) < 256);
    }

    private static String percentDecoded(String text) {
        byte[] octets = new byte[text.length() * 3];
        int length = 0;
        for (int i = 0; i < text.length(); ) {
            if (text.charAt(i) == '%' && isEscape(text, i)) {
                octets[length++] = (byte) HexFormat.fromHexDigits(text, i + 1, i + 3);
                i += 3;
                continue;
            }
            int next = text.offsetByCodePoints(i, 1);
            for (byte octet : text.substring(i, next).getBytes(StandardCharsets.UTF_8)) {
                octets[length++] = octet;
            }
            i = next;
        }
        return new String(octets, 0, length, StandardCharsets.UTF_8);
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(character -> character < 128);
    }

    private static String escaped(String text, String legal) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); ) {
            int character = text.codePointAt(i);
            int next = i + Character.charCount(character);
            boolean asciiWord = character < 128 && Character.isLetterOrDigit(character);
            if (asciiWord || legal.indexOf(character) >= 0 || (character == '%' && isEscape(text, i))) {
                escaped.appendCodePoint(character);
            } else {
                boolean half = character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE;
                for (byte octet : (half ? "\uFFFD" : text.substring(i, next)).getBytes(StandardCharsets.UTF_8)) {
                    escaped.append('%');
                    HEX.toHexDigits(escaped, octet);
                }
            }
            i = next;
        }
        return escaped.toString();
    }
}
