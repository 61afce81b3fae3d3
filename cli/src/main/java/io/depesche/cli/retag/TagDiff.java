package io.depesche.cli.retag;

import io.depesche.contracts.record.RawArticle;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What is different between the tags that articles had and those that they get. */
public final class TagDiff {

    private static final int EXACT_CHARACTERS = 60;

    private enum Change {
        SAME,
        GAINED,
        LOST,
        CHANGED
    }

    private static final class Row {
        private final Map<Change, Integer> counts = new TreeMap<>();
        private final Map<Change, List<String>> examples = new TreeMap<>();
    }

    private final int examples;
    private final Map<String, Row> rows = new TreeMap<>();

    /** @param examples how many are kept of each change to each kind */
    TagDiff(int examples) {
        this.examples = examples;
    }

    /** Adds one article. */
    void add(RawArticle article, List<ArticleTag> before, List<ArticleTag> after) {
        Map<ArticleTag.Place, ArticleTag> had = new LinkedHashMap<>();
        before.forEach(tag -> had.put(tag.place(), tag));
        for (ArticleTag tag : after) {
            Optional<ArticleTag> former = Optional.ofNullable(had.remove(tag.place()));
            if (former.isEmpty()) {
                add(tag, Change.GAINED, tag.meaning(), article);
            } else if (former.get().means(tag)) {
                add(tag, Change.SAME, "", article);
            } else {
                add(tag, Change.CHANGED, former.get().meaning() + " → " + tag.meaning(), article);
            }
        }
        had.values().forEach(tag -> add(tag, Change.LOST, tag.meaning(), article));
    }

    private void add(ArticleTag tag, Change change, String what, RawArticle article) {
        Row row = rows.computeIfAbsent(tag.kind(), kind -> new Row());
        row.counts.merge(change, 1, Integer::sum);
        List<String> kept = row.examples.computeIfAbsent(change, none -> new ArrayList<>());
        if (change != Change.SAME && kept.size() < examples) {
            kept.add("%-7s  %s: “%s” in %s %d–%d of %s/%d, %s"
                    .formatted(
                            change.name().toLowerCase(Locale.ROOT),
                            what,
                            shortened(tag.exact()),
                            tag.place().field(),
                            tag.place().start(),
                            tag.place().end(),
                            article.getId(),
                            article.getRevision(),
                            article.getUrl()));
        }
    }

    private static String shortened(String text) {
        return text.length() <= EXACT_CHARACTERS ? text : text.substring(0, EXACT_CHARACTERS) + "…";
    }

    /** Rows of cells, the head first: how many tags of each kind are the same, gained, lost, changed. */
    public List<List<String>> table() {
        List<List<String>> table = new ArrayList<>();
        table.add(List.of("kind", "same", "gained", "lost", "changed"));
        rows.forEach((kind, row) -> {
            List<String> cells = new ArrayList<>(List.of(kind));
            for (Change change : Change.values()) {
                cells.add(String.valueOf(row.counts.getOrDefault(change, 0)));
            }
            table.add(cells);
        });
        return table;
    }

    /** Examples, a line each, by kind and change. */
    public List<String> examples() {
        return rows.values().stream()
                .flatMap(row -> row.examples.values().stream())
                .flatMap(List::stream)
                .toList();
    }
}
