package io.depesche.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import io.depesche.contracts.record.EntityType;
import io.depesche.contracts.record.ListedEntity;
import io.depesche.enrich.step.entity.EntityList;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class EntityListFileTest {

    private static EntityListFile read(String csv) throws IOException {
        return EntityListFile.read(new StringReader(csv));
    }

    @Test
    void readsIdTypeNameAndAliases() throws IOException {
        EntityListFile file = read(
                """
                id,type,name,alias
                acme:1,organization,"Solarwerk Nord, GmbH",Solarwerk,"S""N"
                acme:2,PERSON,Anna Schwarz

                """);

        assertThat(file.problems()).isEmpty();
        assertThat(file.entities())
                .containsExactly(
                        new ListedEntity(
                                "acme:1",
                                EntityType.ORGANIZATION,
                                "Solarwerk Nord, GmbH",
                                List.of("Solarwerk", "S\"N")),
                        new ListedEntity("acme:2", EntityType.PERSON, "Anna Schwarz", List.of()));
    }

    @Test
    void tellsEachBadRowByItsNumberAndReadsTheOthers() throws IOException {
        EntityListFile file = read(String.join(
                "\n",
                "a,ORGANIZATION,Alpha",
                "b,COMPANY,Beta",
                "c,PERSON",
                "a b,PERSON,Gamma",
                "d,PERSON,x",
                "a,PERSON,Delta",
                "e,PERSON," + "E".repeat(201),
                "f,PRODUCT,Zeta"));

        assertThat(file.entities()).extracting(ListedEntity::getId).containsExactly("a", "f");
        assertThat(file.problems())
                .hasSize(6)
                .allSatisfy(problem -> assertThat(problem).doesNotContain("\n"))
                .satisfies(problems -> {
                    assertThat(problems.get(0)).startsWith("row 2: type 'COMPANY' is none of [PERSON");
                    assertThat(problems.get(1)).isEqualTo("row 3: 2 columns; expected id,type,name,alias,...");
                    assertThat(problems.get(2)).isEqualTo("row 4: id 'a b' is empty or has white space");
                    assertThat(problems.get(3)).contains("row 5").contains("fewer than two letters");
                    assertThat(problems.get(4)).isEqualTo("row 6: id a stands in row 1 already");
                    assertThat(problems.get(5)).contains("row 7").contains("more than 200 characters");
                });
    }

    @Test
    void aQuotationMarkThatIsNeverClosedEndsTheFile() throws IOException {
        EntityListFile file = read("a,PERSON,Anna Schwarz\nb,PERSON,\"Berta\nc,PERSON,Carla Weiss\n");

        assertThat(file.entities()).extracting(ListedEntity::getId).contains("a");
        assertThat(file.entities().size() + file.problems().size()).isBetween(2, 3);
    }

    @Test
    void aFileOfBadRowsIsNotAFloodOfLines() throws IOException {
        EntityListFile file =
                read(IntStream.range(0, 5_000).mapToObj(row -> "x").collect(Collectors.joining("\n")));

        assertThat(file.problems()).hasSize(101).last().isEqualTo("and 4900 more");
    }

    @Property(tries = 300)
    void whateverTheFileHoldsItIsReadOrTold(@ForAll String csv) throws IOException {
        EntityListFile file = read(csv);

        assertThat(file.entities())
                .allSatisfy(entity -> assertThat(EntityList.problemOf(entity)).isEmpty());
    }
}
