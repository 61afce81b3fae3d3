package io.depesche.ingest.frontier;

import io.depesche.ingest.address.Site;
import io.depesche.ingest.extract.SeenBlock;
import io.depesche.ingest.extract.SiteTemplate;
import io.depesche.ingest.extract.TemplateLearner;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the articles of each outlet have in common on each site. Templates lie in the store and are written when they change, which is
 * seldom; the last articles, by which they are learned, are kept in memory only, and are gathered anew by whoever takes over.
 */
final class Templates {

    /** Sites whose last articles are kept; of others the template is known and learning starts again. */
    private static final int SITES = 250;

    private record Place(String outlet, Site site) {}

    private final CrawlStore store;
    private final Map<Place, TemplateLearner> learners = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Place, TemplateLearner> eldest) {
            return size() > SITES;
        }
    };

    Templates(CrawlStore store) {
        this.store = store;
    }

    /** What is known of the outlet's pages on the site of that address. */
    SiteTemplate of(String outlet, URI address) {
        return learner(new Place(outlet, Site.of(address))).template();
    }

    /**
     * Learns from an article.
     *
     * @param id the article's id, the same for all its revisions and addresses
     */
    void learn(String outlet, URI address, String id, List<SeenBlock> blocks) {
        Place place = new Place(outlet, Site.of(address));
        TemplateLearner learner = learner(place);
        if (learner.learn(id, blocks)) {
            store.remember(outlet, place.site(), learner.template());
        }
    }

    private TemplateLearner learner(Place place) {
        return learners.computeIfAbsent(
                place, unseen -> new TemplateLearner(store.template(unseen.outlet(), unseen.site())));
    }
}
