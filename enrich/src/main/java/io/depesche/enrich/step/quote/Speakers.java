package io.depesche.enrich.step.quote;

import io.depesche.enrich.step.Vocabulary;
import io.depesche.enrich.step.entity.Sentence;
import io.depesche.enrich.step.entity.Tokenizer;
import io.depesche.enrich.step.quote.Attribution.Speech;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Tells quotations from titles and scare quotes, and passes speakers on: to the next part of a quotation that its attribution
 * interrupts ("…", sagte Schwarz. "…"), and over the paragraphs of one that goes on.
 */
final class Speakers {

    /** So many words make a quotation even where nobody is said to speak. */
    private static final int SENTENCE = 8;

    /** So many do where somebody is, or where a verb is among them. */
    private static final int CLAUSE = 4;

    private static final int SHORTEST = 2;

    private static final int LONGEST_TITLE = 8;

    private static final int LONGEST_PHRASE = 2;

    private static final int TITLE_REACH = 60;

    private final Vocabulary<QuoteRole> words;
    private final Tokenizer tokenizer;
    private final String text;
    private final People people;
    private final Attribution attribution;

    Speakers(Vocabulary<QuoteRole> words, Tokenizer tokenizer, boolean german, String text, People people) {
        this.words = words;
        this.tokenizer = tokenizer;
        this.text = text;
        this.people = people;
        this.attribution = new Attribution(words, tokenizer, german, text, people);
    }

    /** The direct quotations among what stands in marks. */
    List<Spoken> of(List<Quotation> marked) {
        List<Quotation> quotations = marked.stream().filter(this::isPhrase).toList();
        Optional<String>[] speakers = newSpeakers(quotations.size());
        boolean[] spoken = new boolean[quotations.size()];
        Speech before = Speech.NONE;
        for (int index = 0; index < quotations.size(); index++) {
            Quotation quotation = quotations.get(index);
            Speech own = attribution.around(quotation, startBefore(quotations, index), endAfter(quotations, index));
            boolean handedOn = index > 0 && goesOn(quotations.get(index - 1), quotation, before);
            boolean handed = handedOn && own.speaker().isEmpty();
            speakers[index] = handed ? before.speaker() : own.speaker();
            spoken[index] = isSpoken(quotation, own, handedOn || quotation.continued());
            // what stood after the quotation before says nothing of the one after this
            before = handed ? new Speech(true, speakers[index], false) : own;
        }
        joinParagraphs(quotations, speakers, spoken);
        return list(quotations, speakers, spoken);
    }

    /** Whether it is more than a word or a name, which break no speech. */
    private boolean isPhrase(Quotation quotation) {
        return quotation.continues()
                || quotation.continued()
                || (wordsIn(quotation.start(), quotation.end()) >= SHORTEST
                        && !people.isName(quotation.start(), quotation.end()));
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Optional<String>[] newSpeakers(int size) {
        return new Optional[size];
    }

    /** The paragraphs of one quotation have one speaker, whom the last of them mostly names. */
    private static void joinParagraphs(List<Quotation> quotations, Optional<String>[] speakers, boolean[] spoken) {
        for (int index = quotations.size() - 2; index >= 0; index--) {
            if (quotations.get(index).continues()) {
                int next = index + 1;
                speakers[index] = speakers[index].or(() -> speakers[next]);
                spoken[index] |= spoken[index + 1];
            }
        }
        for (int index = 1; index < quotations.size(); index++) {
            if (quotations.get(index).continued()) {
                speakers[index] = speakers[index].isPresent() ? speakers[index] : speakers[index - 1];
            }
        }
    }

    private List<Spoken> list(List<Quotation> quotations, Optional<String>[] speakers, boolean[] spoken) {
        List<Spoken> list = new ArrayList<>();
        for (int index = 0; index < quotations.size(); index++) {
            Optional<Quotation> inner = QuotationMarks.trimmed(text, quotations.get(index));
            if (spoken[index] && inner.isPresent()) {
                list.add(new Spoken(inner.get().start(), inner.get().end(), speakers[index]));
            }
        }
        return list;
    }

    private int startBefore(List<Quotation> quotations, int index) {
        int open = quotations.get(index).open();
        int reach = Math.max(index == 0 ? 0 : quotations.get(index - 1).after(), open - Attribution.REACH);
        return lineStart(open, reach);
    }

    private int endAfter(List<Quotation> quotations, int index) {
        int from = quotations.get(index).after();
        int reach = index + 1 == quotations.size()
                ? text.length()
                : quotations.get(index + 1).open();
        int end = from;
        while (end < Math.min(reach, from + Attribution.REACH) && text.charAt(end) != '\n') {
            end++;
        }
        return end;
    }

    /** Where the line starts that an index stands in, or {@code least} where that is nearer. */
    private int lineStart(int index, int least) {
        int start = index;
        while (start > least && text.charAt(start - 1) != '\n') {
            start--;
        }
        return start;
    }

    /** Whether only the attribution of the quotation before stands between the two. */
    private boolean goesOn(Quotation before, Quotation quotation, Speech speech) {
        String between = text.substring(before.after(), quotation.open()).strip();
        if (between.indexOf('\n') >= 0
                || text.substring(before.after(), quotation.open()).indexOf('\n') >= 0) {
            return false;
        }
        return between.isEmpty()
                || between.equals(",")
                || (speech.trailing()
                        && speech.speaker().isPresent()
                        && ".,:".indexOf(between.charAt(between.length() - 1)) >= 0
                        && isOneSentence(between));
    }

    /** Whether nothing but one sentence, or one and a word such as "Und:", stands in a text. */
    private boolean isOneSentence(String between) {
        List<Sentence> sentences = tokenizer.sentencesOf(between);
        return sentences.size() == 1
                || (sentences.size() == 2 && sentences.get(1).size() <= 2 && between.endsWith(":"));
    }

    private boolean isSpoken(Quotation quotation, Speech speech, boolean handedOn) {
        Optional<Quotation> trimmed = QuotationMarks.trimmed(text, quotation);
        if (trimmed.isEmpty()) {
            return false;
        }
        int start = trimmed.get().start();
        int end = trimmed.get().end();
        int count = wordsIn(start, end);
        boolean said = speech.reported() || handedOn;
        if (count <= LONGEST_TITLE && (isNamed(quotation) || (!said && hasCapitalsOnly(start, end)))) {
            return false;
        }
        if (count >= SENTENCE || quotation.continues() || quotation.continued()) {
            return true;
        }
        if (count >= CLAUSE && (said || isSentence(start, end))) {
            return true;
        }
        boolean ended = ".,!?…".indexOf(text.charAt(end - 1)) >= 0 || attribution.isAfterColon(quotation.open());
        boolean beside = ended || (speech.trailing() && text.startsWith(",", quotation.after()));
        return count >= SHORTEST && beside && said;
    }

    /** Whether a few words end as a sentence does or hold a verb or a pronoun. */
    private boolean isSentence(int start, int end) {
        return ".!?".indexOf(text.charAt(end - 1)) >= 0 || hasVerb(start, end);
    }

    private boolean hasVerb(int start, int end) {
        return tokenizer.sentencesOf(text.substring(start, end)).stream().anyMatch(sentence -> {
            List<String> tokens = sentence.words();
            return IntStream.range(0, tokens.size()).anyMatch(at -> words.has(QuoteRole.FINITE, tokens, at));
        });
    }

    private int wordsIn(int start, int end) {
        int count = 0;
        boolean inWord = false;
        for (int at = start; at < end; at++) {
            boolean letter = Character.isLetterOrDigit(text.charAt(at));
            count += letter && !inWord ? 1 : 0;
            inWord = letter || (inWord && "-'’".indexOf(text.charAt(at)) >= 0);
        }
        return count;
    }

    /** Whether it is called what stands in marks: "der Film „…“". */
    private boolean isNamed(Quotation quotation) {
        int from = lineStart(quotation.open(), Math.max(0, quotation.open() - TITLE_REACH));
        return from < quotation.open()
                && tokenizer.sentencesOf(text.substring(from, quotation.open())).stream()
                        .reduce((first, last) -> last)
                        .filter(sentence -> words.before(
                                        QuoteRole.TITLE, sentence.words(), sentence.size(), LONGEST_PHRASE)
                                .isPresent())
                        .isPresent();
    }

    /** Whether all longer words have capitals, as in English titles. */
    private boolean hasCapitalsOnly(int start, int end) {
        if (".,!?".indexOf(text.charAt(end - 1)) >= 0) {
            return false;
        }
        int capitals = 0;
        for (String word : text.substring(start, end).split("[\\s-]+")) {
            if (word.length() > 3) {
                if (!Character.isUpperCase(word.codePointAt(0))) {
                    return false;
                }
                capitals++;
            }
        }
        return capitals > 0;
    }
}
