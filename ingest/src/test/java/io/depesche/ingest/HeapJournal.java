package io.depesche.ingest;

import io.depesche.contracts.record.RawArticle;
import io.depesche.ingest.frontier.Frontier;
import io.depesche.ingest.frontier.Journal;
import io.depesche.ingest.frontier.Memory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Keeps what is written, as the topics would. */
final class HeapJournal implements Journal {

    private final List<RawArticle> articles = new ArrayList<>();
    private final Map<String, Memory> memories = new LinkedHashMap<>();
    private int entries;

    @Override
    public synchronized CompletableFuture<Void> write(Entry entry) {
        entry.article().ifPresent(articles::add);
        entry.memories().forEach(memory -> memories.put(memory.key(), memory));
        entries++;
        return CompletableFuture.completedFuture(null);
    }

    synchronized List<RawArticle> articles() {
        return List.copyOf(articles);
    }

    synchronized int entries() {
        return entries;
    }

    /** What a crawler would remember after a restart. */
    synchronized Frontier frontier() {
        Frontier frontier = new Frontier();
        memories.values().forEach(frontier::remember);
        return frontier;
    }
}
