package io.depesche.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.depesche.contracts.record.OutletDefinition;
import io.depesche.contracts.record.OutletOrigin;
import io.depesche.ingest.outlets.Outlet;
import io.depesche.ingest.outlets.OutletRecords;
import io.depesche.ingest.outlets.OutletsFile;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutletTableTest {

    @Test
    void columnsAreAsWideAsTheyHaveToBe() {
        List<Outlet> outlets = OutletsFile.parse(
                "test",
                """
                        outlets:
                          - { id: kurz, name: Ü, language: de, homepage: "https://kurz.example/" }
                          - id: sehr-langes-blatt
                            name: Sehr langes Blatt
                            language: en-GB
                            feeds: ["https://lang.example/a.xml", "https://lang.example/b.xml"]
                            pages: ["https://lang.example/"]
                            interval: PT90S
                        """);
        OutletDefinition first = OutletDefinition.newBuilder(
                        OutletRecords.definition(outlets.get(0), OutletOrigin.COMMAND))
                .setEnabled(false)
                .build();
        OutletDefinition second = OutletRecords.definition(outlets.get(1), OutletOrigin.FILE);

        assertThat(OutletTable.lines(List.of(first, second)))
                .containsExactly(
                        "id                 name               language  crawled  sources   from     interval",
                        "kurz               Ü                  de        no       homepage  command  PT5M",
                        "sehr-langes-blatt  Sehr langes Blatt  en-GB     yes      3         file     PT1M30S");
    }

    @Test
    void withoutOutletsThereIsTheHead() {
        assertThat(OutletTable.lines(List.of())).hasSize(1);
    }
}
