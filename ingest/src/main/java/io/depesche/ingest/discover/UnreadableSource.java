package io.depesche.ingest.discover;

/** A source that names no articles because it cannot be read. Its message is half a sentence, without the address. */
public final class UnreadableSource extends Exception {

    private static final long serialVersionUID = 1L;

    private static final int MAX_LENGTH = 300;

    UnreadableSource(String reason) {
        super(reason);
    }

    /** A parser's complaint, in one line of bearable length. */
    static UnreadableSource because(String what, Throwable complaint) {
        String line = String.valueOf(complaint.getMessage()).replaceAll("\\p{Cntrl}", " ");
        return new UnreadableSource(
                what + ": " + (line.length() <= MAX_LENGTH ? line : line.substring(0, MAX_LENGTH) + "…"));
    }

    /** Why, without the address. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
