package io.depesche.ingest.rights;

import io.depesche.contracts.record.RightsSignal;
import io.depesche.contracts.record.RightsStatement;
import io.depesche.ingest.address.WebAddress;
import io.depesche.ingest.fetch.Answer;
import io.depesche.ingest.fetch.RobotsRules;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Collects what an outlet states about the use of a page, wherever it states it. What follows from it is {@link RightsPolicy}'s. */
public final class Rights {

    static final String ROBOTS_HEADER = "X-Robots-Tag";
    static final String CONTENT_SIGNAL_HEADER = "Content-Signal";
    static final String RESERVATION = "tdm-reservation";
    static final String POLICY = "tdm-policy";

    private static final int MAX_STATEMENTS = 100;
    private static final int MAX_VALUE = 1_000;

    private final Map<List<String>, RightsStatement> statements = new LinkedHashMap<>();
    private final Instant now;

    private Rights(Instant now) {
        this.now = now.truncatedTo(ChronoUnit.MILLIS);
    }

    /**
     * Every statement that was met, each once, headers first, then those of the page, of its TDM file and of robots.txt. Statements
     * for other crawlers are among them. At most {@value #MAX_STATEMENTS}, each of at most {@value #MAX_VALUE} characters.
     *
     * @param answer the page's answer
     * @param ofPage what the page's own elements state
     * @param robots the rules of the page's host
     * @param file the TDM file of the page's origin, where there is one
     * @param now when the page was met
     */
    public static List<RightsStatement> collect(
            Answer answer, List<RightsStatement> ofPage, RobotsRules robots, Optional<TdmRules> file, Instant now) {
        Rights rights = new Rights(now);
        rights.addHeaders(answer);
        ofPage.forEach(stated -> rights.add(stated.getSignal(), stated.getValue(), stated.getEvidence()));
        URI page = answer.address();
        file.ifPresent(rules -> rules.of(page).ifPresent(rule -> rights.addRule(rules.address(), rule)));
        String robotsFile = WebAddress.origin(page) + "/robots.txt";
        robots.contentSignals(page).forEach(value -> rights.add(RightsSignal.CONTENT_SIGNAL, value, robotsFile));
        return List.copyOf(rights.statements.values());
    }

    private void addHeaders(Answer answer) {
        answer.headers("x-robots-tag").forEach(value -> add(RightsSignal.X_ROBOTS_TAG, value, ROBOTS_HEADER));
        for (String name : List.of(RESERVATION, POLICY)) {
            answer.headers(name).forEach(value -> add(RightsSignal.TDMREP, name + ": " + value, name));
        }
        answer.headers("content-signal")
                .forEach(value -> add(RightsSignal.CONTENT_SIGNAL, value, CONTENT_SIGNAL_HEADER));
    }

    private void addRule(URI file, TdmRules.Rule rule) {
        add(RightsSignal.TDMREP, RESERVATION + ": " + (rule.reserved() ? "1" : "0"), file.toString());
        rule.policy().ifPresent(policy -> add(RightsSignal.TDMREP, POLICY + ": " + policy, file.toString()));
    }

    private void add(RightsSignal signal, String value, String evidence) {
        String cut = value.length() <= MAX_VALUE ? value : value.substring(0, MAX_VALUE);
        if (!cut.isBlank() && statements.size() < MAX_STATEMENTS) {
            statements.putIfAbsent(
                    List.of(signal.name(), cut, evidence), new RightsStatement(signal, cut, evidence, now));
        }
    }
}
