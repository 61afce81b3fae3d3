package io.depesche.ingest.crawl;

import io.depesche.ingest.extract.ArticleParts;
import io.depesche.ingest.extract.ExtractedPage;
import io.depesche.ingest.extract.Extraction;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The parts of an article that were read so far.
 *
 * @param headline the headline of the first
 * @param text the text of all of them
 * @param further where the parts behind the first stand
 * @param next where the next one stands
 * @param trouble why the next one could not be read
 */
record Parts(String headline, String text, List<URI> further, Optional<URI> next, Optional<Reading.Trouble> trouble) {

    /** Further parts of an article, at most. */
    static final int MOST = 20;

    static Parts of(ExtractedPage first) {
        Extraction extraction = first.extraction();
        return new Parts(
                extraction.headline(),
                extraction.body(),
                List.of(),
                first.parts().next(),
                Optional.empty());
    }

    /** With the page at {@code next}. What is no part of the article, or has nothing new, ends it. */
    Parts with(URI address, ExtractedPage page) {
        String longer = ArticleParts.belongs(headline, page.extraction())
                ? ArticleParts.joined(text, page.extraction().body())
                : text;
        if (longer.equals(text)) {
            return ended();
        }
        List<URI> read = Stream.concat(further.stream(), Stream.of(address)).toList();
        Optional<URI> behind = page.parts().next().filter(link -> read.size() < MOST && !read.contains(link));
        return new Parts(headline, longer, read, behind, Optional.empty());
    }

    /** With the page that has the whole article, if it is that; then nothing is missing. */
    Optional<Parts> whole(URI address, ExtractedPage page) {
        String whole = page.extraction().body();
        return whole.length() > text.length() && ArticleParts.belongs(headline, page.extraction())
                ? Optional.of(new Parts(headline, whole, List.of(address), Optional.empty(), Optional.empty()))
                : Optional.empty();
    }

    /** Without the page at {@code next}; where that holds no article, the article ended before. */
    Parts without(Reading.Trouble why) {
        return why.fate() == Fate.NO_ARTICLE ? ended() : new Parts(headline, text, further, next, Optional.of(why));
    }

    /** The same, without anything behind it. */
    Parts ended() {
        return new Parts(headline, text, further, Optional.empty(), Optional.empty());
    }
}
