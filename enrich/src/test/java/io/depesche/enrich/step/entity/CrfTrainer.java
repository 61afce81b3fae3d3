package io.depesche.enrich.step.entity;

import io.depesche.contracts.record.EntityType;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Fits a linear-chain conditional random field to sentences by stochastic gradients of the log-likelihood, with AdaGrad's step
 * sizes (Duchi, Hazan and Singer 2011), dropping features at random (Wager, Wang and Liang 2013), and averaging the weights of
 * the last rounds. Labels that a corpus leaves open are summed over. The same sentences and seed give the same weights.
 */
final class CrfTrainer {

    private static final int LABELS = Label.COUNT;

    /** Weights and, after them, sums of squared gradients of one feature. */
    private static final int ROW = 2 * LABELS;

    /**
     * How to fit.
     *
     * @param rate step size of AdaGrad
     * @param dropout share of a word's features that is left out at each visit
     * @param rare a feature seen less often is rare: it tells single words apart rather than kinds of words
     * @param hidden share of visits to a word at which all its rare features are left out, as they are for a word never seen
     * @param leastCount a feature seen less often is left out
     * @param keep a feature whose weights all stay below this is left out of the model
     * @param nameBonus is added to the score of every name's start: the likeliest weights miss more names than they invent
     * @param otherBonus is added besides to the score of the start of one of the type OTHER, which is rarer and missed most
     */
    record Options(
            int rounds,
            int averaged,
            double rate,
            double dropout,
            int rare,
            double hidden,
            int leastCount,
            double keep,
            double nameBonus,
            double otherBonus,
            long seed) {}

    /**
     * What is known of words.
     *
     * @param lists {@link NameList} bits
     * @param classes packed word classes
     * @param traits the table of {@link EnglishDictionary}, empty where the dictionary is not shipped with the model
     */
    record Tables(WordTable lists, WordTable classes, WordTable traits) {

        /** Nothing is known of any word. */
        static final Tables EMPTY = new Tables(WordTable.EMPTY, WordTable.EMPTY, WordTable.EMPTY);
    }

    private final Options options;
    private final Features features;
    private final PrintStream log;

    private final Map<String, Integer> wordIds = new HashMap<>();
    private final List<WordView> views = new ArrayList<>();

    private Encoded[] sentences = {};
    private int[] keys = {};
    /** Whether each feature is a rare one. */
    private boolean[] rare = {};

    private float[] rows = {};
    private float[] sums = {};
    private final double[] transitions = new double[(LABELS + 1) * LABELS];
    private final double[] transitionSquares = new double[(LABELS + 1) * LABELS];
    private final double[] transitionSums = new double[(LABELS + 1) * LABELS];
    /** For each word and distance the rows of its features. */
    private int[][][] wordRows = {};

    CrfTrainer(Options options, Features features, PrintStream log) {
        this.options = options;
        this.features = features;
        this.log = log;
    }

    private static final class Encoded {
        private final int[] words;
        private final int[][] together;
        private final TrainingSentence.Allowed allowed;

        Encoded(int[] words, int[][] together, TrainingSentence.Allowed allowed) {
            this.words = words;
            this.together = together;
            this.allowed = allowed;
        }
    }

    /** Fits and quantises; the tables are those of the features and are shipped with the weights. */
    EntityModel train(List<TrainingSentence> training, Tables tables) {
        encode(training);
        SplittableRandom random = new SplittableRandom(options.seed());
        int[] order = IntStream.range(0, sentences.length).toArray();
        Sweep sweep = new Sweep(random);
        for (int round = 1; round <= options.rounds(); round++) {
            long start = System.nanoTime();
            shuffle(order, random);
            double loss = 0;
            for (int index : order) {
                loss += sweep.learn(sentences[index]);
            }
            if (round > options.rounds() - options.averaged()) {
                addToSums();
            }
            log.printf("round %d: loss %.0f, %.1f s%n", round, loss, (System.nanoTime() - start) / 1e9);
        }
        return quantised(tables);
    }

    private void encode(List<TrainingSentence> training) {
        wordId("");
        KeyCounts counts = new KeyCounts();
        List<int[]> words = new ArrayList<>();
        List<int[][]> togethers = new ArrayList<>();
        for (TrainingSentence each : training) {
            Sentence sentence = each.sentence();
            int[] ids = IntStream.range(0, sentence.size())
                    .map(token -> wordId(sentence.word(token)))
                    .toArray();
            words.add(ids);
            togethers.add(togetherKeys(sentence, ids, counts));
        }
        int[] uses = new int[views.size()];
        words.forEach(ids -> Arrays.stream(ids).forEach(id -> uses[id]++));
        uses[0] = 2 * words.size();
        for (int id = 0; id < uses.length; id++) {
            for (int distance = -Features.REACH; distance <= Features.REACH; distance++) {
                for (int index = 0; index < views.get(id).reach(distance); index++) {
                    counts.add(views.get(id).key(index, distance), uses[id]);
                }
            }
        }
        keys = counts.keysSeen(options.leastCount());
        rare = new boolean[keys.length];
        for (int row = 0; row < rare.length; row++) {
            rare[row] = counts.of(keys[row]) < options.rare();
        }
        log.printf("%d sentences, %d words, %d features%n", training.size(), views.size(), keys.length);
        rows = new float[keys.length * ROW];
        sums = new float[keys.length * LABELS];
        wordRows = new int[views.size()][][];
        for (int id = 0; id < views.size(); id++) {
            WordView view = views.get(id);
            wordRows[id] = new int[2 * Features.REACH + 1][];
            for (int distance = -Features.REACH; distance <= Features.REACH; distance++) {
                int seenFrom = distance;
                wordRows[id][distance + Features.REACH] =
                        rowsOf(IntStream.range(0, view.reach(distance)).map(index -> view.key(index, seenFrom)));
            }
        }
        sentences = new Encoded[training.size()];
        for (int index = 0; index < sentences.length; index++) {
            int[][] together = togethers.get(index);
            for (int token = 0; token < together.length; token++) {
                together[token] = rowsOf(Arrays.stream(together[token]));
            }
            sentences[index] =
                    new Encoded(words.get(index), together, training.get(index).allowed());
        }
    }

    private int[] rowsOf(IntStream found) {
        return found.map(key -> Arrays.binarySearch(keys, key))
                .filter(row -> row >= 0)
                .toArray();
    }

    private int wordId(String word) {
        return wordIds.computeIfAbsent(word, unseen -> {
            views.add(features.viewOf(unseen));
            return views.size() - 1;
        });
    }

    private int[][] togetherKeys(Sentence sentence, int[] ids, KeyCounts counts) {
        boolean loud = IntStream.range(0, ids.length).noneMatch(token -> Shape.hasSmallLetter(sentence.word(token)));
        boolean quoted = false;
        int[][] found = new int[ids.length][];
        int[] buffer = new int[Features.MOST_TOGETHER + Quotations.KEYS];
        int[] inQuotation = new int[Quotations.KEYS];
        WordView[] seen = Arrays.stream(ids).mapToObj(views::get).toArray(WordView[]::new);
        Quotations quotations = Quotations.of(sentence, seen);
        for (int token = 0; token < ids.length; token++) {
            int used = Features.together(
                    token == 0 ? features.outside() : views.get(ids[token - 1]),
                    views.get(ids[token]),
                    token + 1 == ids.length ? features.outside() : views.get(ids[token + 1]),
                    token == 0,
                    quoted,
                    loud,
                    buffer);
            int more = quotations.keys(token, inQuotation);
            System.arraycopy(inQuotation, 0, buffer, used, more);
            found[token] = Arrays.copyOf(buffer, used + more);
            Arrays.stream(found[token]).forEach(key -> counts.add(key, 1));
            quoted ^= seen[token].mark() == Signs.Mark.DOUBLE;
        }
        return found;
    }

    private static void shuffle(int[] order, SplittableRandom random) {
        for (int index = order.length - 1; index > 0; index--) {
            int other = random.nextInt(index + 1);
            int swap = order[index];
            order[index] = order[other];
            order[other] = swap;
        }
    }

    private void addToSums() {
        for (int feature = 0; feature < keys.length; feature++) {
            for (int label = 0; label < LABELS; label++) {
                sums[feature * LABELS + label] += rows[feature * ROW + label];
            }
        }
        for (int index = 0; index < transitions.length; index++) {
            transitionSums[index] += transitions[index];
        }
    }

    private EntityModel quantised(Tables tables) {
        // Weights beyond this are few and decide every case anyway.
        double most = 4.0;
        float step = (float) (most / Byte.MAX_VALUE);
        int[] kept = new int[keys.length];
        byte[] weights = new byte[keys.length * LABELS];
        int used = 0;
        for (int feature = 0; feature < keys.length; feature++) {
            double top = 0;
            for (int label = 0; label < LABELS; label++) {
                double weight = sums[feature * LABELS + label] / options.averaged();
                top = Math.max(top, Math.abs(weight));
                long rounded = Math.abs(weight) < options.keep() / 2 ? 0 : Math.round(weight / step);
                weights[used * LABELS + label] = (byte) Math.max(-Byte.MAX_VALUE, Math.min(Byte.MAX_VALUE, rounded));
            }
            if (top >= options.keep()) {
                kept[used++] = keys[feature];
            }
        }
        float[][] follow = new float[LABELS + 1][LABELS];
        for (int before = 0; before <= LABELS; before++) {
            for (int label = 0; label < LABELS; label++) {
                follow[before][label] = isAllowed(before, label)
                        ? (float) (transitionSums[before * LABELS + label] / options.averaged() + bonusOf(label))
                        : Float.NEGATIVE_INFINITY;
            }
        }
        return new EntityModel(
                tables.lists(),
                tables.classes(),
                tables.traits(),
                follow,
                step,
                Arrays.copyOf(kept, used),
                Arrays.copyOf(weights, used * LABELS));
    }

    private double bonusOf(int label) {
        if (label == Label.NONE || Label.formOf(label) != Label.BEGIN) {
            return 0;
        }
        return Label.typeOf(label) == EntityType.OTHER
                ? options.nameBonus() + options.otherBonus()
                : options.nameBonus();
    }

    private static boolean isAllowed(int before, int label) {
        return before == LABELS ? Label.mayStart(label) : Label.mayFollow(before, label);
    }

    /** One visit to a sentence: expectations by the forward-backward algorithm, then a step along the gradient. */
    private final class Sweep {

        private static final int MOST = Tokenizer.MOST_TOKENS + 2;
        /** A gradient below this changes nothing that survives rounding, and costs most of the time. */
        private static final double LEAST_GRADIENT = 1e-3;

        private final SplittableRandom random;
        private final double[] scores = new double[MOST * LABELS];
        private final double[] forward = new double[MOST * LABELS];
        private final double[] backward = new double[MOST * LABELS];
        private final double[] scales = new double[MOST];
        private final double[] chance = new double[MOST * LABELS];
        private final double[] gradient = new double[MOST * LABELS];
        private final double[] pairs = new double[(LABELS + 1) * LABELS];
        private final double[] follow = new double[(LABELS + 1) * LABELS];
        private int[] active = new int[1 << 16];
        private final int[] ends = new int[MOST];
        private final float inflate = (float) (1 / (1 - options.dropout()));

        Sweep(SplittableRandom random) {
            this.random = random;
        }

        double learn(Encoded sentence) {
            int size = sentence.words.length;
            collect(sentence);
            for (int before = 0; before <= LABELS; before++) {
                for (int label = 0; label < LABELS; label++) {
                    int index = before * LABELS + label;
                    follow[index] = isAllowed(before, label) ? Math.exp(transitions[index]) : 0;
                }
            }
            Arrays.fill(pairs, 0);
            Arrays.fill(gradient, 0, size * LABELS, 0);
            double all = expect(sentence, size, false, 1);
            double right = expect(sentence, size, true, -1);
            update(size);
            return all - right;
        }

        /** Chooses the features of each token that this visit sees, and sums their weights. */
        private void collect(Encoded sentence) {
            int used = 0;
            for (int token = 0; token < sentence.words.length; token++) {
                int from = used;
                boolean hide = random.nextDouble() < options.hidden();
                for (int distance = -Features.REACH; distance <= Features.REACH; distance++) {
                    int other = token + distance;
                    int word = other < 0 || other >= sentence.words.length ? 0 : sentence.words[other];
                    used = choose(wordRows[word][distance + Features.REACH], hide, used);
                }
                used = choose(sentence.together[token], hide, used);
                ends[token] = used;
                int row = token * LABELS;
                Arrays.fill(scores, row, row + LABELS, 0);
                for (int index = from; index < used; index++) {
                    int weights = active[index] * ROW;
                    for (int label = 0; label < LABELS; label++) {
                        scores[row + label] += rows[weights + label] * inflate;
                    }
                }
            }
        }

        private int choose(int[] found, boolean hide, int used) {
            int next = used;
            if (next + found.length > active.length) {
                active = Arrays.copyOf(active, 2 * active.length);
            }
            long bits = 0;
            int left = 0;
            int threshold = (int) (options.dropout() * 256);
            for (int row : found) {
                if (left == 0) {
                    bits = random.nextLong();
                    left = 8;
                }
                if ((bits & 0xFF) >= threshold && !(hide && rare[row])) {
                    active[next++] = row;
                }
                bits >>>= 8;
                left--;
            }
            return next;
        }

        /** Adds each label's and pair's expected count times {@code sign}; returns the logarithm of the summed scores. */
        private double expect(Encoded sentence, int size, boolean bound, int sign) {
            double log = 0;
            for (int token = 0; token < size; token++) {
                int row = token * LABELS;
                int mask = bound ? sentence.allowed.at(token) : -1;
                double top = Double.NEGATIVE_INFINITY;
                for (int label = 0; label < LABELS; label++) {
                    if ((mask >>> label & 1) != 0) {
                        top = Math.max(top, scores[row + label]);
                    }
                }
                double sum = 0;
                for (int label = 0; label < LABELS; label++) {
                    chance[row + label] = (mask >>> label & 1) == 0 ? 0 : Math.exp(scores[row + label] - top);
                    double before = 0;
                    if (token == 0) {
                        before = follow[LABELS * LABELS + label];
                    } else {
                        for (int other = 0; other < LABELS; other++) {
                            before += forward[row - LABELS + other] * follow[other * LABELS + label];
                        }
                    }
                    forward[row + label] = chance[row + label] * before;
                    sum += forward[row + label];
                }
                if (sum < 1e-300) {
                    // The corpus' labels contradict our borders: there is nothing to learn here.
                    return undo(size);
                }
                for (int label = 0; label < LABELS; label++) {
                    forward[row + label] /= sum;
                }
                scales[token] = sum;
                log += top + Math.log(sum);
            }
            int end = (size - 1) * LABELS;
            Arrays.fill(backward, end, end + LABELS, 1);
            for (int token = size - 1; token >= 0; token--) {
                int row = token * LABELS;
                for (int label = 0; label < LABELS; label++) {
                    gradient[row + label] += sign * forward[row + label] * backward[row + label];
                }
                if (token == 0) {
                    for (int label = 0; label < LABELS; label++) {
                        pairs[LABELS * LABELS + label] += sign * forward[label] * backward[label];
                    }
                } else {
                    step(row, scales[token], sign);
                }
            }
            return log;
        }

        private void step(int row, double scale, int sign) {
            for (int label = 0; label < LABELS; label++) {
                chance[row + label] *= backward[row + label] / scale;
            }
            for (int before = 0; before < LABELS; before++) {
                double reach = 0;
                double ahead = sign * forward[row - LABELS + before];
                for (int label = 0; label < LABELS; label++) {
                    double pair = follow[before * LABELS + label] * chance[row + label];
                    reach += pair;
                    pairs[before * LABELS + label] += ahead * pair;
                }
                backward[row - LABELS + before] = reach;
            }
        }

        private double undo(int size) {
            Arrays.fill(pairs, 0);
            Arrays.fill(gradient, 0, size * LABELS, 0);
            return 0;
        }

        private void update(int size) {
            int from = 0;
            float rate = (float) options.rate();
            for (int token = 0; token < size; token++) {
                int row = token * LABELS;
                double top = 0;
                for (int label = 0; label < LABELS; label++) {
                    top = Math.max(top, Math.abs(gradient[row + label]));
                }
                if (top >= LEAST_GRADIENT) {
                    for (int index = from; index < ends[token]; index++) {
                        int weights = active[index] * ROW;
                        for (int label = 0; label < LABELS; label++) {
                            float slope = (float) gradient[row + label] * inflate;
                            float square = rows[weights + LABELS + label] + slope * slope;
                            rows[weights + LABELS + label] = square;
                            rows[weights + label] -= rate * slope / (float) Math.sqrt(square + 1e-6f);
                        }
                    }
                }
                from = ends[token];
            }
            for (int index = 0; index < pairs.length; index++) {
                if (pairs[index] != 0) {
                    transitionSquares[index] += pairs[index] * pairs[index];
                    transitions[index] -= options.rate() * pairs[index] / Math.sqrt(transitionSquares[index] + 1e-6);
                }
            }
        }
    }

    /** Counts of 32-bit keys by open addressing. */
    private static final class KeyCounts {

        private int[] slots = new int[1 << 22];
        private int[] counts = new int[1 << 22];
        private int size;

        void add(int key, int times) {
            int slot = slotOf(key);
            if (counts[slot] == 0) {
                slots[slot] = key;
                size++;
            }
            counts[slot] += times;
            if (size > slots.length / 2) {
                grow();
            }
        }

        int of(int key) {
            return counts[slotOf(key)];
        }

        private int slotOf(int key) {
            int mask = slots.length - 1;
            int slot = key * 0x9E3779B9 & mask;
            while (counts[slot] != 0 && slots[slot] != key) {
                slot = slot + 1 & mask;
            }
            return slot;
        }

        private void grow() {
            int[] oldSlots = slots;
            int[] oldCounts = counts;
            slots = new int[2 * oldSlots.length];
            counts = new int[2 * oldSlots.length];
            size = 0;
            for (int slot = 0; slot < oldSlots.length; slot++) {
                if (oldCounts[slot] != 0) {
                    add(oldSlots[slot], oldCounts[slot]);
                }
            }
        }

        /** The keys that were counted at least so often, rising. */
        int[] keysSeen(int least) {
            return IntStream.range(0, slots.length)
                    .filter(slot -> counts[slot] >= least)
                    .map(slot -> slots[slot])
                    .sorted()
                    .toArray();
        }
    }
}
