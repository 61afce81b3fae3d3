package io.depesche.enrich.onnx;

import ai.onnxruntime.OrtException;
import io.depesche.enrich.step.entity.NameFinder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;

/**
 * Finds names by a user's own model. Sentences are run in batches, those of articles that several threads tag at the same time together: while
 * one batch runs, what the other threads want is gathered for the next.
 */
final class OnnxNameFinder implements NameFinder, AutoCloseable {

    /** Pieces of a batch, fillers included: what bounds its memory. */
    static final int MOST_PIECES = 4_096;

    /** A word's first piece has its label; so many more of them are shown to the model at most. */
    private static final int MOST_PIECES_OF_WORD = 32;

    private static final Comparator<Task> SHORT_FIRST = Comparator.comparingInt(task -> task.window.length());

    private final String version;
    private final WordPieces pieces;
    private final ModelLabels labels;
    private final TokenClassifier model;
    private final int longestWindow;
    private final int sentencesAtOnce;
    private final Queue<Task> waiting = new ConcurrentLinkedQueue<>();
    private final ReentrantLock running = new ReentrantLock();

    /** A window with what has come of it, once it has been run. */
    private static final class Task {

        private final Window window;
        private Optional<int[]> labels = Optional.empty();
        private Optional<Exception> failure = Optional.empty();

        Task(Window window) {
            this.window = window;
        }

        boolean isDone() {
            return labels.isPresent() || failure.isPresent();
        }
    }

    /**
     * @param longestWindow pieces that the model takes at a time, from 3 on
     * @param sentencesAtOnce windows in a batch at most
     */
    OnnxNameFinder(
            String version,
            WordPieces pieces,
            ModelLabels labels,
            TokenClassifier model,
            int longestWindow,
            int sentencesAtOnce) {
        this.version = version;
        this.pieces = pieces;
        this.labels = labels;
        this.model = model;
        this.longestWindow = longestWindow;
        this.sentencesAtOnce = sentencesAtOnce;
    }

    @Override
    public String version() {
        return version;
    }

    @Override
    public List<List<FoundName>> namesIn(List<List<String>> sentences) {
        List<Task> tasks = IntStream.range(0, sentences.size())
                .boxed()
                .flatMap(number -> windowsOf(number, sentences.get(number)).stream())
                .map(Task::new)
                .toList();
        waiting.addAll(tasks);
        running.lock();
        try {
            // Another thread may have run them while this one waited for its turn.
            if (!tasks.stream().allMatch(Task::isDone)) {
                runAllWaiting();
            }
            return namesOf(tasks, sentences);
        } finally {
            running.unlock();
        }
    }

    private List<Window> windowsOf(int number, List<String> words) {
        int most = Math.min(MOST_PIECES_OF_WORD, longestWindow - 2);
        return Window.of(
                number,
                words.stream().map(word -> pieces.of(word, most)).toList(),
                pieces.id(WordPieces.START),
                pieces.id(WordPieces.END),
                longestWindow);
    }

    private List<List<FoundName>> namesOf(List<Task> tasks, List<List<String>> sentences) {
        List<int[]> ofWords =
                sentences.stream().map(words -> new int[words.size()]).toList();
        for (Task task : tasks) {
            int[] ofPieces = task.labels.orElseThrow(() -> new IllegalStateException(
                    "the model of NER_MODEL failed: %s".formatted(task.failure.orElseThrow()),
                    task.failure.orElseThrow()));
            task.window.enter(ofPieces, ofWords.get(task.window.sentence()));
        }
        return ofWords.stream().map(labels::names).toList();
    }

    private void runAllWaiting() {
        List<Task> tasks = new ArrayList<>();
        for (Task task = waiting.poll(); task != null; task = waiting.poll()) {
            tasks.add(task);
        }
        // Windows of about one length need few fillers.
        tasks.sort(SHORT_FIRST);
        int from = 0;
        while (from < tasks.size()) {
            int to = from + 1;
            while (to < tasks.size() && to - from < sentencesAtOnce && fits(tasks.get(to), to - from + 1)) {
                to++;
            }
            run(tasks.subList(from, to));
            from = to;
        }
    }

    private static boolean fits(Task longest, int windows) {
        return longest.window.length() * windows <= MOST_PIECES;
    }

    /** Runs one batch; where it fails each window alone, so that one article cannot spoil another. */
    private void run(List<Task> batch) {
        try {
            int[][] found =
                    model.labelsOf(batch.stream().map(task -> task.window).toList());
            for (int row = 0; row < found.length; row++) {
                batch.get(row).labels = Optional.of(found[row]);
            }
        } catch (OrtException | RuntimeException e) {
            if (batch.size() == 1) {
                batch.get(0).failure = Optional.of(e);
            } else {
                batch.forEach(task -> run(List.of(task)));
            }
        }
    }

    @Override
    public void close() {
        model.close();
    }
}
