package io.depesche.contracts;

import static io.depesche.contracts.Topics.DEAD;
import static io.depesche.contracts.Topics.NINJS;
import static io.depesche.contracts.Topics.RAW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.depesche.contracts.record.Access;
import io.depesche.contracts.record.FetchFacts;
import io.depesche.contracts.record.RawArticle;
import io.depesche.contracts.record.StatedTime;
import io.depesche.contracts.record.TimePrecision;
import io.depesche.contracts.record.TimeSource;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.SchemaNormalization;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;

class SingleObjectSerdesTest {

    private final Serde<RawArticle> serde = RecordSerdes.singleObject().of(RAW);

    @Test
    void readsWhatItWrites() {
        RawArticle article = anArticle();

        assertThat(read(write(article))).isEqualTo(article);
    }

    @Test
    void marksItsBytesAsSingleObjectEncoding() {
        assertThat(write(anArticle())).startsWith(0xC3, 0x01);
    }

    @Test
    void writesTheFingerprintOfTheSchema() {
        long fingerprint = SchemaNormalization.parsingFingerprint64(RawArticle.getClassSchema());

        assertThat(java.nio.ByteBuffer.wrap(write(anArticle()))
                        .order(java.nio.ByteOrder.LITTLE_ENDIAN)
                        .getLong(2))
                .isEqualTo(fingerprint);
    }

    @Test
    void aTombstoneStaysATombstone() {
        assertThat(serde.serializer().serialize(RAW.name(), null)).isNull();
        assertThat(serde.deserializer().deserialize(RAW.name(), null)).isNull();
    }

    @Test
    void refusesBytesThatAreNoRecordInOneLine() {
        assertThatThrownBy(() -> read("not avro at all".getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("news.raw.v1 (15 bytes) is no RawArticle");
    }

    @Test
    void refusesASchemaThatNobodyReleased() {
        byte[] bytes = write(anArticle());
        bytes[4] ^= 0x55;

        assertThatThrownBy(() -> read(bytes))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("schema of RawArticle that this version does not know");
    }

    @Test
    void refusesARecordThatIsCutOff() {
        byte[] bytes = write(anArticle());

        assertThatThrownBy(() -> read(Arrays.copyOf(bytes, bytes.length / 2)))
                .isInstanceOf(SerializationException.class);
    }

    @Test
    void doesNotBelieveALengthThatNoTopicCarries() {
        byte[] bytes = Arrays.copyOf(write(anArticle()), 40);
        // The first field is the id, a string: claim two gigabytes for it (zigzag varint of 2^31 - 9).
        byte[] claim = {(byte) 0xEE, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0x0F};
        System.arraycopy(claim, 0, bytes, 10, claim.length);

        assertThatThrownBy(() -> read(bytes))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("String length 2147483639 exceeds maximum allowed");
    }

    @Test
    void jsonAndBytesPassAsTheyAre() {
        assertThat(RecordSerdes.singleObject().of(NINJS).serializer().serialize("", "{\"ä\":1}"))
                .isEqualTo("{\"ä\":1}".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThat(RecordSerdes.singleObject().of(DEAD).deserializer().deserialize("", new byte[] {1, 2}))
                .containsExactly(1, 2);
    }

    private byte[] write(RawArticle article) {
        return serde.serializer().serialize(RAW.name(), article);
    }

    private RawArticle read(byte[] bytes) {
        return serde.deserializer().deserialize(RAW.name(), bytes);
    }

    private static RawArticle anArticle() {
        return RawArticle.newBuilder()
                .setId(ArticleIds.of("https://beispielblatt.example/artikel/1"))
                .setRevision(1)
                .setUrl("https://beispielblatt.example/artikel/1")
                .setCanonicalUrl("https://beispielblatt.example/artikel/1")
                .setOutlet("beispielblatt")
                .setOutletName("Beispielblatt")
                .setHeadline("Brücke wieder offen 🌉")
                .setBody("Am Mittwoch fuhr der erste Bus.\n\nDer Rat ist zufrieden.")
                .setAuthors(List.of("Anna Schwarz"))
                .setPublished(new StatedTime(
                        Instant.parse("2025-03-14T07:00:00Z"), "+01:00", TimeSource.JSON_LD, TimePrecision.SECOND))
                .setCrawled(Instant.parse("2025-03-14T08:00:00Z"))
                .setAccess(Access.OPEN)
                .setBodyHash("00")
                .setFetch(FetchFacts.newBuilder().setStatus(200).setBytes(1234).build())
                .build();
    }
}
