/**
 * Names found by a user's own token-classification model in ONNX. {@link io.depesche.enrich.onnx.WordPieces} turns words into the numbers that
 * the model knows, {@link io.depesche.enrich.onnx.Window} cuts sentences to its length, {@link io.depesche.enrich.onnx.TokenClassifier} runs it in
 * batches, and {@link io.depesche.enrich.onnx.ModelLabels} reads names from its labels.
 */
@NullMarked
package io.depesche.enrich.onnx;

import org.jspecify.annotations.NullMarked;
