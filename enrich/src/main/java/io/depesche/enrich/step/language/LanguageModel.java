package io.depesche.enrich.step.language;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** How much each n-gram speaks for each language: a table in compact memory, written once and read at start. */
final class LanguageModel {

    private static final int MAGIC = 0x444c4931;

    private final List<String> tags;
    private final byte[] entries;
    /** N-grams by hash, 0 where there is none, and where their entries start: their number, then pairs of language and score. */
    private final long[] keys;

    private final int[] starts;

    private LanguageModel(List<String> tags, int ngrams, int entries) {
        this.tags = tags;
        this.entries = new byte[ngrams + 2 * entries];
        this.keys = new long[Integer.highestOneBit(Math.max(1, ngrams)) * 4];
        this.starts = new int[keys.length];
    }

    /** The BCP 47 tags of the languages, by their number. */
    List<String> tags() {
        return tags;
    }

    /** The summed scores of a text's n-grams by the number of the language. */
    int[] scores(long[] ngrams) {
        int[] scores = new int[tags.size()];
        for (long ngram : ngrams) {
            int slot = slotOf(ngram);
            if (keys[slot] == ngram) {
                int at = starts[slot];
                for (int left = entries[at++]; left > 0; left--) {
                    scores[entries[at++]] += entries[at++] & 0xff;
                }
            }
        }
        return scores;
    }

    /** Where an n-gram stands, or would stand. */
    private int slotOf(long ngram) {
        int slot = (int) ((ngram * 0x9e3779b97f4a7c15L) >>> 32) & (keys.length - 1);
        while (keys[slot] != 0 && keys[slot] != ngram) {
            slot = (slot + 1) & (keys.length - 1);
        }
        return slot;
    }

    /** Writes a table: scores from 1 to 255 by n-gram and number of the language. */
    static void write(List<String> tags, SortedMap<Long, ? extends Map<Integer, Integer>> table, OutputStream file)
            throws IOException {
        DataOutputStream out = new DataOutputStream(file);
        out.writeInt(MAGIC);
        out.writeByte(tags.size());
        for (String tag : tags) {
            out.writeUTF(tag);
        }
        out.writeInt(table.size());
        out.writeInt(table.values().stream().mapToInt(Map::size).sum());
        long before = 0;
        for (Map.Entry<Long, ? extends Map<Integer, Integer>> ngram : table.entrySet()) {
            writeNumber(ngram.getKey() - before, out);
            before = ngram.getKey();
            out.writeByte(ngram.getValue().size());
            for (Map.Entry<Integer, Integer> score : ngram.getValue().entrySet()) {
                out.writeByte(score.getKey());
                out.writeByte(score.getValue());
            }
        }
        out.flush();
    }

    /** Reads what {@link #write} wrote; the stream should be buffered. */
    static LanguageModel read(InputStream file) throws IOException {
        DataInputStream in = new DataInputStream(file);
        if (in.readInt() != MAGIC) {
            throw new IOException("the table of languages is of another version: train it anew (docs/adr/0005)");
        }
        List<String> tags = new ArrayList<>();
        for (int left = in.readUnsignedByte(); left > 0; left--) {
            tags.add(in.readUTF());
        }
        int ngrams = in.readInt();
        LanguageModel model = new LanguageModel(List.copyOf(tags), ngrams, in.readInt());
        long key = 0;
        int at = 0;
        for (int index = 0; index < ngrams; index++) {
            key += readNumber(in);
            int slot = model.slotOf(key);
            model.keys[slot] = key;
            model.starts[slot] = at;
            byte size = in.readByte();
            model.entries[at++] = size;
            in.readFully(model.entries, at, 2 * size);
            at += 2 * size;
        }
        return model;
    }

    private static void writeNumber(long number, DataOutputStream out) throws IOException {
        long rest = number;
        for (; rest >= 0x80; rest >>>= 7) {
            out.writeByte((int) ((rest & 0x7f) | 0x80));
        }
        out.writeByte((int) rest);
    }

    private static long readNumber(DataInputStream in) throws IOException {
        long number = 0;
        for (int shift = 0; ; shift += 7) {
            int next = in.readUnsignedByte();
            number |= (long) (next & 0x7f) << shift;
            if (next < 0x80) {
                return number;
            }
        }
    }
}
