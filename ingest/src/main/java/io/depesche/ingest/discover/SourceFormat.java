package io.depesche.ingest.discover;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** What an answer is by its first bytes. Media types lie too often to go by. */
enum SourceFormat {
    /** RSS, RDF or Atom. */
    FEED,
    /** JSON, which among sources is JSON Feed. */
    JSON,
    /** A sitemap or an index of them, perhaps compressed. */
    SITEMAP,
    /** HTML. */
    PAGE,
    /** Something else, such as a list of addresses. */
    OTHER;

    private static final int START = 4_096;

    static SourceFormat of(byte[] body) {
        if (body.length > 2 && (body[0] & 0xff) == 0x1f && (body[1] & 0xff) == 0x8b) {
            return SITEMAP;
        }
        // Zeros out, so that UTF-16 can be read as well.
        String start = new String(body, 0, Math.min(body.length, START), StandardCharsets.ISO_8859_1)
                .replace("\0", "")
                .toLowerCase(Locale.ROOT);
        int first = 0;
        while (first < start.length() && !isStart(start.charAt(first))) {
            first++;
        }
        String text = start.substring(first);
        if (text.startsWith("{")) {
            return JSON;
        }
        if (text.contains("<urlset") || text.contains("<sitemapindex") || text.contains(":urlset")) {
            return SITEMAP;
        }
        if (text.contains("<rss") || text.contains("<feed") || text.contains("<rdf:rdf") || text.contains("<channel")) {
            return FEED;
        }
        return text.contains("<html")
                        || text.contains("<!doctype html")
                        || text.contains("<body")
                        || text.contains("<a ")
                ? PAGE
                : OTHER;
    }

    private static boolean isStart(char character) {
        return character == '<' || character == '{' || (character < 128 && Character.isLetterOrDigit(character));
    }
}
