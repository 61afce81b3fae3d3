package io.depesche.ingest.extract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.jsoup.nodes.Document;

/**
 * Trains the model that chooses the headline. Arguments: the shared folder, the file to write the model to, and {@code cross} to
 * measure by cross-validation instead, five folds of sites in
 * four different ways. {@code -Derrors=true} lists the pages that then went wrong.
 */
final class TrainHeadlines {

    private static final TreeBooster.Options OPTIONS = new TreeBooster.Options(150, 3, 0.08, 2, 4, 0.7, 0.7, 1);
    /** What a text with the headline's letters is worth beside the very text. */
    private static final float LETTERS = 0.3f;
    /** Pages of news outlets, which are what is crawled, count more than pages of any kind. */
    private static final float NEWS = 3;

    private static final int FOLDS = 5;
    private static final int ROUNDS = 4;
    private static final boolean ERRORS = Boolean.getBoolean("errors");
    private static final PrintStream OUT = System.out;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A page's candidates with a row and a label each: 1 the very text, less for its letters alone. */
    @SuppressWarnings("ArrayRecordComponent") // the arrays that the booster takes; samples are never compared
    private record Sample(
            String id,
            String site,
            String group,
            String truth,
            HeadlineCandidates page,
            List<HeadlineCandidate> candidates,
            float[][] rows,
            float[] labels) {

        /** A page none of whose texts is right teaches nothing. */
        boolean hasHeadline() {
            return IntStream.range(0, labels.length).anyMatch(index -> labels[index] > 0);
        }

        String text(int index) {
            return candidates.get(index).text();
        }
    }

    private TrainHeadlines() {}

    public static void main(String[] arguments) throws IOException {
        List<Sample> samples = read(Path.of(arguments[0]).resolve("corpora/extract"));
        if (arguments.length > 2) {
            cross(samples);
            return;
        }
        try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(Path.of(arguments[1])))) {
            train(samples, sample -> true).write(out);
        }
        OUT.printf("%s: %,d bytes%n", arguments[1], Files.size(Path.of(arguments[1])));
    }

    /** For each fold of sites a model that saw no page of it. */
    static IntFunction<HeadlineModel> models(Path shared, ToIntFunction<String> foldOf) throws IOException {
        List<Sample> samples = read(shared.resolve("corpora/extract"));
        return held -> new HeadlineModel(train(samples, sample -> foldOf.applyAsInt(sample.site()) != held));
    }

    private static void cross(List<Sample> samples) {
        Map<String, int[]> counts = new TreeMap<>();
        for (int round = 0; round < FOLDS * ROUNDS; round++) {
            int held = round % FOLDS;
            int salt = round / FOLDS;
            HeadlineModel model = new HeadlineModel(train(samples, sample -> foldOf(sample.site(), salt) != held));
            for (Sample sample : samples) {
                if (foldOf(sample.site(), salt) == held) {
                    count(counts.computeIfAbsent(sample.group(), unused -> new int[5]), sample, model);
                    count(counts.computeIfAbsent("all", unused -> new int[5]), sample, model);
                }
            }
        }
        OUT.println("group, pages, exact, letters; exact, letters if the best were always chosen");
        counts.forEach((group, each) -> {
            OUT.printf("%-16s %4d", group, each[0]);
            for (int index = 1; index < each.length; index++) {
                OUT.printf(" %.3f", (double) each[index] / each[0]);
            }
            OUT.println();
        });
    }

    private static void count(int[] counts, Sample sample, HeadlineModel model) {
        int best = -1;
        float most = Float.NEGATIVE_INFINITY;
        boolean exact = false;
        boolean letters = false;
        for (int index = 0; index < sample.rows().length; index++) {
            float score = model.score(sample.page(), sample.candidates().get(index), sample.rows()[index]);
            if (score > most) {
                most = score;
                best = index;
            }
            exact |= isExact(sample, index);
            letters |= isSame(sample, index);
        }
        counts[0]++;
        counts[1] += best >= 0 && isExact(sample, best) ? 1 : 0;
        counts[2] += best >= 0 && isSame(sample, best) ? 1 : 0;
        counts[3] += exact ? 1 : 0;
        counts[4] += letters ? 1 : 0;
        if (ERRORS && (best < 0 || !(exact ? isExact(sample, best) : isSame(sample, best)))) {
            OUT.printf(
                    "%s%n  T %s%n  N %s %s%n",
                    sample.id(), sample.truth(), best < 0 ? "" : sample.text(best), exact ? "=" : letters ? "~" : "");
        }
    }

    private static boolean isExact(Sample sample, int index) {
        return normal(sample.text(index)).equals(sample.truth());
    }

    private static boolean isSame(Sample sample, int index) {
        return PlainText.letters(normal(sample.text(index))).equals(PlainText.letters(sample.truth()));
    }

    private static String normal(String text) {
        return PlainText.clean(Normalizer.normalize(text, Normalizer.Form.NFC));
    }

    private static int foldOf(String site, int salt) {
        return Math.floorMod(((site.hashCode() + 31 * salt) * (0x9E3779B9 + 2 * salt)) >>> 5, FOLDS);
    }

    private static TreeEnsemble train(List<Sample> samples, Predicate<Sample> which) {
        List<float[]> rows = new ArrayList<>();
        List<Float> labels = new ArrayList<>();
        List<Float> weights = new ArrayList<>();
        for (Sample sample : samples) {
            if (!which.test(sample) || !sample.hasHeadline()) {
                continue;
            }
            float weight = sample.group().startsWith("fundus") ? NEWS : 1;
            float others = Math.min(1f, 8f / sample.rows().length);
            for (int index = 0; index < sample.rows().length; index++) {
                float label = sample.labels()[index];
                rows.add(sample.rows()[index]);
                labels.add(label);
                weights.add(weight * (label > 0 ? 1 : others));
            }
        }
        return TreeBooster.train(rows.toArray(float[][]::new), floats(labels), floats(weights), OPTIONS);
    }

    private static float[] floats(List<Float> values) {
        float[] floats = new float[values.size()];
        for (int index = 0; index < floats.length; index++) {
            floats[index] = values.get(index);
        }
        return floats;
    }

    // Samples

    private static List<Sample> read(Path corpus) throws IOException {
        Map<String, URI> addresses = ExtractionEval.addresses(corpus.resolve("html"));
        return Files.readAllLines(corpus.resolve("truth.jsonl")).parallelStream()
                .map(line -> sample(corpus, addresses, line))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<Sample> sample(Path corpus, Map<String, URI> addresses, String line) {
        try {
            JsonNode truth = JSON.readTree(line);
            String id = truth.path("id").asText();
            String title = normal(truth.path("title").asText());
            if (title.isEmpty()) {
                return Optional.empty();
            }
            Page page = ExtractionEval.page(corpus.resolve("html"), id, addresses.get(id));
            String text = Charsets.decode(page.bytes(), page.charset()).text();
            return PageTree.of(text, page.address().toString()).map(document -> sample(truth, title, page, document));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Sample sample(JsonNode truth, String title, Page page, Document document) {
        PageElements elements = new PageElements(document);
        HeadlineCandidates candidates =
                new HeadlineCandidates(elements, JsonLd.of(elements), new PageMetadata(elements), page.address());
        HeadlineFeatures features = new HeadlineFeatures(candidates);
        List<HeadlineCandidate> all = List.copyOf(candidates.all());
        boolean exact =
                all.stream().anyMatch(candidate -> normal(candidate.text()).equals(title));
        String letters = PlainText.letters(title);
        float[][] rows = new float[all.size()][];
        float[] labels = new float[all.size()];
        for (int index = 0; index < rows.length; index++) {
            HeadlineCandidate candidate = all.get(index);
            rows[index] = features.row(candidate);
            labels[index] = normal(candidate.text()).equals(title)
                    ? 1
                    : PlainText.letters(normal(candidate.text())).equals(letters) ? (exact ? LETTERS : 1f) : 0;
        }
        String group = truth.path("set").asText() + "/" + truth.path("lang").asText();
        return new Sample(
                truth.path("id").asText(), truth.path("site").asText(), group, title, candidates, all, rows, labels);
    }
}
