package io.depesche.ingest.websub;

/**
 * What a hub is asked to push.
 *
 * @param outlet the outlet's id
 * @param source the address of its source
 * @param topic the source's name at the hub
 */
public record Subscription(String outlet, String source, String topic) {}
