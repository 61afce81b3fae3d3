package io.depesche.cli;

import static io.depesche.cli.CommandLineRun.depesche;
import static org.assertj.core.api.Assertions.assertThat;

import io.depesche.cli.newsroom.Expectation;
import io.depesche.cli.newsroom.Newsroom;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The demo as a newcomer runs it, in this JVM; every article is checked by name. */
class DemoIT {

    @Test
    void everyArticleOfTheNewsroomEndsAsItShould() {
        CommandLineRun run = depesche("", "demo", "--once");

        List<String> summary = run.outLines().stream()
                .dropWhile(line -> !line.equals("What became of each article"))
                .toList();
        try (Newsroom newsroom = Newsroom.open(Clock.systemUTC())) {
            for (Expectation expected : newsroom.expectations()) {
                String start = expected.headline()
                        .substring(0, Math.min(50, expected.headline().length()));
                assertThat(summary)
                        .as("%s: %s", expected.outlet(), expected.headline())
                        .anySatisfy(line -> assertThat(line).startsWith("    ✓ " + start));
            }
            int articles = newsroom.expectations().size();
            assertThat(summary).anySatisfy(line -> assertThat(line)
                    .startsWith("%d articles, %d as expected".formatted(articles, articles))
                    .contains("1 revisions, 1 dead letters"));
        }
        assertThat(summary).anySatisfy(line -> assertThat(line).contains("planted-by-demo (undecodable)"));
        assertThat(run.status()).isZero();
    }
}
