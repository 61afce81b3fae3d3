package io.depesche.enrich.onnx;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.PrimitiveIterator;

/**
 * Cuts words into the pieces of a BERT vocabulary, as BERT's own tokenizer does: signs apart, then from the left always the longest piece
 * that the vocabulary has, pieces inside a word being marked by {@code ##}. What it does not know is the unknown piece.
 */
final class WordPieces {

    static final String START = "[CLS]";
    static final String END = "[SEP]";
    static final String FILLER = "[PAD]";
    static final String UNKNOWN = "[UNK]";

    private static final String INSIDE = "##";

    /** A longer run of letters is unknown as a whole. */
    private static final int LONGEST_RUN = 100;

    /** What a word is looked at, in UTF-16 units. */
    private static final int LONGEST_WORD = 1_000;

    private final Map<String, Integer> vocabulary;
    private final boolean lowercase;
    private final boolean stripAccents;
    private final int longestPiece;
    private final int unknown;

    /** @param vocabulary the number of each piece; holds {@link #UNKNOWN} */
    WordPieces(Map<String, Integer> vocabulary, boolean lowercase, boolean stripAccents) {
        this.vocabulary = Map.copyOf(vocabulary);
        this.lowercase = lowercase;
        this.stripAccents = stripAccents;
        longestPiece =
                vocabulary.keySet().stream().mapToInt(String::length).max().orElse(0);
        unknown = id(UNKNOWN);
    }

    /** The number of a piece that the vocabulary has. */
    int id(String piece) {
        return vocabulary.get(piece);
    }

    /** The first pieces of a word, at least one and at most {@code most}. */
    int[] of(String word, int most) {
        int[] ids = new int[most];
        int used = 0;
        for (String run : runsOf(normal(word))) {
            used = add(run, ids, used);
            if (used == most) {
                break;
            }
        }
        if (used == 0) {
            ids[used++] = unknown;
        }
        return Arrays.copyOf(ids, used);
    }

    private String normal(String word) {
        int end = word.length() > LONGEST_WORD ? word.offsetByCodePoints(0, LONGEST_WORD / 2) : word.length();
        String normal = word.substring(0, end);
        if (lowercase) {
            normal = normal.toLowerCase(Locale.ROOT);
        }
        return stripAccents ? Normalizer.normalize(normal, Normalizer.Form.NFD) : normal;
    }

    /** Runs of letters and digits, and single signs. */
    private List<String> runsOf(String word) {
        List<String> runs = new ArrayList<>();
        StringBuilder run = new StringBuilder();
        for (PrimitiveIterator.OfInt signs = word.codePoints().iterator(); signs.hasNext(); ) {
            int sign = signs.nextInt();
            if (isDropped(sign)) {
                continue;
            }
            boolean alone = isPunctuation(sign) || isChinese(sign);
            if (alone && !run.isEmpty()) {
                runs.add(run.toString());
                run.setLength(0);
            }
            if (alone) {
                runs.add(Character.toString(sign));
            } else {
                run.appendCodePoint(sign);
            }
        }
        if (!run.isEmpty()) {
            runs.add(run.toString());
        }
        return runs;
    }

    private boolean isDropped(int sign) {
        return switch (Character.getType(sign)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.PRIVATE_USE,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> true;
            case Character.NON_SPACING_MARK -> stripAccents;
            default -> sign == 0xFFFD;
        };
    }

    private static boolean isPunctuation(int sign) {
        if (sign < 128) {
            return sign > ' ' && !Character.isLetterOrDigit(sign);
        }
        return switch (Character.getType(sign)) {
            case Character.CONNECTOR_PUNCTUATION,
                    Character.DASH_PUNCTUATION,
                    Character.START_PUNCTUATION,
                    Character.END_PUNCTUATION,
                    Character.INITIAL_QUOTE_PUNCTUATION,
                    Character.FINAL_QUOTE_PUNCTUATION,
                    Character.OTHER_PUNCTUATION -> true;
            default -> false;
        };
    }

    private static boolean isChinese(int sign) {
        return (sign >= 0x4E00 && sign <= 0x9FFF)
                || (sign >= 0x3400 && sign <= 0x4DBF)
                || (sign >= 0x20000 && sign <= 0x2CEAF)
                || (sign >= 0xF900 && sign <= 0xFAFF)
                || (sign >= 0x2F800 && sign <= 0x2FA1F);
    }

    /** Adds a run's pieces as far as there is room, and returns how many numbers there are then. */
    private int add(String run, int[] ids, int used) {
        int[] pieces = new int[run.length()];
        int count = 0;
        int from = 0;
        while (from < run.length() && run.length() <= LONGEST_RUN) {
            int to = Math.min(run.length(), from + longestPiece);
            while (to > from && !vocabulary.containsKey(piece(run, from, to))) {
                to--;
            }
            if (to == from) {
                break;
            }
            pieces[count++] = id(piece(run, from, to));
            from = to;
        }
        if (from < run.length()) {
            ids[used] = unknown;
            return used + 1;
        }
        int room = Math.min(count, ids.length - used);
        System.arraycopy(pieces, 0, ids, used, room);
        return used + room;
    }

    private static String piece(String run, int from, int to) {
        return from == 0 ? run.substring(0, to) : INSIDE + run.substring(from, to);
    }
}
