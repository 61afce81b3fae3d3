package io.depesche.ingest.outlets;

import java.util.Arrays;

/**
 * A pattern over the path of an address: {@code *} stands for any characters but a slash, {@code **} for any characters, all
 * others for themselves. The whole path must match. Matching takes time linear in the path, whatever the pattern.
 */
public final class PathPattern {

    /** Longer patterns are refused where they are read. */
    public static final int MAX_LENGTH = 200;

    private static final int ANY = -1;
    private static final int ANY_BUT_SLASH = -2;

    private final String text;
    private final int[] tokens;

    public PathPattern(String text) {
        this.text = text;
        int[] found = new int[text.length()];
        int count = 0;
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) != '*') {
                found[count++] = text.charAt(i);
            } else if (i + 1 < text.length() && text.charAt(i + 1) == '*') {
                found[count++] = ANY;
                i++;
            } else {
                found[count++] = ANY_BUT_SLASH;
            }
        }
        this.tokens = Arrays.copyOf(found, count);
    }

    /** Whether the whole path matches. */
    public boolean matches(String path) {
        // All places in the pattern that could be reached so far, step by step along the path: no way back, no blow-up.
        boolean[] reached = new boolean[tokens.length + 1];
        reached[0] = true;
        skipWildcards(reached);
        for (int i = 0; i < path.length(); i++) {
            char character = path.charAt(i);
            boolean[] next = new boolean[tokens.length + 1];
            for (int token = 0; token < tokens.length; token++) {
                if (!reached[token]) {
                    continue;
                }
                if (tokens[token] == ANY || (tokens[token] == ANY_BUT_SLASH && character != '/')) {
                    next[token] = true;
                } else if (tokens[token] == character) {
                    next[token + 1] = true;
                }
            }
            skipWildcards(next);
            reached = next;
        }
        return reached[tokens.length];
    }

    private void skipWildcards(boolean[] reached) {
        for (int token = 0; token < tokens.length; token++) {
            if (reached[token] && tokens[token] < 0) {
                reached[token + 1] = true;
            }
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
