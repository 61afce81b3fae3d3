package io.depesche.ingest.fetch;

import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.ParseException;
import org.apache.hc.core5.http.ProtocolVersion;
import org.apache.hc.core5.http.message.BasicLineParser;
import org.apache.hc.core5.http.message.StatusLine;
import org.apache.hc.core5.util.CharArrayBuffer;

/** Reads the head of one connection's answers and refuses a head that is too large or an answer that never comes to the point. */
final class HeaderLimits extends BasicLineParser {

    /** Browsers and servers take between 8 and 256 KiB. */
    static final int MAX_HEAD = 64 << 10;

    /** Informational answers (1xx) before the real one. */
    static final int MAX_INFORMATIONAL = 10;

    private int head;
    private int informational;

    @Override
    public StatusLine parseStatusLine(CharArrayBuffer buffer) throws ParseException {
        StatusLine line = super.parseStatusLine(buffer);
        ProtocolVersion version = line.getProtocolVersion();
        if (version.getMajor() != 1) {
            throw new ParseException("HTTP version %s".formatted(version));
        }
        head = 0;
        informational = line.getStatusCode() < 200 ? informational + 1 : 0;
        if (informational > MAX_INFORMATIONAL) {
            throw new ParseException("more than %d informational answers".formatted(MAX_INFORMATIONAL));
        }
        return line;
    }

    @Override
    public Header parseHeader(CharArrayBuffer buffer) throws ParseException {
        head += buffer.length();
        if (head > MAX_HEAD) {
            throw new ParseException("headers of more than %d bytes".formatted(MAX_HEAD));
        }
        return super.parseHeader(buffer);
    }
}
