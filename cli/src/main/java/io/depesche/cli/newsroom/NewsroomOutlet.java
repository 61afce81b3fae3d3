package io.depesche.cli.newsroom;

import java.net.URI;
import java.util.List;

/**
 * One outlet of the newsroom, in the words of the outlets file.
 *
 * @param id {@code [a-z0-9-]}, stable
 * @param language BCP 47, what the outlet declares
 * @param country ISO 3166-1, two letters
 * @param base scheme, host and port under which everything of the outlet is served; no path
 * @param feeds RSS or Atom
 * @param sitemaps news sitemaps
 * @param pages index pages
 */
public record NewsroomOutlet(
        String id,
        String name,
        String language,
        String country,
        URI base,
        List<URI> feeds,
        List<URI> sitemaps,
        List<URI> pages) {}
