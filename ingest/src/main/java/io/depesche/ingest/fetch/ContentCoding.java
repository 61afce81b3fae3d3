package io.depesche.ingest.fetch;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.brotli.dec.BrotliInputStream;

/** Undoes the content encodings that we say we take: gzip, deflate and brotli, one of them at a time. */
final class ContentCoding {

    /** The Accept-Encoding header. */
    static final String ACCEPTED = "gzip, deflate, br";

    /** A brotli stream may ask for a window of 16 MiB, whatever its size: so many are read at a time. */
    private final Semaphore brotli = new Semaphore(4);

    /**
     * A body without its encoding.
     *
     * @param headers the Content-Encoding headers
     * @param sent the bytes as sent
     * @param maxBytes most bytes of the result
     * @param excess what to do with more; a body that is to be cut may also end in the middle of its encoding
     */
    byte[] decoded(List<String> headers, byte[] sent, int maxBytes, WebClient.Excess excess) throws FetchFailure {
        List<String> codings = headers.stream()
                .flatMap(value -> Stream.of(value.split(",")))
                .map(coding -> coding.strip().toLowerCase(Locale.ROOT))
                .filter(coding -> !coding.isEmpty() && !coding.equals("identity"))
                .toList();
        if (codings.isEmpty() || sent.length == 0) {
            return sent;
        }
        if (codings.size() > 1) {
            throw unknown(codings);
        }
        ByteArrayOutputStream plain = new ByteArrayOutputStream(Math.min(maxBytes, 4 * sent.length));
        boolean large = codings.get(0).equals("br");
        if (large) {
            brotli.acquireUninterruptibly();
        }
        try (InputStream in = stream(codings, sent)) {
            if (WebClient.copy(in, plain, maxBytes) && excess == WebClient.Excess.REFUSE) {
                throw new FetchFailure(FetchProblem.TOO_LARGE, "has more than %d bytes".formatted(maxBytes));
            }
        } catch (EOFException e) {
            if (excess == WebClient.Excess.REFUSE) {
                throw broken(e);
            }
        } catch (IOException | RuntimeException e) {
            throw broken(e);
        } finally {
            if (large) {
                brotli.release();
            }
        }
        return plain.toByteArray();
    }

    private static InputStream stream(List<String> codings, byte[] sent) throws IOException, FetchFailure {
        InputStream in = new ByteArrayInputStream(sent);
        return switch (codings.get(0)) {
            case "gzip", "x-gzip" -> new GZIPInputStream(in);
            case "deflate" -> new InflaterInputStream(in, new Inflater(!isZlib(sent)));
            case "br" -> new BrotliInputStream(in);
            default -> throw unknown(codings);
        };
    }

    /** RFC 9110 means zlib's format by deflate; some servers send the bare stream. A zlib header tells itself by its checksum. */
    private static boolean isZlib(byte[] sent) {
        return sent.length >= 2 && (sent[0] & 0x0f) == 8 && (((sent[0] & 0xff) << 8) | (sent[1] & 0xff)) % 31 == 0;
    }

    private static FetchFailure unknown(List<String> codings) {
        return new FetchFailure(
                FetchProblem.BAD_ANSWER, "has the content encoding " + WebClient.shortened(codings.toString()));
    }

    private static FetchFailure broken(Exception e) {
        return new FetchFailure(
                FetchProblem.BAD_ANSWER, "cannot be decompressed: " + WebClient.shortened(e.getMessage()));
    }
}
