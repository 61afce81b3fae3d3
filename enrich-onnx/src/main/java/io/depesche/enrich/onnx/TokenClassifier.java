package io.depesche.enrich.onnx;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.depesche.service.ConfigError;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** An ONNX model that gives each piece of a window one score a label. Safe for several threads. */
final class TokenClassifier implements AutoCloseable {

    private static final String IDS = "input_ids";
    private static final String MASK = "attention_mask";
    private static final String SEGMENTS = "token_type_ids";
    private static final Set<String> INPUTS = Set.of(IDS, MASK, SEGMENTS);

    private static final String LOGITS = "logits";

    private final OrtEnvironment environment;
    private final OrtSession session;
    private final int labels;
    private final int filler;

    /**
     * @param labels how many labels there are
     * @param filler the number of the piece that fills short windows up
     * @throws ConfigError when the file is no model of this kind
     */
    TokenClassifier(Path file, int labels, int filler) {
        this.labels = labels;
        this.filler = filler;
        environment = environment();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setDeterministicCompute(true);
            session = environment.createSession(file.toString(), options);
            checkInputs(file);
        } catch (OrtException e) {
            throw new ConfigError("%s is no ONNX model that can be loaded: %s".formatted(file, e.getMessage()));
        }
    }

    private static OrtEnvironment environment() {
        try {
            return OrtEnvironment.getEnvironment();
        } catch (LinkageError | RuntimeException e) {
            throw new ConfigError("ONNX Runtime does not run on this machine: %s".formatted(e));
        }
    }

    private void checkInputs(Path file) throws OrtException {
        Set<String> inputs = new TreeSet<>(session.getInputNames());
        ConfigError.check(
                inputs.contains(IDS) && INPUTS.containsAll(inputs),
                "%s takes the inputs %s; expected input_ids and, if it has them, attention_mask and token_type_ids",
                file,
                inputs);
        for (var input : session.getInputInfo().values()) {
            ConfigError.check(
                    input.getInfo() instanceof TensorInfo tensor && tensor.type == OnnxJavaType.INT64,
                    "%s: input %s is %s; expected 64-bit integers",
                    file,
                    input.getName(),
                    input.getInfo());
        }
    }

    /** The label of each piece of each window; shorter windows are filled up to the longest. */
    int[][] labelsOf(List<Window> windows) throws OrtException {
        int length = windows.stream().mapToInt(Window::length).max().orElseThrow();
        long[] ids = new long[windows.size() * length];
        long[] mask = new long[ids.length];
        Arrays.fill(ids, filler);
        for (int row = 0; row < windows.size(); row++) {
            Window window = windows.get(row);
            for (int position = 0; position < window.length(); position++) {
                ids[row * length + position] = window.id(position);
                mask[row * length + position] = 1;
            }
        }
        return run(Map.of(IDS, ids, MASK, mask, SEGMENTS, new long[ids.length]), windows.size(), length);
    }

    private int[][] run(Map<String, long[]> values, int rows, int length) throws OrtException {
        Map<String, OnnxTensor> inputs = new HashMap<>();
        try {
            for (String name : session.getInputNames()) {
                inputs.put(name, OnnxTensor.createTensor(environment, LongBuffer.wrap(values.get(name)), new long[] {
                    rows, length
                }));
            }
            try (OrtSession.Result result = session.run(inputs)) {
                return best(result.get(LOGITS).orElseGet(() -> result.get(0)), rows, length);
            }
        } finally {
            inputs.values().forEach(OnnxTensor::close);
        }
    }

    private int[][] best(OnnxValue output, int rows, int length) {
        long[] expected = {rows, length, labels};
        if (!(output instanceof OnnxTensor tensor)
                || tensor.getInfo().type != OnnxJavaType.FLOAT
                || !Arrays.equals(tensor.getInfo().getShape(), expected)) {
            throw new IllegalStateException(
                    "the model gives %s for %d windows of %d pieces; expected floats of shape %s"
                            .formatted(output.getInfo(), rows, length, Arrays.toString(expected)));
        }
        FloatBuffer scores = tensor.getFloatBuffer();
        int[][] best = new int[rows][length];
        for (int row = 0; row < rows; row++) {
            for (int position = 0; position < length; position++) {
                best[row][position] = best(scores, (row * length + position) * labels);
            }
        }
        return best;
    }

    private int best(FloatBuffer scores, int from) {
        int best = 0;
        for (int label = 1; label < labels; label++) {
            if (scores.get(from + label) > scores.get(from + best)) {
                best = label;
            }
        }
        return best;
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }
}
