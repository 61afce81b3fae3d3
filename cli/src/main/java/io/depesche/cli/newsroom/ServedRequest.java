package io.depesche.cli.newsroom;

import java.time.Duration;
import java.time.Instant;

/**
 * A request that an outlet has answered: what its log would show.
 *
 * @param outlet the outlet's id
 * @param path without the query
 * @param status the status of the answer
 * @param arrived by the newsroom's clock
 * @param took from arrival until the answer was written
 * @param userAgent as sent; empty where the client sent none
 * @param conditional whether the client asked only for what has changed ({@code If-None-Match} or {@code If-Modified-Since})
 */
public record ServedRequest(
        String outlet,
        String method,
        String path,
        int status,
        Instant arrived,
        Duration took,
        String userAgent,
        boolean conditional) {}
