package io.depesche.enrich.story;

/**
 * A story that became part of another one; its id is never given again.
 *
 * @param story id of the one that ended
 * @param into id of the one that goes on
 * @param founded number of the report that founded the one that goes on
 */
public record Merge(String story, String into, int founded) {}
