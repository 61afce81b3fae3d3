package io.depesche.enrich.step.quote;

import io.depesche.enrich.step.Vocabulary;
import io.depesche.enrich.step.entity.Sentence;
import io.depesche.enrich.step.entity.Tokenizer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Who is said around a quotation to speak. Looks at a bounded stretch before and after it. Where the text is not clear nobody
 * speaks.
 */
final class Attribution {

    /** So many characters before and after a quotation are read. */
    static final int REACH = 240;

    /** Words that may stand between the quotation and its verb of saying after it. */
    private static final int MOST_BETWEEN = 12;

    private final Vocabulary<QuoteRole> words;
    private final Tokenizer tokenizer;
    private final boolean german;
    private final String text;
    private final People people;

    Attribution(Vocabulary<QuoteRole> words, Tokenizer tokenizer, boolean german, String text, People people) {
        this.words = words;
        this.german = german;
        this.tokenizer = tokenizer;
        this.text = text;
        this.people = people;
    }

    /**
     * What stands around a quotation.
     *
     * @param reported whether a verb of saying or a colon stands beside it
     * @param speaker the entity that speaks, where it is clear
     * @param trailing whether this stands after the quotation
     */
    record Speech(boolean reported, Optional<String> speaker, boolean trailing) {

        static final Speech NONE = new Speech(false, Optional.empty(), false);
    }

    /**
     * Reads what stands around a quotation.
     *
     * @param from where the stretch before it starts: the end of the quotation or paragraph before
     * @param to where the stretch after it ends
     */
    Speech around(Quotation quotation, int from, int to) {
        Speech before = before(quotation, from);
        if (isAfterColon(quotation.open()) && before.speaker().isPresent()) {
            return before;
        }
        Speech after = after(quotation, to);
        return after.speaker().isPresent() || !before.reported() ? after : before;
    }

    /** Whether a colon stands before an opening mark. */
    boolean isAfterColon(int open) {
        int at = open - 1;
        while (at > 0 && text.charAt(at) == ' ') {
            at--;
        }
        return at >= 0 && text.charAt(at) == ':';
    }

    private Optional<Clause> clause(int from, int to, boolean last) {
        if (from >= to) {
            return Optional.empty();
        }
        List<Sentence> sentences = tokenizer.sentencesOf(text.substring(from, to));
        return sentences.isEmpty()
                ? Optional.empty()
                : Optional.of(new Clause(words, people, sentences.get(last ? sentences.size() - 1 : 0), from));
    }

    private Speech after(Quotation quotation, int to) {
        int from = quotation.after();
        Optional<Clause> found = clause(from, to, false);
        if (found.isEmpty()) {
            return Speech.NONE;
        }
        Clause clause = found.get();
        char last = text.charAt(quotation.end() - 1);
        boolean open = clause.is(0, ",")
                || clause.is(0, "–")
                || clause.is(0, "-")
                || last == ','
                || last == '!'
                || last == '?';
        int first = clause.is(0, ",") || clause.is(0, "–") || clause.is(0, "-") ? 1 : 0;
        if (clause.has(QuoteRole.DAS, first) && clause.has(QuoteRole.SAID, first + 1)) {
            return new Speech(true, clause.subjectOf(first + 1), true);
        }
        boolean ended = last == '.' && !open;
        if (ended) {
            return Speech.NONE;
        }
        if (clause.has(QuoteRole.SO, first) || clause.has(QuoteRole.ACCORDING, first)) {
            boolean both = clause.has(QuoteRole.SAID, first + 1);
            return new Speech(true, clause.after(first + (both ? 2 : clause.is(first, "according") ? 2 : 1)), true);
        }
        OptionalInt verb = clause.verbFrom(first);
        if (verb.isEmpty() || verb.getAsInt() - first > MOST_BETWEEN) {
            return Speech.NONE;
        }
        int at = verb.getAsInt();
        boolean otherSentence = german && first == 0 && last != ',';
        if (at > first && (!open || otherSentence)) {
            return new Speech(!otherSentence, Optional.empty(), true);
        }
        return new Speech(true, at == first ? clause.after(at + 1) : clause.subjectOf(at), true);
    }

    private Speech before(Quotation quotation, int from) {
        int open = quotation.open();
        Optional<Clause> found = clause(from, open, true);
        if (found.isEmpty() || endsSentence(open, from)) {
            return Speech.NONE;
        }
        Clause clause = found.get();
        int last = clause.size() - 1;
        boolean colon = clause.is(last, ":");
        int end = colon || clause.is(last, ",") ? last : last + 1;
        Optional<String> named = colon ? clause.nameBefore(end) : Optional.empty();
        if (named.isPresent()) {
            return new Speech(true, named, false);
        }
        OptionalInt verb = lastVerb(clause, end);
        Optional<String> subject = verb.isPresent() ? clause.subjectOf(verb.getAsInt()) : Optional.empty();
        if (subject.isPresent() || (verb.isPresent() && !colon)) {
            return new Speech(true, subject, false);
        }
        if (clause.has(QuoteRole.ACCORDING, 0)) {
            return new Speech(true, clause.after(clause.is(0, "According") ? 2 : 1), false);
        }
        return new Speech(colon, colon ? clause.onlyPerson() : Optional.empty(), false);
    }

    private static OptionalInt lastVerb(Clause clause, int end) {
        OptionalInt last = OptionalInt.empty();
        for (OptionalInt verb = clause.verbFrom(0); verb.isPresent() && verb.getAsInt() < end; ) {
            last = verb;
            verb = clause.verbFrom(verb.getAsInt() + 1);
        }
        return last;
    }

    /** Whether the quotation opens a sentence of its own. */
    private boolean endsSentence(int open, int from) {
        int at = open - 1;
        while (at > from && (Character.isWhitespace(text.charAt(at)) || text.charAt(at) == ')')) {
            at--;
        }
        return at < from || ".!?".indexOf(text.charAt(at)) >= 0;
    }
}
