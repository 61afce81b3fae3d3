package io.depesche.ingest.extract;

import java.net.URI;
import java.util.Optional;
import org.jsoup.internal.StringUtil;

/** Makes whole addresses of those that a page has. */
record WebAddresses(URI page) {

    private static final int LONGEST = 4_000;

    /** The address the page means, if it is one on the web. */
    Optional<URI> absolute(String href) {
        if (href.isBlank() || href.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            URI absolute = URI.create(StringUtil.resolve(page.toString(), href.strip()));
            boolean web = "https".equals(absolute.getScheme()) || "http".equals(absolute.getScheme());
            return Optional.of(absolute).filter(uri -> web && uri.getHost() != null);
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }
}
