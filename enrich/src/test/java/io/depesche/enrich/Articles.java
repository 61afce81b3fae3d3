package io.depesche.enrich;

import io.depesche.contracts.ArticleIds;
import io.depesche.contracts.record.Access;
import io.depesche.contracts.record.FetchFacts;
import io.depesche.contracts.record.RawArticle;
import io.depesche.contracts.record.StatedTime;
import io.depesche.contracts.record.TimePrecision;
import io.depesche.contracts.record.TimeSource;
import java.time.Instant;

/** Articles for tests. */
public final class Articles {

    private Articles() {}

    /** A short German article of Friday, 14 March 2025, 08:00 in Berlin. */
    public static RawArticle.Builder anArticle() {
        String url = "https://beispielblatt.example/artikel/bruecke-wieder-offen";
        return RawArticle.newBuilder()
                .setId(ArticleIds.of(url))
                .setRevision(1)
                .setUrl(url)
                .setCanonicalUrl(url)
                .setOutlet("beispielblatt")
                .setOutletName("Beispielblatt")
                .setLanguageDeclared("de")
                .setHeadline("Neue Brücke in Hamburg ist offen")
                .setLead("Nach zwei Jahren Bauzeit rollt der Verkehr.")
                .setBody("Am Mittwoch hat Anna Schwarz die Brücke in Hamburg eröffnet.\n\n"
                        + "Die Hafenwerk Nord GmbH hatte sie in den vergangenen zwei Jahren gebaut.")
                .setPublished(new StatedTime(
                        Instant.parse("2025-03-14T07:00:00Z"),
                        "Europe/Berlin",
                        TimeSource.JSON_LD,
                        TimePrecision.SECOND))
                .setCrawled(Instant.parse("2025-03-14T07:30:00Z"))
                .setAccess(Access.OPEN)
                .setBodyHash("00")
                .setFetch(FetchFacts.newBuilder().setStatus(200).setBytes(1_000).build());
    }
}
