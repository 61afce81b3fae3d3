package io.depesche.ingest.outlets;

import static org.assertj.core.api.Assertions.assertThat;

import io.depesche.contracts.record.OutletDefinition;
import io.depesche.contracts.record.OutletOrigin;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutletRecordsTest {

    private static final String EVERYTHING =
            """
            outlets:
              - id: beispielblatt
                name: Beispielblatt
                language: de-AT
                country: AT
                homepage: https://beispielblatt.example/
                feeds: [https://beispielblatt.example/rss.xml]
                sitemaps: [https://beispielblatt.example/news.xml]
                pages: [https://beispielblatt.example/politik/]
                include: ["/artikel/**"]
                exclude: ["/artikel/werbung/**"]
                interval: PT2M
                maxInterval: PT30M
                minDelay: PT1.5S
                revisit: [PT1H, P1D]
                dailyQuota: 500
                honour: [tdmrep]
            """;

    @Test
    void surviveTheWayThroughTheTopic() {
        Outlet outlet = OutletsFile.parse("o", EVERYTHING).get(0);
        OutletDefinition definition = OutletRecords.definition(outlet, OutletOrigin.FILE);
        Outlet back = OutletRecords.outlet(definition);
        assertThat(OutletRecords.definition(back, OutletOrigin.FILE)).isEqualTo(definition);
        assertThat(back).usingRecursiveComparison().isEqualTo(outlet);
    }

    @Test
    void leaveOutWhatALaterVersionWrites() {
        OutletDefinition definition = OutletDefinition.newBuilder(OutletRecords.definition(
                        OutletsFile.parse("o", EVERYTHING).get(0), OutletOrigin.FILE))
                .setHonour(List.of("robots", "something-new"))
                .build();
        assertThat(OutletRecords.outlet(definition).honour()).hasSize(1);
    }
}
