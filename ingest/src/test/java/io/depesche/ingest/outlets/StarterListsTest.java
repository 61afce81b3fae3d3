package io.depesche.ingest.outlets;

import static org.assertj.core.api.Assertions.assertThat;

import io.depesche.ingest.discover.Source;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The lists of outlets that a user can begin with. */
class StarterListsTest {

    private static final List<Outlet> GERMAN = list("de");
    private static final List<Outlet> ENGLISH = list("en");

    private static List<Outlet> list(String language) {
        return OutletsFile.read(Path.of("..", "outlets", language + ".yaml"));
    }

    @Test
    void thereAreAtLeastFiftyGermanAndThirtyEnglishOutlets() {
        assertThat(GERMAN).hasSizeGreaterThanOrEqualTo(50).allMatch(outlet -> outlet.language()
                .equals("de"));
        assertThat(ENGLISH).hasSizeGreaterThanOrEqualTo(30).allMatch(outlet -> outlet.language()
                .equals("en"));
    }

    @Test
    void bothListsCanBeUsedTogether() {
        assertThat(both().map(Outlet::id)).doesNotHaveDuplicates();
        assertThat(both().flatMap(outlet -> Source.of(outlet).stream()).map(Source::address))
                .doesNotHaveDuplicates();
    }

    @Test
    void everyOutletNamesItsCountryItsHomepageAndASource() {
        assertThat(both()).allSatisfy(outlet -> {
            assertThat(outlet.country()).isPresent();
            assertThat(outlet.homepage()).isPresent();
            assertThat(outlet.feeds().size() + outlet.sitemaps().size()).isPositive();
        });
    }

    private static Stream<Outlet> both() {
        return Stream.of(GERMAN, ENGLISH).flatMap(List::stream);
    }
}
