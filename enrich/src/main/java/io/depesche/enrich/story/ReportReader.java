package io.depesche.enrich.story;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads reports into vectors, whose terms weigh by how rare they are in the window. */
final class ReportReader {

    private static final String FREQUENCIES = "/io/depesche/enrich/lang/%s/document-frequencies.bin";

    static final int WORDS = 128;
    static final int LEAD = 48;
    static final int THINGS = 32;
    static final int COMMON = 64;

    private static final int LEAD_WORDS = 60;
    private static final int HEADLINE_TIMES = 3;

    /** An article's first words tell what happened; more of them would only cost time. */
    private static final int TEXT_WORDS = 2_000;

    private static final int COMMON_WORDS = 200;

    /** Most texts have no more terms. */
    private static final int MANY = 400;

    private static final Pattern BEHIND_LANGUAGE = Pattern.compile("[-_].*", Pattern.DOTALL);
    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}");

    private final Map<String, Frequencies> frequencies = new HashMap<>();
    private final Map<String, TermReader> readers = new HashMap<>();
    private final GermanWords germanWords = new GermanWords();
    private final Frequencies ofThings = new Frequencies(DocumentFrequencies.NONE);
    private final Frequencies ofCommon = new Frequencies(DocumentFrequencies.read(FREQUENCIES.formatted("en")));

    /** Reads a report, of which nothing is decided yet, in a language; {@code published} is what counts as its publication. */
    Trace read(Report report, String language, int number, long published) {
        return Trace.of(number, report, language, published, vectorsOf(report, language), Sketch.of(report.text()));
    }

    /** The base language of a tag in small letters, "und" where it has none. */
    static String baseOf(String tag) {
        String base = BEHIND_LANGUAGE.matcher(tag).replaceFirst("").toLowerCase(Locale.ROOT);
        return LANGUAGE.matcher(base).matches() ? base : "und";
    }

    private Vectors vectorsOf(Report report, String language) {
        TermReader reader = readers.computeIfAbsent(
                language.equals("de") || language.equals("en") ? language : "other", this::newReader);
        Frequencies rare = frequencies(language);
        IntCounts lead = new IntCounts(2 * LEAD_WORDS);
        reader.count(report.headline(), 1, TEXT_WORDS, lead);
        reader.count(report.text(), 1, LEAD_WORDS, lead);
        IntCounts words = new IntCounts(MANY);
        reader.count(report.headline(), HEADLINE_TIMES, TEXT_WORDS, words);
        reader.count(report.text(), 1, TEXT_WORDS, words);
        IntCounts things = new IntCounts();
        IntCounts places = new IntCounts();
        report.things().forEach(thing -> (thing.place() ? places : things)
                .add(TermReader.hash(thing.id()), thing.mentions() * TermReader.WHOLE));
        IntCounts common = new IntCounts(COMMON_WORDS);
        TermReader translating = readers.computeIfAbsent(language.equals("de") ? "de as en" : "en", this::newReader);
        translating.count(report.headline(), HEADLINE_TIMES, TEXT_WORDS, common);
        translating.count(report.text(), 1, COMMON_WORDS, common);
        return new Vectors(
                SparseVector.of(words, rare::weightOf, WORDS),
                SparseVector.of(lead, rare::weightOf, LEAD),
                SparseVector.of(places, ofThings::weightOf, THINGS),
                SparseVector.of(things, ofThings::weightOf, THINGS),
                SparseVector.of(common, ofCommon::weightOf, COMMON));
    }

    private TermReader newReader(String kind) {
        return new TermReader(
                switch (kind) {
                    case "de" -> germanWords;
                    case "de as en" -> new GermanInEnglish(germanWords);
                    case "en" -> new EnglishWords();
                    default -> TermReader::beginning;
                });
    }

    private Frequencies frequencies(String language) {
        return frequencies.computeIfAbsent(
                language,
                code -> new Frequencies(
                        code.equals("de") || code.equals("en")
                                ? DocumentFrequencies.read(FREQUENCIES.formatted(code))
                                : DocumentFrequencies.NONE));
    }

    /** Counts the terms of a report that enters the window. */
    void enters(Trace trace) {
        frequencies(trace.language()).add(trace.vectors().words());
        ofThings.add(trace.vectors().places());
        ofThings.add(trace.vectors().things());
        ofCommon.add(trace.vectors().common());
    }

    /** Takes back what a report that leaves the window counted. */
    void leaves(Trace trace) {
        frequencies(trace.language()).remove(trace.vectors().words());
        ofThings.remove(trace.vectors().places());
        ofThings.remove(trace.vectors().things());
        ofCommon.remove(trace.vectors().common());
    }
}
