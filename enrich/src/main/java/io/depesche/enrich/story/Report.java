package io.depesche.enrich.story;

import java.util.List;

/**
 * What stories read of an article.
 *
 * @param id the article's id
 * @param outlet the outlet's id, empty where it is not known
 * @param language BCP 47 tag of its text
 * @param published milliseconds since 1970, UTC
 * @param headline the headline
 * @param text lead and body, paragraphs parted by a blank line or a line's end
 * @param things what it names
 */
public record Report(
        String id,
        String outlet,
        String language,
        long published,
        String headline,
        String text,
        List<NamedThing> things) {

    /**
     * One entity of a report.
     *
     * @param id the same in all languages
     * @param place whether it is a place, of which many reports name the same
     * @param mentions how often it is named, those in the headline counted twice
     */
    public record NamedThing(String id, boolean place, int mentions) {}

    public Report {
        things = List.copyOf(things);
    }
}
