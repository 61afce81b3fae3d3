package io.depesche.cli.newsroom;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * What an outlet's {@code outlet.yaml} says of it.
 *
 * @param dateLine pattern of the visible date line, as {@link DateTimeFormatter} reads it
 * @param articlePath pattern of an article's path, with {@code {section}}, {@code {date}} and {@code {slug}}
 * @param feeds paths; each is served from the template of that name, and so are sitemaps
 * @param articles the slugs of the outlet's articles
 */
record Masthead(
        String name,
        String motto,
        String language,
        String country,
        String zone,
        String dateLine,
        String articlePath,
        List<String> feeds,
        List<String> sitemaps,
        List<String> pages,
        List<String> articles) {

    static Masthead of(String outlet) {
        String file = outlet + "/outlet.yaml";
        return NewsroomFiles.yaml(file, NewsroomFiles.text(file), Masthead.class);
    }

    ZoneId zoneId() {
        return ZoneId.of(zone);
    }

    DateTimeFormatter dateLineFormat() {
        return DateTimeFormatter.ofPattern(
                        dateLine,
                        new Locale.Builder()
                                .setLanguage(language)
                                .setRegion(country)
                                .build())
                .withZone(zoneId());
    }
}
