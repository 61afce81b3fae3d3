package io.depesche.enrich.story;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** In how many of a thousand-odd texts a term stands, counted in openly licensed text. */
final class DocumentFrequencies {

    /** For a language nothing is known of. */
    static final DocumentFrequencies NONE = new DocumentFrequencies(0, new IntCounts());

    private final int documents;
    private final IntCounts shares;

    private DocumentFrequencies(int documents, IntCounts shares) {
        this.documents = documents;
        this.shares = shares;
    }

    /** Reads a resource: weight in documents, number of terms, then term and share in 1/65536. */
    static DocumentFrequencies read(String resource) {
        try (InputStream file = DocumentFrequencies.class.getResourceAsStream(resource)) {
            if (file == null) {
                throw new IllegalStateException("%s is not on the class path".formatted(resource));
            }
            DataInputStream in = new DataInputStream(new BufferedInputStream(file));
            int documents = in.readInt();
            int size = in.readInt();
            IntCounts shares = new IntCounts();
            for (int at = 0; at < size; at++) {
                shares.add(in.readInt(), in.readUnsignedShort());
            }
            return new DocumentFrequencies(documents, shares);
        } catch (IOException e) {
            throw new UncheckedIOException("%s is damaged".formatted(resource), e);
        }
    }

    /** How many documents its counts weigh. */
    int documents() {
        return documents;
    }

    /** In how many of them the term stands. */
    double with(int term) {
        return shares.get(term) / 65536.0 * documents;
    }
}
