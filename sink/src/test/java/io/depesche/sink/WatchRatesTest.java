package io.depesche.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Which watchlists are told to fire too often. */
class WatchRatesTest {

    @Test
    void tellsThoseThatFireInEveryFifthArticleOfAThousand() {
        WatchRates rates = new WatchRates();
        for (int article = 1; article < WatchRates.ARTICLES; article++) {
            assertThat(rates.count(article % 5 == 0 ? List.of("all", "fifth") : List.of("all")))
                    .isEmpty();
        }

        assertThat(rates.count(List.of("fifth")))
                .containsExactly(new WatchRates.Busy("all", 0.999), new WatchRates.Busy("fifth", 0.2));
        assertThat(rates.count(List.of("all"))).isEmpty();
    }
}
