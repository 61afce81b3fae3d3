package io.depesche.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.depesche.cli.pipeline.Pipeline;
import io.depesche.contracts.CloudEventHeaders;
import io.depesche.contracts.Topics;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code depesche redrive} on a broker of its own. */
class RedriveCommandIT {

    @TempDir
    private Path folder;

    private TestStream stream;

    @BeforeEach
    void start() {
        stream = new TestStream(folder);
    }

    @AfterEach
    void stop() {
        stream.close();
    }

    @Test
    void whatIsLeftOutTodayCanBeSentTomorrow() throws Exception {
        stream.send(List.of(
                letter("a", "failed", Topics.RAW.name()),
                letter("b", "too-large", Topics.RAW.name()),
                letter("c", "failed", Topics.TAGGED.name())));

        CommandLineRun preview = redrive("--dry-run");
        CommandLineRun one = redrive("--reason", "failed", "--max", "1");
        CommandLineRun rest = redrive();

        assertThat(preview.outLines())
                .containsExactly(
                        "reason     failed in       letters  before  to send  left  stay  example",
                        "failed     news.raw.v1     1        0       1        0     0     a: it was not to be",
                        "failed     news.tagged.v1  1        0       1        0     0     c: it was not to be",
                        "too-large  news.raw.v1     1        0       1        0     0     b: it was not to be");
        assertThat(one.outLines().get(1)).matches("failed +news.raw.v1 +1 +0 +1 +0 +0 .*");
        assertThat(one.outLines().get(2)).matches("failed +news.tagged.v1 +1 +0 +0 +1 +0 .*");
        assertThat(rest.outLines().get(1)).matches("failed +news.raw.v1 +1 +1 +0 +0 +0 .*");
        assertThat(rest.status()).isZero();
        assertThat(stream.records(Topics.RAW)).extracting(ConsumerRecord::key).containsExactlyInAnyOrder("a", "b");
        assertThat(stream.records(Topics.TAGGED))
                .extracting(ConsumerRecord::key)
                .containsExactly("c");
    }

    @Test
    void aLetterGoesBackAsItWasToThePartitionWhereItFailed() throws Exception {
        stream.send(List.of(letter("a", "failed", Topics.RAW.name())));

        redrive();

        ConsumerRecord<String, byte[]> sent = stream.records(Topics.RAW).get(0);
        assertThat(sent.value()).isEqualTo(bytes("value of a"));
        assertThat(sent.timestamp()).isEqualTo(TestStream.MORNING.toEpochMilli());
        assertThat(sent.partition()).isEqualTo(4);
        assertThat(sent.headers())
                .extracting(header -> header.key() + "=" + new String(header.value(), StandardCharsets.UTF_8))
                .containsExactly("outlet=blatt", "redrives=1");
    }

    @Test
    void onlyLettersOfTheTimeAreSent() throws Exception {
        stream.send(List.of(letter("a", "failed", Topics.RAW.name())));

        redrive("--since", TestStream.MORNING.plusSeconds(1).toString());
        assertThat(stream.records(Topics.RAW)).isEmpty();
        redrive("--since", TestStream.MORNING.atOffset(ZoneOffset.ofHours(1)).toString());
        assertThat(stream.records(Topics.RAW)).hasSize(1);

        CommandLineRun wrong = redrive("--since", "yesterday");
        assertThat(wrong.status()).isEqualTo(2);
        assertThat(wrong.errLines()).singleElement().asString().contains("--since", "'yesterday' is no time", "PT2H");
    }

    @Test
    void aLetterWithoutAHomeStaysAndSaysWhy() throws Exception {
        stream.send(List.of(
                letter("a", "failed", Topics.NINJS.name()),
                letter("b", "failed", Topics.NINJS.name()),
                letter("c", "failed", "__consumer_offsets"),
                letter("d", "failed", Topics.RAW.name()),
                letter("6f9619ff-8b86-5011-b42d-00c04fc964ff", "failed", Topics.RAW.name())));
        stream.run("takedown", "--id", "6f9619ff-8b86-5011-b42d-00c04fc964ff", "--reason", "test");
        try (Admin admin = Admin.create(stream.kafka().client("test"))) {
            admin.deleteTopics(List.of(Topics.NINJS.name())).all().get();
        }

        CommandLineRun run = redrive();

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.errLines())
                .contains(
                        "2 stay, the first at news.dead.v1-0@0: its topic news.ninjs.v1 does not exist any more",
                        "1 stay, the first at news.dead.v1-0@4: it was taken down",
                        "1 stay, the first at news.dead.v1-0@2: it failed in __consumer_offsets, which is no topic of Depesche");
        assertThat(stream.records(Topics.RAW)).extracting(ConsumerRecord::key).containsExactly("d");
    }

    @Test
    void killedInTheMiddleItGoesOnWithoutSendingAnythingTwice() throws Exception {
        List<String> keys =
                IntStream.range(0, 20_000).mapToObj(number -> "a" + number).toList();
        stream.send(keys.stream()
                .map(key -> letter(key, "failed", Topics.RAW.name()))
                .toList());

        killWhenItHasBegun();
        int before = stream.committed(Topics.RAW).size();
        CommandLineRun run = redrive();

        assertThat(before).isPositive().isLessThan(keys.size());
        assertThat(run.status()).isZero();
        assertThat(stream.records(Topics.RAW))
                .extracting(ConsumerRecord::key)
                .containsExactlyInAnyOrderElementsOf(keys);
    }

    @Test
    void aPillThatStaysPoisonousIsSentBackThreeTimesAndThenStays() throws Exception {
        try (Pipeline pipeline = stream.pipeline()) {
            ProducerRecord<String, byte[]> pill =
                    new ProducerRecord<>(Topics.RAW.name(), "poison", bytes("this was never avro"));
            pill.headers().add("outlet", bytes("blatt"));
            stream.send(List.of(pill));
            for (int redrives = 0; redrives < 3; redrives++) {
                TestStream.settle(pipeline);
                List<ConsumerRecord<String, byte[]>> dead = stream.records(Topics.DEAD);
                assertThat(dead).hasSize(redrives + 1);
                assertThat(CloudEventHeaders.text(dead.get(redrives).headers(), "redrives"))
                        .isEqualTo(redrives == 0 ? Optional.empty() : Optional.of("" + redrives));
                assertThat(redrive().status()).isZero();
            }
            TestStream.settle(pipeline);

            CommandLineRun last = redrive();

            assertThat(last.status()).isEqualTo(1);
            assertThat(last.errLines())
                    .singleElement()
                    .asString()
                    .contains("1 stay, the first at news.dead.v1-0@", "was sent back 3 times already");
            assertThat(stream.records(Topics.RAW)).hasSize(4);
            assertThat(redrive("--redrives", "4").status()).isZero();
        }
    }

    private void killWhenItHasBegun() throws IOException, InterruptedException {
        ProcessBuilder command = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Depesche.class.getName(),
                "redrive");
        command.environment().putAll(stream.env());
        Process process = command.start();
        try (BufferedReader told =
                new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
            String line = told.readLine();
            while (line != null && !line.endsWith("sent back")) {
                line = told.readLine();
            }
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }

    private CommandLineRun redrive(String... options) {
        return stream.run("redrive", options);
    }

    private static ProducerRecord<String, byte[]> letter(String key, String reason, String home) {
        ProducerRecord<String, byte[]> letter = new ProducerRecord<>(
                Topics.DEAD.name(), null, TestStream.MORNING.toEpochMilli(), key, bytes("value of " + key));
        letter.headers()
                .add("outlet", bytes("blatt"))
                .add("__streams.errors.message", bytes("it was\nnot to be"))
                .add("__streams.errors.topic", bytes(home))
                .add("__streams.errors.partition", bytes("4"))
                .add("__streams.errors.offset", bytes("17"))
                .add("reason", bytes(reason));
        return letter;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
