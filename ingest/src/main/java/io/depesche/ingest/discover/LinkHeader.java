package io.depesche.ingest.discover;

import io.depesche.ingest.address.RefusedAddress;
import io.depesche.ingest.address.WebAddress;
import io.depesche.ingest.fetch.Answer;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The links in the {@code Link} headers of an answer (RFC 8288), such as {@code <https://hub.example/>; rel="hub"}. What is malformed ends
 * its header: links before it count.
 */
final class LinkHeader {

    /** No page needs more. */
    private static final int MAX_LINKS = 100;

    private record Link(String target, List<String> relations) {}

    private final String text;
    private int at;

    private LinkHeader(String text) {
        this.text = text;
    }

    /** The first usable link with that relation; {@code relation} in lower case. */
    static Optional<URI> find(Answer answer, String relation) {
        return answer.headers("link").stream()
                .flatMap(header -> new LinkHeader(header).links().stream())
                .filter(link -> link.relations().contains(relation))
                .flatMap(link -> usable(link.target(), answer.address()).stream())
                .findFirst();
    }

    /** An address to be asked as it is written, if it may be. */
    private static Optional<URI> usable(String target, URI base) {
        try {
            return target.isBlank() ? Optional.empty() : Optional.of(WebAddress.parse(target, base));
        } catch (RefusedAddress e) {
            return Optional.empty();
        }
    }

    private List<Link> links() {
        List<Link> links = new ArrayList<>();
        while (links.size() < MAX_LINKS) {
            skip(" \t,");
            int end = text.indexOf('>', at);
            if (!take('<') || end < 0) {
                return links;
            }
            String target = text.substring(at, end).strip();
            at = end + 1;
            links.add(new Link(target, relations()));
        }
        return links;
    }

    /** Reads the parameters up to the next link. Only the first {@code rel} counts, and none where the link is another page's. */
    private List<String> relations() {
        Optional<String> relations = Optional.empty();
        boolean elsewhere = false;
        skip(" \t");
        while (take(';')) {
            skip(" \t");
            String name = upTo("=;, \t").toLowerCase(Locale.ROOT);
            skip(" \t");
            String value = take('=') ? value() : "";
            relations = name.equals("rel") ? relations.or(() -> Optional.of(value)) : relations;
            elsewhere |= name.equals("anchor");
            skip(" \t");
        }
        return elsewhere
                ? List.of()
                : relations
                        .map(list ->
                                List.of(list.toLowerCase(Locale.ROOT).strip().split("\\s+")))
                        .orElse(List.of());
    }

    private String value() {
        skip(" \t");
        if (!take('"')) {
            return upTo(";, \t");
        }
        StringBuilder value = new StringBuilder();
        while (at < text.length() && text.charAt(at) != '"') {
            at += text.charAt(at) == '\\' && at + 1 < text.length() ? 1 : 0;
            value.append(text.charAt(at));
            at++;
        }
        at++;
        return value.toString();
    }

    private String upTo(String ends) {
        int start = at;
        while (at < text.length() && ends.indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return text.substring(start, at);
    }

    private void skip(String characters) {
        while (at < text.length() && characters.indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private boolean take(char wanted) {
        boolean there = at < text.length() && text.charAt(at) == wanted;
        at += there ? 1 : 0;
        return there;
    }
}
