package io.depesche.enrich.story;

/**
 * The sums of the vectors of a story's reports.
 *
 * @param words of all words
 * @param lead of headlines and beginnings
 * @param places of the places named
 * @param things of what else is named
 * @param common of the terms that all languages share
 */
record Centroids(Centroid words, Centroid lead, Centroid places, Centroid things, Centroid common) {

    /** Of no report. */
    static Centroids empty() {
        return new Centroids(new Centroid(), new Centroid(), new Centroid(), new Centroid(), new Centroid());
    }

    void add(Vectors report) {
        words.add(report.words());
        lead.add(report.lead());
        places.add(report.places());
        things.add(report.things());
        common.add(report.common());
    }

    void remove(Vectors report) {
        words.remove(report.words());
        lead.remove(report.lead());
        places.remove(report.places());
        things.remove(report.things());
        common.remove(report.common());
    }

    /** The story read as if it were one report. */
    Vectors strongest() {
        return new Vectors(
                words.strongest(ReportReader.WORDS),
                lead.strongest(ReportReader.LEAD),
                places.strongest(ReportReader.THINGS),
                things.strongest(ReportReader.THINGS),
                common.strongest(ReportReader.COMMON));
    }
}
