package io.depesche.service;

import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.LogAndContinueExceptionHandler;
import org.apache.kafka.streams.errors.LogAndContinueProcessingExceptionHandler;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What becomes of a record that a topology cannot process: Kafka's own handlers (KIP-1034) write it to the dead-letter topic
 * with its bytes, key and headers and go on with the next; these add the header {@code reason} and count by it.
 *
 * <p>A result that cannot be written is no dead letter: it fails the transaction, and the task with it. So a step refuses what would
 * grow too large before it is written.
 */
public final class DeadLetters {

    /** The header that tells why: {@code undecodable}, {@code failed} or the reason of an {@link Unprocessable}. */
    public static final String REASON = "reason";

    /** The Streams setting that carries the {@link MeterRegistry} to the handlers. */
    static final String METERS = "depesche.meters";

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);

    private DeadLetters() {}

    /** For records that cannot be read. */
    public static final class OnDeserialization extends LogAndContinueExceptionHandler {

        private Tally tally = Tally.NONE;

        @Override
        public DeserializationExceptionHandler.Response handleError(
                ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> dead, Exception cause) {
            var response = super.handleError(context, dead, cause);
            tally.add("undecodable", context, cause, response.deadLetterQueueRecords());
            return response;
        }

        @Override
        public void configure(Map<String, ?> settings) {
            super.configure(settings);
            tally = Tally.from(settings);
        }
    }

    /** For records that a step refuses or fails on. */
    public static final class OnProcessing extends LogAndContinueProcessingExceptionHandler {

        private Tally tally = Tally.NONE;

        @Override
        public ProcessingExceptionHandler.Response handleError(
                ErrorHandlerContext context, Record<?, ?> dead, Exception cause) {
            var response = super.handleError(context, dead, cause);
            String reason = cause instanceof Unprocessable refused ? refused.reason() : "failed";
            tally.add(reason, context, cause, response.deadLetterQueueRecords());
            return response;
        }

        @Override
        public void configure(Map<String, ?> settings) {
            super.configure(settings);
            tally = Tally.from(settings);
        }
    }

    /** Marks dead letters with their reason and counts them. */
    private record Tally(java.util.Optional<MeterRegistry> meters) {

        static final Tally NONE = new Tally(java.util.Optional.empty());

        static Tally from(Map<String, ?> settings) {
            return settings.get(METERS) instanceof MeterRegistry registry
                    ? new Tally(java.util.Optional.of(registry))
                    : NONE;
        }

        void add(
                String reason,
                ErrorHandlerContext context,
                Exception cause,
                List<ProducerRecord<byte[], byte[]>> deadLetters) {
            LOG.warn(
                    "dead letter ({}) from {}-{} at offset {}: {}",
                    reason,
                    context.topic(),
                    context.partition(),
                    context.offset(),
                    cause.getMessage());
            deadLetters.forEach(letter -> letter.headers().add(REASON, reason.getBytes(StandardCharsets.UTF_8)));
            meters.ifPresent(
                    registry -> registry.counter("depesche.dead.letters", "topic", context.topic(), REASON, reason)
                            .increment());
        }
    }
}
