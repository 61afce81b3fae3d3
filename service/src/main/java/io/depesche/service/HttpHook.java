package io.depesche.service;

import java.util.Map;
import java.util.Optional;

/** Answers requests from outside that a service takes on its HTTP port. Called by several threads; must answer within seconds. */
@FunctionalInterface
public interface HttpHook {

    /**
     * A request.
     *
     * @param method such as GET
     * @param path what follows the hook's own path, decoded
     * @param query the query as sent, empty where there is none
     * @param headers the first header of each name, names in lower case
     * @param body at most {@link HttpEndpoints#MAX_REQUEST_BYTES}; not copied, so that nobody may change it
     */
    @SuppressWarnings("ArrayRecordComponent") // passed on once and never compared
    record Request(String method, String path, String query, Map<String, String> headers, byte[] body) {

        /** The first header of that name; {@code name} in lower case. */
        public Optional<String> header(String name) {
            return Optional.ofNullable(headers.get(name));
        }
    }

    /**
     * An answer.
     *
     * @param status the HTTP status
     * @param text plain text
     */
    record Answer(int status, String text) {}

    /** Answers. */
    Answer answer(Request request);
}
