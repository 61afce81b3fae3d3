package io.depesche.contracts;

import io.depesche.contracts.record.RawArticle;
import org.apache.avro.SystemLimitException;
import org.apache.avro.util.ClassSecurityValidator;

/**
 * What Avro may do with bytes from outside: only our own record classes are made from them, and no length that a record claims
 * is believed beyond what a topic carries.
 */
public final class AvroSafety {

    private AvroSafety() {}

    /** Sets Avro's limits for this JVM; what an operator has set by system property stays. Repeating it changes nothing. */
    public static void apply() {
        limit(SystemLimitException.MAX_STRING_LENGTH_PROPERTY, TopicOf.MAX_MESSAGE_BYTES);
        limit(SystemLimitException.MAX_BYTES_LENGTH_PROPERTY, TopicOf.MAX_MESSAGE_BYTES);
        limit(SystemLimitException.MAX_COLLECTION_LENGTH_PROPERTY, 1_000_000);
        String ours = RawArticle.class.getPackageName();
        ClassSecurityValidator.setGlobal(ClassSecurityValidator.composite(
                ClassSecurityValidator.DEFAULT, type -> type.getPackageName().equals(ours)));
    }

    private static void limit(String property, int value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, String.valueOf(value));
        }
    }
}
