package io.depesche.service;

import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The environment of a service, read once at its start. An empty variable counts as absent. Each method throws a {@link
 * ConfigError} that names the variable when its value cannot be used.
 */
public final class Env {

    private final Map<String, String> values;

    private Env(Map<String, String> values) {
        this.values = Map.copyOf(values);
    }

    /** The environment of this process. */
    public static Env system() {
        return new Env(System.getenv());
    }

    public static Env of(Map<String, String> values) {
        return new Env(values);
    }

    /** The same environment with one variable set. */
    public Env with(String name, String value) {
        Map<String, String> changed = new HashMap<>(values);
        changed.put(name, value);
        return new Env(changed);
    }

    /** All variables. */
    public Map<String, String> all() {
        return values;
    }

    public Optional<String> optional(String name) {
        return Optional.ofNullable(values.get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }

    /** A variable that must be set; {@code meaning} tells what to set it to. */
    public String required(String name, String meaning) {
        return optional(name).orElseThrow(() -> new ConfigError("%s is not set: %s".formatted(name, meaning)));
    }

    public String text(String name, String otherwise) {
        return optional(name).orElse(otherwise);
    }

    public int integer(String name, int otherwise, int least, int most) {
        return optional(name)
                .map(value -> {
                    try {
                        int number = Integer.parseInt(value);
                        if (number >= least && number <= most) {
                            return number;
                        }
                    } catch (NumberFormatException e) {
                        // told below, with the limits
                    }
                    throw new ConfigError("%s=%s is no whole number from %d to %d".formatted(name, value, least, most));
                })
                .orElse(otherwise);
    }

    /** An ISO 8601 duration, such as {@code PT2S}. */
    public Duration duration(String name, Duration otherwise) {
        return optional(name)
                .map(value -> {
                    try {
                        return Duration.parse(value);
                    } catch (DateTimeParseException e) {
                        throw new ConfigError("%s=%s is no ISO 8601 duration such as PT2S".formatted(name, value));
                    }
                })
                .orElse(otherwise);
    }

    public Path path(String name, Path otherwise) {
        return optional(name)
                .map(value -> {
                    try {
                        return Path.of(value);
                    } catch (InvalidPathException e) {
                        throw new ConfigError("%s=%s is no path: %s".formatted(name, value, e.getReason()));
                    }
                })
                .orElse(otherwise);
    }

    /** An absolute http or https address. */
    public Optional<URI> httpAddress(String name) {
        return optional(name).map(value -> {
            try {
                URI address = URI.create(value);
                if (address.getHost() != null && List.of("http", "https").contains(address.getScheme())) {
                    return address;
                }
            } catch (IllegalArgumentException e) {
                // told below
            }
            throw new ConfigError("%s=%s is no http or https address".formatted(name, value));
        });
    }

    /** Values separated by commas; none when the variable is not set. */
    public List<String> list(String name) {
        return optional(name)
                .map(value -> Arrays.stream(value.split(","))
                        .map(String::strip)
                        .filter(item -> !item.isEmpty())
                        .toList())
                .orElse(List.of());
    }
}
