package io.depesche.service;

/** A setting that cannot be used. Its message is one line that names the setting, its value and what is expected. */
public final class ConfigError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ConfigError(String message) {
        super(message);
    }

    /** Throws the message, formatted, unless the condition holds. */
    @SuppressWarnings("AnnotateFormatMethod") // the annotation is not worth a dependency
    public static void check(boolean condition, String message, Object... arguments) {
        if (!condition) {
            throw new ConfigError(message.formatted(arguments));
        }
    }
}
