package io.depesche.enrich.step.quote;

import io.depesche.enrich.step.Vocabulary;
import io.depesche.enrich.step.entity.Tokenizer;
import io.depesche.enrich.step.quote.Attribution.Speech;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Tells quotations from titles and scare quotes, and passes speakers on: to the next part of a quotation that its attribution
 * interrupts ("…", sagte Schwarz. "…"), and over the paragraphs of one that goes on.
 */
final class Speakers {

    /** So many words make a quotation even where nobody is said to speak. */
    private static final int CLAUSE = 4;

    private static final int SHORTEST = 2;

    private static final int LONGEST_TITLE = 8;

    private static final int LONGEST_PHRASE = 2;

    private final Vocabulary<QuoteRole> words;
    private final Tokenizer tokenizer;
    private final String text;
    private final People people;
    private final Attribution attribution;

    Speakers(Vocabulary<QuoteRole> words, Tokenizer tokenizer, String text, People people) {
        this.words = words;
        this.tokenizer = tokenizer;
        this.text = text;
        this.people = people;
        this.attribution = new Attribution(words, tokenizer, text, people);
    }

    /** The direct quotations among what stands in marks. */
    List<Spoken> of(List<Quotation> quotations) {
        Optional<String>[] speakers = newSpeakers(quotations.size());
        boolean[] spoken = new boolean[quotations.size()];
        Speech before = Speech.NONE;
        for (int index = 0; index < quotations.size(); index++) {
            Quotation quotation = quotations.get(index);
            Speech own = attribution.around(quotation, startBefore(quotations, index), endAfter(quotations, index));
            boolean handedOn = index > 0 && goesOn(quotations.get(index - 1), quotation, before);
            Speech speech = handedOn && own.speaker().isEmpty() ? before : own;
            speakers[index] = speech.speaker();
            spoken[index] = isSpoken(quotation, own, handedOn || quotation.continued());
            before = speech;
        }
        joinParagraphs(quotations, speakers, spoken);
        return list(quotations, speakers, spoken);
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
        int line = text.lastIndexOf('\n', quotations.get(index).open()) + 1;
        return index == 0 ? line : Math.max(line, quotations.get(index - 1).after());
    }

    private int endAfter(List<Quotation> quotations, int index) {
        int line = text.indexOf('\n', quotations.get(index).after());
        int end = line < 0 ? text.length() : line;
        return index + 1 == quotations.size()
                ? end
                : Math.min(end, quotations.get(index + 1).open());
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
                        && tokenizer.sentencesOf(between).size() == 1);
    }

    private boolean isSpoken(Quotation quotation, Speech speech, boolean handedOn) {
        Optional<Quotation> trimmed = QuotationMarks.trimmed(text, quotation);
        if (trimmed.isEmpty()) {
            return false;
        }
        int start = trimmed.get().start();
        int end = trimmed.get().end();
        int count = wordsIn(start, end);
        if (people.isName(start, end) || (count <= LONGEST_TITLE && isTitle(quotation, start, end))) {
            return false;
        }
        if (count >= CLAUSE || quotation.continues() || quotation.continued()) {
            return true;
        }
        boolean ended = ".,!?…".indexOf(text.charAt(end - 1)) >= 0 || isColonBefore(quotation);
        boolean beside = ended || (speech.trailing() && text.startsWith(",", quotation.after()));
        return count >= SHORTEST && beside && (speech.reported() || handedOn);
    }

    private boolean isColonBefore(Quotation quotation) {
        int at = quotation.open() - 1;
        while (at > 0 && text.charAt(at) == ' ') {
            at--;
        }
        return at >= 0 && text.charAt(at) == ':';
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

    /** A title of a work: what it is stands before it, or all its longer words have capitals and no sentence ends. */
    private boolean isTitle(Quotation quotation, int start, int end) {
        int from = Math.max(text.lastIndexOf('\n', quotation.open()) + 1, quotation.open() - 60);
        List<String> before = from < quotation.open()
                ? tokenizer.sentencesOf(text.substring(from, quotation.open())).stream()
                        .reduce((first, last) -> last)
                        .map(sentence -> sentence.words())
                        .orElse(List.of())
                : List.of();
        if (words.before(QuoteRole.TITLE, before, before.size(), LONGEST_PHRASE).isPresent()) {
            return true;
        }
        return ".,!?".indexOf(text.charAt(end - 1)) < 0 && hasCapitalsOnly(start, end);
    }

    private boolean hasCapitalsOnly(int start, int end) {
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
