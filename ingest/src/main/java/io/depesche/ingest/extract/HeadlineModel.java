package io.depesche.ingest.extract;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Optional;

/** Tells how likely each text that may be the headline of a page is its headline. */
final class HeadlineModel {

    private static final String RESOURCE = "headline.model";

    /** The model that ships with the code. */
    static final HeadlineModel SHIPPED = shipped();

    /** What it adds to the logarithm of the odds that a page which describes itself spreads a headline. */
    private static final float SPREAD = 2;

    private final TreeEnsemble trees;

    HeadlineModel(TreeEnsemble trees) {
        this.trees = trees;
    }

    private static HeadlineModel shipped() {
        try (InputStream in = Objects.requireNonNull(HeadlineModel.class.getResourceAsStream(RESOURCE), RESOURCE)) {
            return new HeadlineModel(TreeEnsemble.read(new DataInputStream(new BufferedInputStream(in))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The text that is most likely the headline; none where the page has no text that could be it. */
    Optional<HeadlineCandidate> choose(HeadlineCandidates page) {
        HeadlineFeatures features = new HeadlineFeatures(page);
        Optional<HeadlineCandidate> best = Optional.empty();
        float most = Float.NEGATIVE_INFINITY;
        for (HeadlineCandidate candidate : page.all()) {
            float score = score(page, candidate, features.row(candidate));
            if (score > most) {
                most = score;
                best = Optional.of(candidate);
            }
        }
        return best;
    }

    /** How likely the text is the headline, beside the others of its page. */
    float score(HeadlineCandidates page, HeadlineCandidate candidate, float[] row) {
        boolean spread =
                page.isDescribed() && page.spread().filter(candidate::equals).isPresent();
        return trees.score(row) + (spread ? SPREAD : 0);
    }
}
