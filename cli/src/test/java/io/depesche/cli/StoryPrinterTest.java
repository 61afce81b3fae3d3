package io.depesche.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.depesche.contracts.record.Claim;
import io.depesche.contracts.record.ClaimKind;
import io.depesche.contracts.record.ClaimedValue;
import io.depesche.contracts.record.Correction;
import io.depesche.contracts.record.Disagreement;
import io.depesche.contracts.record.DisagreementState;
import io.depesche.contracts.record.Field;
import io.depesche.contracts.record.Story;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class StoryPrinterTest {

    private static final Story STORY = Story.newBuilder()
            .setId("a1")
            .setLanguage("de")
            .setHeadline("Unfall am Hafen")
            .setReports(4)
            .setMembers(List.of())
            .setOutlets(List.of("hafenblatt", "nordkurier"))
            .setIndependentOutlets(2)
            .setFirstSeen(Instant.parse("2026-11-07T10:00:00Z"))
            .setLastSeen(Instant.parse("2026-11-07T14:20:00Z"))
            .setReportsOfLastDay(4)
            .build();

    @Test
    void tailShowsHeadlineOutletsAndDisagreements() {
        Story story = Story.newBuilder(STORY)
                .setDisagreements(List.of(Disagreement.newBuilder()
                        .setKind(ClaimKind.AMOUNT)
                        .setAbout("injured")
                        .setState(DisagreementState.UPDATED)
                        .setValues(List.of(
                                new ClaimedValue("3", List.of(claim("hafenblatt", "10:00", "3", null))),
                                new ClaimedValue("5", List.of(claim("nordkurier", "11:00", "5", "EQUAL_OR_MORE")))))
                        .setCorrections(
                                List.of(new Correction("hafenblatt", "3", "5", Instant.parse("2026-11-07T14:20:00Z"))))
                        .build()))
                .build();

        assertThat(tail(story))
                .isEqualTo(
                        """
                        news.story.v1-2@7  Unfall am Hafen
                           de, reports: 4, outlets: 2, with a report of their own: 2: hafenblatt, nordkurier
                           updated injured: 3 [hafenblatt 2026-11-07 10:00] → ≥5 [nordkurier 2026-11-07 11:00]
                              hafenblatt corrected 3 to 5 at 2026-11-07 14:20
                        """);
    }

    @Test
    void showsWhereAStoryWent() {
        assertThat(tail(Story.newBuilder(STORY).setMergedInto("b2").build())).contains("merged into b2");
    }

    @Test
    void showsTenOutletsAtMost() {
        List<String> outlets = IntStream.rangeClosed(1, 12)
                .mapToObj(number -> "outlet" + number)
                .toList();

        assertThat(tail(Story.newBuilder(STORY).setOutlets(outlets).build())).contains("outlet10, …");
    }

    private static Claim claim(String outlet, String time, String value, String mod) {
        return Claim.newBuilder()
                .setKind(ClaimKind.AMOUNT)
                .setAbout("injured")
                .setValue(value)
                .setMod(mod)
                .setArticleId(outlet + "-1")
                .setRevision(1)
                .setOutlet(outlet)
                .setSaid(Instant.parse("2026-11-07T%s:00Z".formatted(time)))
                .setField(Field.HEADLINE)
                .setStart(0)
                .setEnd(10)
                .setExact(value + " Verletzte")
                .setSentence(value + " Verletzte am Hafen")
                .build();
    }

    private static String tail(Story story) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new RecordPrinter(new PrintStream(out, true, StandardCharsets.UTF_8), false)
                .print(new ConsumerRecord<>("news.story.v1", 2, 7, story.getId(), new byte[0]), story);
        return out.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }
}
