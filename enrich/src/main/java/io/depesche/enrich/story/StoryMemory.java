package io.depesche.enrich.story;

import io.depesche.contracts.record.ReportTrace;
import io.depesche.contracts.record.StoryMerge;
import io.depesche.contracts.record.StoryProgress;
import io.depesche.contracts.record.TermVector;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Writes what a {@link StoryBook} wants kept as records, and reads it again. */
public final class StoryMemory {

    private StoryMemory() {}

    /** Fills in what the book remembers of a report; what its story shows of it is left as it is. */
    public static ReportTrace.Builder record(Trace trace) {
        Vectors vectors = trace.vectors();
        return ReportTrace.newBuilder()
                .setNumber(trace.number())
                .setLanguage(trace.language())
                .setPublished(Instant.ofEpochMilli(trace.published()))
                .setStory(trace.story())
                .setFounded(trace.founded())
                .setSameEventAs(trace.sameEventAs())
                .setVectors(
                        trace.isOriginal()
                                ? Stream.of(
                                                vectors.words(),
                                                vectors.lead(),
                                                vectors.places(),
                                                vectors.things(),
                                                vectors.common())
                                        .map(StoryMemory::record)
                                        .toList()
                                : List.of())
                .setSketchScale(trace.sketch().scale())
                .setSketchHashes(bytes(trace.sketch().hashes()))
                .setSketchWhole(trace.sketch().whole());
    }

    /** What a book remembered of a report. */
    public static Trace trace(ReportTrace record) {
        List<SparseVector> vectors =
                record.getVectors().stream().map(StoryMemory::vector).toList();
        return new Trace(
                record.getNumber(),
                record.getMember().getArticleId(),
                record.getLanguage(),
                record.getPublished().toEpochMilli(),
                record.getStory(),
                record.getFounded(),
                record.getMember().getDuplicateOf(),
                record.getSameEventAs(),
                vectors.isEmpty()
                        ? Vectors.NONE
                        : new Vectors(vectors.get(0), vectors.get(1), vectors.get(2), vectors.get(3), vectors.get(4)),
                vectors.isEmpty()
                        ? Sketch.NONE
                        : new Sketch(
                                record.getSketchScale(), numbers(record.getSketchHashes()), record.getSketchWhole()));
    }

    /** A merge, without the id of the story that ended, which is its key. */
    public static StoryMerge record(Merge merge) {
        return new StoryMerge(merge.into(), merge.founded());
    }

    /** How far a book has come. */
    public static StoryProgress record(StoryBook.Progress progress) {
        StreamClock.State clock = progress.clock();
        return StoryProgress.newBuilder()
                .setNextNumber(progress.nextNumber())
                .setNow(Instant.ofEpochMilli(clock.now()))
                .setClaimed(clock.claimed() == StreamClock.NEVER ? null : Instant.ofEpochMilli(clock.claimed()))
                .setClaimedAgo(clock.claimedAgo())
                .build();
    }

    /** How far a book had come. */
    public static StoryBook.Progress progress(StoryProgress record) {
        return new StoryBook.Progress(
                record.getNextNumber(),
                new StreamClock.State(
                        record.getNow().toEpochMilli(),
                        record.getClaimed().map(Instant::toEpochMilli).orElse(StreamClock.NEVER),
                        record.getClaimedAgo()));
    }

    private static TermVector record(SparseVector vector) {
        ByteBuffer weights = ByteBuffer.allocate(vector.size() * Short.BYTES);
        for (short weight : vector.weights()) {
            weights.putShort(weight);
        }
        return new TermVector(bytes(vector.terms()), weights.flip());
    }

    private static SparseVector vector(TermVector record) {
        ByteBuffer from = record.getWeights().duplicate();
        short[] weights = new short[from.remaining() / Short.BYTES];
        from.asShortBuffer().get(weights);
        return new SparseVector(numbers(record.getTerms()), weights);
    }

    private static ByteBuffer bytes(int[] numbers) {
        ByteBuffer bytes = ByteBuffer.allocate(numbers.length * Integer.BYTES);
        for (int number : numbers) {
            bytes.putInt(number);
        }
        return bytes.flip();
    }

    private static int[] numbers(ByteBuffer bytes) {
        int[] numbers = new int[bytes.remaining() / Integer.BYTES];
        bytes.duplicate().asIntBuffer().get(numbers);
        return numbers;
    }
}
