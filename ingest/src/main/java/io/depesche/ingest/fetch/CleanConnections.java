package io.depesche.ingest.fetch;

import java.io.IOException;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.io.HttpResponseInformationCallback;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.util.Timeout;

/**
 * Sends no request over a connection that the server has closed meanwhile, or over which it has sent more than it said: what is
 * left of one answer would be read as the start of the next.
 */
final class CleanConnections extends HttpRequestExecutor {

    /** The connection cannot be used; nothing was sent, and a fresh one may do. */
    static final class Unusable extends IOException {

        private static final long serialVersionUID = 1L;

        Unusable() {
            super("the connection was closed or holds the rest of an answer");
        }
    }

    private static final Timeout AT_ONCE = Timeout.ofMilliseconds(1);

    @Override
    public ClassicHttpResponse execute(
            ClassicHttpRequest request,
            HttpClientConnection connection,
            HttpResponseInformationCallback informed,
            HttpContext context)
            throws IOException, HttpException {
        boolean used = connection.getEndpointDetails().getRequestCount() > 0;
        if (used && (connection.isStale() || connection.isDataAvailable(AT_ONCE))) {
            throw new Unusable();
        }
        return super.execute(request, connection, informed, context);
    }
}
