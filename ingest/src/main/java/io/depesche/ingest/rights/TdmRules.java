package io.depesche.ingest.rights;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.depesche.ingest.fetch.PathRule;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A site's {@code /.well-known/tdmrep.json} (TDM Reservation Protocol, W3C community group report of 10 May 2024): which paths are
 * reserved. Of the rules that match a path the longest pattern decides, as in robots.txt, and of equally long ones the one that
 * reserves. Entries that cannot be read are passed over; a file that is no JSON array says nothing. Immutable.
 */
public final class TdmRules {

    /** Where the file lies. */
    public static final String PATH = "/.well-known/tdmrep.json";

    /** Longer files say nothing. */
    static final int MAX_BYTES = 256 << 10;

    private static final int MAX_RULES = 1_000;
    private static final int MAX_LOCATION = 2_000;
    private static final int MAX_DEPTH = 20;

    private static final ObjectMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .build())
                    .build())
            .build();

    private final URI address;
    private final List<Rule> rules;

    /**
     * What is said of some paths.
     *
     * @param location the paths
     * @param reserved whether text and data mining is reserved
     * @param policy where a licence may be had
     */
    record Rule(PathRule location, boolean reserved, Optional<String> policy) {}

    private TdmRules(URI address, List<Rule> rules) {
        this.address = address;
        this.rules = List.copyOf(rules);
    }

    /** Reads a file. Whatever the bytes are, there are rules, perhaps none. */
    public static TdmRules parse(URI address, byte[] file) {
        List<Rule> rules = new ArrayList<>();
        if (file.length <= MAX_BYTES) {
            try {
                for (JsonNode entry : JSON.readTree(file)) {
                    if (rules.size() < MAX_RULES) {
                        rule(entry).ifPresent(rules::add);
                    }
                }
            } catch (IOException e) {
                rules.clear(); // no JSON, or no characters; half a file may have lost the half that matters
            }
        }
        return new TdmRules(address, rules);
    }

    private static Optional<Rule> rule(JsonNode entry) {
        JsonNode location = entry.path("location");
        String reservation = entry.path("tdm-reservation").asText("").strip();
        boolean readable = location.isTextual()
                && location.textValue().length() <= MAX_LOCATION
                && (reservation.equals("0") || reservation.equals("1"));
        if (!readable) {
            return Optional.empty();
        }
        String pattern = location.textValue().strip();
        JsonNode policy = entry.path("tdm-policy");
        return Optional.of(new Rule(
                PathRule.of(pattern.startsWith("/") || pattern.startsWith("*") ? pattern : "/" + pattern),
                reservation.equals("1"),
                Optional.of(policy.asText("").strip())
                        .filter(text -> !text.isEmpty() && text.length() <= MAX_LOCATION)));
    }

    /** Where the file was read. */
    URI address() {
        return address;
    }

    /** What the file says of a page of its site. */
    Optional<Rule> of(URI page) {
        String path = PathRule.pathOf(page);
        Optional<Rule> decides = Optional.empty();
        for (Rule rule : rules) {
            boolean more = decides.isEmpty()
                    || rule.location().length() > decides.get().location().length()
                    || (rule.location().length() == decides.get().location().length() && rule.reserved());
            if (more && rule.location().matches(path)) {
                decides = Optional.of(rule);
            }
        }
        return decides;
    }
}
