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
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/**
 * Trains the model that chooses the blocks of an article: {@code mvn -Ptrain -pl contracts,service,ingest test-compile}. Arguments: the
 * shared folder, the file to write the model to. {@link ExtractionEval} measures by cross-validation, five folds of sites.
 */
final class TrainBody {

    static final TreeBooster.Options FIRST = new TreeBooster.Options(100, 5, 0.1, 0.5, 2, 0.4, 0.7, 77);
    static final TreeBooster.Options SECOND = new TreeBooster.Options(60, 4, 0.1, 0.5, 2, 0.4, 0.7, 78);

    private static final int FOLDS = 5;
    private static final PrintStream OUT = System.out;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A page with a row, a label and a weight for each block. */
    @SuppressWarnings("ArrayRecordComponent") // filled once and only read
    private record Sample(String id, String site, Page page, float[][] rows, float[] labels, float[] weights) {}

    private TrainBody() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path shared = Path.of(arguments[0]);
        Path corpus = shared.resolve("corpora/extract");
        List<Sample> samples = read(corpus);
        OUT.printf(
                "%d pages, %d blocks%n",
                samples.size(),
                samples.stream().mapToInt(sample -> sample.rows().length).sum());
        BodyModel model = train(samples, sample -> true);
        try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(Path.of(arguments[1])))) {
            model.write(out);
        }
        OUT.printf("%s: %,d bytes%n", arguments[1], Files.size(Path.of(arguments[1])));
    }

    /** For each site an extractor whose models saw no page of it. */
    static Function<String, ArticleExtractor> extractors(Path shared) throws IOException {
        List<Sample> samples = read(shared.resolve("corpora/extract"));
        IntFunction<HeadlineModel> headlines = TrainHeadlines.models(shared, TrainBody::foldOf);
        List<ArticleExtractor> extractors = IntStream.range(0, FOLDS)
                .mapToObj(held -> new ArticleExtractor(
                        Optional.of(train(samples, sample -> foldOf(sample.site()) != held)), headlines.apply(held)))
                .toList();
        return site -> extractors.get(foldOf(site));
    }

    private static int foldOf(String site) {
        return Math.floorMod(site.hashCode() * 0x9E3779B9, FOLDS);
    }

    private static BodyModel train(List<Sample> samples, Predicate<Sample> which) {
        List<Sample> used = samples.stream().filter(which).toList();
        // What the first look says of pages that it was not trained on is what the second learns from.
        float[][] alone = new float[used.size()][];
        for (int part = 0; part < 3; part++) {
            int held = part;
            TreeEnsemble partial =
                    fit(used, FIRST, index -> inner(used.get(index).site()) != held, rowsOf(used));
            for (int index = 0; index < used.size(); index++) {
                if (inner(used.get(index).site()) == held) {
                    alone[index] = probabilities(partial, used.get(index).rows());
                }
            }
        }
        TreeEnsemble first = fit(used, FIRST, index -> true, rowsOf(used));
        List<float[][]> among = IntStream.range(0, used.size())
                .mapToObj(index -> BodyModel.withNeighbours(used.get(index).rows(), alone[index]))
                .toList();
        TreeEnsemble second = fit(used, SECOND, index -> true, among);
        return new BodyModel(first, second);
    }

    private static int inner(String site) {
        return Math.floorMod(((site.hashCode() + 17) * 0x85EBCA6B) >>> 7, 3);
    }

    private static List<float[][]> rowsOf(List<Sample> samples) {
        return samples.stream().map(Sample::rows).toList();
    }

    private static float[] probabilities(TreeEnsemble trees, float[][] rows) {
        float[] alone = new float[rows.length];
        for (int index = 0; index < rows.length; index++) {
            alone[index] = rows[index].length == 0 ? 0 : trees.probability(rows[index]);
        }
        return alone;
    }

    private static TreeEnsemble fit(
            List<Sample> samples, TreeBooster.Options options, Predicate<Integer> which, List<float[][]> rowsOf) {
        List<float[]> rows = new ArrayList<>();
        List<Float> labels = new ArrayList<>();
        List<Float> weights = new ArrayList<>();
        for (int index = 0; index < samples.size(); index++) {
            if (!which.test(index)) {
                continue;
            }
            Sample sample = samples.get(index);
            for (int block = 0; block < sample.labels().length; block++) {
                if (sample.weights()[block] > 0 && rowsOf.get(index)[block].length > 0) {
                    rows.add(rowsOf.get(index)[block]);
                    labels.add(sample.labels()[block]);
                    weights.add(sample.weights()[block]);
                }
            }
        }
        return TreeBooster.train(rows.toArray(float[][]::new), floats(labels), floats(weights), options);
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
            Page page = ExtractionEval.page(corpus.resolve("html"), id, addresses.get(id));
            return new ArticleExtractor(Optional.empty(), HeadlineModel.SHIPPED)
                    .finder(page, SiteTemplate.NONE)
                    .map(finder -> sample(truth, id, page, finder));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Sample sample(JsonNode truth, String id, Page page, BodyFinder finder) {
        List<Block> blocks = finder.blocks();
        float[][] rows = blocks.isEmpty() ? new float[0][] : finder.features(finder.guess());
        float[] labels = new float[blocks.size()];
        float[] weights = new float[blocks.size()];
        if (truth.hasNonNull("body")) {
            String body = truth.path("body").asText();
            Shingles words = Shingles.of(body);
            Set<String> lines = new HashSet<>();
            body.lines().map(PlainText::letters).forEach(lines::add);
            int length = body.split("\\s+").length;
            for (int index = 0; index < labels.length; index++) {
                String text = blocks.get(index).text();
                int count = text.split(" ").length;
                labels[index] =
                        lines.contains(PlainText.letters(text)) || (count >= 4 && words.share(text) > 0.6) ? 1 : 0;
                weights[index] = 0.05f + 20f * Math.min(count, 150) / (length + 100);
            }
        } else {
            List<String> with = texts(truth.path("with"));
            List<String> without = texts(truth.path("without"));
            for (int index = 0; index < labels.length; index++) {
                String text = blocks.get(index).text();
                if (with.stream().anyMatch(part -> matches(text, part))) {
                    labels[index] = 1;
                    weights[index] = 1;
                } else if (without.stream().anyMatch(part -> matches(text, part))) {
                    weights[index] = 1;
                }
            }
        }
        return new Sample(id, truth.path("site").asText(), page, rows, labels, weights);
    }

    private static boolean matches(String text, String part) {
        return text.contains(part) || (text.length() > 20 && part.contains(text));
    }

    private static List<String> texts(JsonNode values) {
        return StreamSupport.stream(values.spliterator(), false)
                .map(value -> PlainText.clean(value.asText()))
                .filter(text -> !text.isEmpty())
                .toList();
    }
}
