package io.depesche.cli;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Lines of UTF-8, of which one that is too long costs no more memory than the limit. */
final class LineReader {

    private final InputStream in;
    private final int maxBytes;
    private int number;
    private boolean cut;

    LineReader(InputStream in, int maxBytes) {
        this.in = new BufferedInputStream(in, 1 << 16);
        this.maxBytes = maxBytes;
    }

    /** The next line without its end, or nothing at the end of the input. */
    Optional<String> next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(256);
        cut = false;
        int read = in.read();
        if (read < 0) {
            return Optional.empty();
        }
        number++;
        while (read >= 0 && read != '\n') {
            if (line.size() < maxBytes) {
                line.write(read);
            } else {
                cut = true;
            }
            read = in.read();
        }
        return Optional.of(line.toString(StandardCharsets.UTF_8));
    }

    /** The number of the last line, from 1. */
    int number() {
        return number;
    }

    /** Whether the last line was longer than the limit, and its rest thrown away. */
    boolean wasCut() {
        return cut;
    }
}
