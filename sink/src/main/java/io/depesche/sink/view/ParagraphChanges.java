package io.depesche.sink.view;

import io.depesche.contracts.record.ChangeKind;
import io.depesche.contracts.record.Field;
import io.depesche.contracts.record.ParagraphChange;
import io.depesche.contracts.record.RawArticle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which paragraphs of an article changed: what both revisions have in the same order stays, the rest changed. */
final class ParagraphChanges {

    /** With more paragraphs that differ, all of these are told as removed and added. */
    private static final int MOST_COMPARED = 2_000;
    /** A removed and an added paragraph that share this much of their words are one that changed. */
    private static final double ALIKE = 0.3;

    private ParagraphChanges() {}

    /** The changes from one revision to another, in reading order. */
    static List<ParagraphChange> between(RawArticle before, RawArticle after) {
        List<ParagraphChange> changes = new ArrayList<>();
        changes.addAll(of(Field.HEADLINE, before.getHeadline(), after.getHeadline()));
        changes.addAll(
                of(Field.LEAD, before.getLead().orElse(""), after.getLead().orElse("")));
        changes.addAll(of(Field.BODY, before.getBody(), after.getBody()));
        return changes;
    }

    private static List<ParagraphChange> of(Field field, String before, String after) {
        return before.equals(after)
                ? List.of()
                : new ParagraphComparison(field, paragraphs(before), paragraphs(after)).changes();
    }

    private static List<String> paragraphs(String text) {
        return Arrays.stream(text.split("\n\n"))
                .filter(paragraph -> !paragraph.isBlank())
                .toList();
    }

    private static final class ParagraphComparison {

        private final Field field;
        private final List<ParagraphChange> changes = new ArrayList<>();
        private final List<String> removed = new ArrayList<>();
        private final List<String> added = new ArrayList<>();

        ParagraphComparison(Field field, List<String> before, List<String> after) {
            this.field = field;
            int start = 0;
            int shorter = Math.min(before.size(), after.size());
            while (start < shorter && before.get(start).equals(after.get(start))) {
                start++;
            }
            int same = 0;
            while (same < shorter - start
                    && before.get(before.size() - 1 - same).equals(after.get(after.size() - 1 - same))) {
                same++;
            }
            compare(before.subList(start, before.size() - same), after.subList(start, after.size() - same));
        }

        List<ParagraphChange> changes() {
            return changes;
        }

        private void compare(List<String> before, List<String> after) {
            if (before.size() > MOST_COMPARED || after.size() > MOST_COMPARED) {
                removed.addAll(before);
                added.addAll(after);
            } else {
                walk(before, after, lengths(before, after));
            }
            tell();
        }

        /** Lengths of the longest common subsequences of what follows each pair. */
        private static int[][] lengths(List<String> before, List<String> after) {
            int[][] lengths = new int[before.size() + 1][after.size() + 1];
            for (int i = before.size() - 1; i >= 0; i--) {
                for (int j = after.size() - 1; j >= 0; j--) {
                    lengths[i][j] = before.get(i).equals(after.get(j))
                            ? lengths[i + 1][j + 1] + 1
                            : Math.max(lengths[i + 1][j], lengths[i][j + 1]);
                }
            }
            return lengths;
        }

        private void walk(List<String> before, List<String> after, int[][] lengths) {
            int i = 0;
            int j = 0;
            while (i < before.size() || j < after.size()) {
                if (i < before.size() && j < after.size() && before.get(i).equals(after.get(j))) {
                    tell();
                    i++;
                    j++;
                } else if (j == after.size() || (i < before.size() && lengths[i + 1][j] >= lengths[i][j + 1])) {
                    removed.add(before.get(i++));
                } else {
                    added.add(after.get(j++));
                }
            }
        }

        /** Tells the paragraphs that differ between two that stayed: in pairs as far as they are alike. */
        private void tell() {
            int j = 0;
            for (String before : removed) {
                int partner = j;
                while (partner < added.size() && !areAlike(before, added.get(partner))) {
                    partner++;
                }
                if (partner == added.size()) {
                    changes.add(new ParagraphChange(field, ChangeKind.REMOVED, before, null));
                    continue;
                }
                for (; j < partner; j++) {
                    changes.add(new ParagraphChange(field, ChangeKind.ADDED, null, added.get(j)));
                }
                changes.add(new ParagraphChange(field, ChangeKind.CHANGED, before, added.get(j++)));
            }
            for (; j < added.size(); j++) {
                changes.add(new ParagraphChange(field, ChangeKind.ADDED, null, added.get(j)));
            }
            removed.clear();
            added.clear();
        }

        private boolean areAlike(String one, String other) {
            if (field != Field.BODY) {
                return true;
            }
            Set<String> words = words(one);
            Set<String> others = words(other);
            int most = Math.max(words.size(), others.size());
            words.retainAll(others);
            return words.size() >= ALIKE * most;
        }

        private static Set<String> words(String text) {
            return new HashSet<>(Arrays.asList(text.split("\\s+")));
        }
    }
}
