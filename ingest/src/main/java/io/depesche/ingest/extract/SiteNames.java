package io.depesche.ingest.extract;

import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Names that a page's site goes by, as letters alone: stated ones, and the labels of its host. */
record SiteNames(Set<String> names) {

    private static final List<String> STATED =
            List.of("og:site_name", "application-name", "apple-mobile-web-app-title", "publisher");

    static SiteNames of(JsonLd described, PageMetadata metadata, URI address) {
        Set<String> names = new LinkedHashSet<>();
        metadata.each(STATED).forEach(name -> names.add(PlainText.letters(name)));
        described.texts("publisher").forEach(name -> names.add(PlainText.letters(name)));
        String host = address.getHost() == null ? "" : address.getHost().toLowerCase(Locale.ROOT);
        String bare = host.startsWith("www.") ? host.substring(4) : host;
        names.add(PlainText.letters(bare));
        int dot = bare.lastIndexOf('.');
        names.add(PlainText.letters(dot > 0 ? bare.substring(bare.lastIndexOf('.', dot - 1) + 1, dot) : bare));
        names.remove("");
        return new SiteNames(names);
    }

    /** Whether the text is a name of the site, contains one or is the better part of one. */
    boolean isName(String text) {
        return isNameOf(PlainText.letters(text));
    }

    /** The same for the {@linkplain PlainText#letters letters} of a text. */
    boolean isNameOf(String letters) {
        return names.stream()
                .anyMatch(name -> (name.length() > 2 && letters.contains(name))
                        || (letters.length() > 2 && name.contains(letters)));
    }
}
