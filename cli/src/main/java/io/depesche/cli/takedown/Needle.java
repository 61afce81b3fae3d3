package io.depesche.cli.takedown;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Text that is looked for in bytes, however they are encoded around it. */
record Needle(String text) {

    boolean isIn(byte @Nullable [] hay) {
        if (hay == null) {
            return false;
        }
        byte[] wanted = text.getBytes(StandardCharsets.UTF_8);
        for (int start = 0; start + wanted.length <= hay.length; start++) {
            if (hay[start] == wanted[0] && Arrays.equals(hay, start, start + wanted.length, wanted, 0, wanted.length)) {
                return true;
            }
        }
        return false;
    }
}
