package io.depesche.ingest.rights;

import static org.assertj.core.api.Assertions.assertThat;

import io.depesche.contracts.record.RightsSignal;
import io.depesche.contracts.record.RightsStatement;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RightsPolicyTest {

    private static final Instant MET = Instant.parse("2025-03-14T07:00:00Z");
    private static final String PAGE = "https://blatt.example/artikel/1";
    private static final String FILE = "https://blatt.example" + TdmRules.PATH;
    private static final Set<RightsFamily> ALL = EnumSet.allOf(RightsFamily.class);

    private static RightsStatement stated(RightsSignal signal, String value, String evidence) {
        return new RightsStatement(signal, value, evidence, MET);
    }

    private static RightsPolicy.Outcome outcome(RightsStatement... statements) {
        return RightsPolicy.decide(List.of(statements), ALL).outcome();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "noindex | SKIP",
                "NoIndex, follow | SKIP",
                "none | SKIP",
                "nosnippet | METADATA_ONLY",
                "max-snippet:0 | METADATA_ONLY",
                "max-snippet: 0 | METADATA_ONLY",
                "noarchive | METADATA_ONLY",
                "index, follow, noai, noimageai | METADATA_ONLY",
                "unavailable_after: 2025-03-13 | METADATA_ONLY",
                "unavailable_after: 25 Jun 2010 15:00:00 PST | METADATA_ONLY",
                "unavailable_after: Friday, 25-Jun-10 15:00:00 GMT | METADATA_ONLY",
                "unavailable_after: Fri, 25 Jun 2010 15:00:00 GMT | METADATA_ONLY",
                "unavailable_after: 2025-03-14T06:59:59Z | METADATA_ONLY",
                "unavailable_after: 2025-03-14 | PUBLISH",
                "unavailable_after: Fri, 25 Jun 2055 15:00:00 GMT | PUBLISH",
                "unavailable_after: irgendwann | PUBLISH",
                "index, follow, max-snippet:-1, max-image-preview:large | PUBLISH",
                "max-snippet:0815 | PUBLISH",
                "all | PUBLISH",
                "noindexfoo | PUBLISH",
                "depesche: noai | METADATA_ONLY",
                "Depesche: noindex | SKIP",
                "otherbot: noindex, nofollow | PUBLISH",
                "googlebot: noindex, depesche: noai | METADATA_ONLY",
                "noai, otherbot: noindex | METADATA_ONLY",
                "otherbot: unavailable_after: 2010-01-01 | PUBLISH",
                "depesche: unavailable_after: 2010-01-01 | METADATA_ONLY",
                "thumbnail:5, noindex | SKIP",
                ", ,: | PUBLISH"
            })
    void obeysRobotsDirectives(String directives, RightsPolicy.Outcome outcome) {
        assertThat(outcome(stated(RightsSignal.ROBOTS_META, directives, PAGE))).isEqualTo(outcome);
        assertThat(outcome(stated(RightsSignal.X_ROBOTS_TAG, directives, Rights.ROBOTS_HEADER)))
                .isEqualTo(outcome);
    }

    @Test
    void doesNotJudgeATimeWithoutKnowingWhenItWasMet() {
        RightsStatement old =
                new RightsStatement(RightsSignal.ROBOTS_META, "unavailable_after: 2010-01-01", PAGE, null);
        assertThat(outcome(old)).isEqualTo(RightsPolicy.Outcome.PUBLISH);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "search=yes, ai-train=no | PUBLISH",
                "ai-train=no | PUBLISH",
                "search=no | METADATA_ONLY",
                "ai-train=no, AI-Input = No | METADATA_ONLY",
                "search=nothing | PUBLISH",
                "irgendetwas | PUBLISH"
            })
    void obeysContentSignals(String signals, RightsPolicy.Outcome outcome) {
        assertThat(outcome(stated(RightsSignal.CONTENT_SIGNAL, signals, Rights.CONTENT_SIGNAL_HEADER)))
                .isEqualTo(outcome);
    }

    @Test
    void obeysTheReservationNearestToThePage() {
        RightsStatement header = stated(RightsSignal.TDMREP, "tdm-reservation: 0", "tdm-reservation");
        RightsStatement meta = stated(RightsSignal.TDMREP, "tdm-reservation: 1", PAGE);
        RightsStatement file = stated(RightsSignal.TDMREP, "tdm-reservation: 0", FILE);
        assertThat(outcome(file, meta, header)).isEqualTo(RightsPolicy.Outcome.PUBLISH);
        assertThat(RightsPolicy.decide(List.of(file, meta), ALL))
                .isEqualTo(new RightsPolicy.Decision(RightsPolicy.Outcome.METADATA_ONLY, Optional.of(meta)));
        assertThat(outcome(file)).isEqualTo(RightsPolicy.Outcome.PUBLISH);
    }

    @Test
    void isNotMisledByAReservationThatIsNone() {
        RightsStatement header = stated(RightsSignal.TDMREP, "tdm-reservation: vielleicht", "tdm-reservation");
        RightsStatement policy = stated(RightsSignal.TDMREP, "tdm-policy: https://blatt.example/p", "tdm-policy");
        RightsStatement file = stated(RightsSignal.TDMREP, "tdm-reservation: 1", FILE);
        assertThat(outcome(header, policy, file)).isEqualTo(RightsPolicy.Outcome.METADATA_ONLY);
        assertThat(outcome(header, policy)).isEqualTo(RightsPolicy.Outcome.PUBLISH);
    }

    @Test
    void letsTheStrictestStatementDecideAndNamesIt() {
        RightsStatement mild = stated(RightsSignal.CONTENT_SIGNAL, "search=no", Rights.CONTENT_SIGNAL_HEADER);
        RightsStatement strict = stated(RightsSignal.ROBOTS_META, "noindex", PAGE);
        assertThat(RightsPolicy.decide(List.of(mild, strict), ALL))
                .isEqualTo(new RightsPolicy.Decision(RightsPolicy.Outcome.SKIP, Optional.of(strict)));
    }

    @ParameterizedTest
    @EnumSource
    void obeysOnlyTheFamiliesThatAreHonoured(RightsFamily honoured) {
        List<RightsStatement> one = List.of(
                switch (honoured) {
                    case ROBOTS -> stated(RightsSignal.ROBOTS_META, "noindex", PAGE);
                    case TDMREP -> stated(RightsSignal.TDMREP, "tdm-reservation: 1", PAGE);
                    case CONTENT_SIGNAL -> stated(RightsSignal.CONTENT_SIGNAL, "search=no", PAGE);
                });
        assertThat(RightsPolicy.decide(one, EnumSet.of(honoured)).outcome()).isNotEqualTo(RightsPolicy.Outcome.PUBLISH);
        assertThat(RightsPolicy.decide(one, EnumSet.complementOf(EnumSet.of(honoured))))
                .isEqualTo(new RightsPolicy.Decision(RightsPolicy.Outcome.PUBLISH, Optional.empty()));
    }

    @Test
    void letsLicencesBe() {
        assertThat(outcome(stated(RightsSignal.LICENCE, "noindex", PAGE), stated(RightsSignal.OTHER, "none", PAGE)))
                .isEqualTo(RightsPolicy.Outcome.PUBLISH);
    }

    /** Whatever is stated: the order of statements of one place changes nothing, and more statements never free a page. */
    @Property
    void decidesOnAnyText(@ForAll String first, @ForAll String second) {
        RightsStatement one = stated(RightsSignal.ROBOTS_META, first, PAGE);
        RightsStatement two = stated(RightsSignal.ROBOTS_META, second, PAGE);
        assertThat(outcome(one, two)).isEqualTo(outcome(two, one));
        assertThat(Stream.of(one, two).map(RightsPolicyTest::outcome))
                .allMatch(alone -> alone.compareTo(outcome(one, two)) <= 0);
    }
}
