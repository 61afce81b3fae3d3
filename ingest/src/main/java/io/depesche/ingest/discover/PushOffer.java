package io.depesche.ingest.discover;

import java.net.URI;

/**
 * A feed's offer to tell of changes itself (WebSub, https://www.w3.org/TR/websub/).
 *
 * @param hub where to subscribe
 * @param topic what to subscribe to: the feed's own address as it names it, else the one that was fetched
 */
public record PushOffer(URI hub, URI topic) {}
