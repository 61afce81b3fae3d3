package io.depesche.sink.takedown;

import io.depesche.contracts.record.RoutedArticle;

/**
 * An article that is taken back.
 *
 * @param id the article's id
 * @param routed what was given out of it
 */
public record Canceled(String id, RoutedArticle routed) {}
