package io.depesche.enrich.step.entity;

import io.depesche.contracts.record.EntityType;
import io.depesche.contracts.record.MentionKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Turns the labels of a sentence into names, by the guidelines on borders and kinds. */
final class NameReader {

    /** What may stand before a name in a compound without belonging to it ("Anti-Trump-Protest"). */
    private static final Set<String> PREFIXES =
            Set.of("Alt", "Anti", "Co", "Ex", "Mega", "Nicht", "Noch", "Post", "Pro", "Super", "Vize");

    /** Whose official bodies are named in one word with theirs ("US-Senat"). */
    private static final Set<String> WHOSE_BODIES = Set.of("EU", "UN", "UNO", "US", "USA");

    /** What the official bodies of a state or union are called, as the ends of their names. */
    private static final List<String> BODIES = List.of(
            "ministerium",
            "behörde",
            "aufsicht",
            "amt",
            "senat",
            "kongress",
            "kommission",
            "parlament",
            "rat",
            "gerichtshof",
            "notenbank",
            "zentralbank",
            "küstenwache",
            "versammlung",
            "hilfswerk",
            "repräsentantenhaus");

    /** Compounds with these are names of places as a whole ("Rhein-Main-Gebiet"). */
    private static final Set<String> PLACE_HEADS =
            Set.of("Allee", "Brücke", "Gebiet", "Platz", "Ring", "Straße", "Strasse", "Ufer");

    private NameReader() {}

    /** The names of a sentence that is the {@code number}th of its text, in reading order. */
    static List<NameSpan> read(Sentence sentence, int number, int[] labels) {
        List<NameSpan> into = new ArrayList<>();
        int token = 0;
        while (token < labels.length) {
            int label = labels[token];
            int last = token;
            if (label != Label.NONE) {
                int first = token;
                EntityType type = Label.typeOf(label);
                switch (Label.formOf(label)) {
                    case Label.PART -> part(sentence, number, first, type).ifPresent(into::add);
                    case Label.DERIVED ->
                        whole(sentence, number, first, first, type, MentionKind.DERIVED)
                                .ifPresent(into::add);
                    default -> {
                        while (last + 1 < labels.length && labels[last + 1] == Label.of(type, Label.INSIDE)) {
                            last++;
                        }
                        whole(sentence, number, first, last, type, kindOf(sentence, first, last))
                                .ifPresent(into::add);
                    }
                }
            }
            token = last + 1;
        }
        return into;
    }

    private static MentionKind kindOf(Sentence sentence, int first, int last) {
        return first == last && isAdjective(sentence.word(first)) ? MentionKind.DERIVED : MentionKind.NAME;
    }

    /** Whether a word is a German adjective made from a name, such as "deutsche": derived from a name, but none itself. */
    static boolean isAdjective(String word) {
        int ending = word.lastIndexOf("sch");
        return ending > 1 && word.length() - ending <= 5 && !Shape.isCapitalised(word);
    }

    /** The name from one token to another, if it can be one. */
    static Optional<NameSpan> whole(
            Sentence sentence, int number, int first, int last, EntityType type, MentionKind kind) {
        return span(number, first, last, sentence.start(first), sentence.textOf(first, last), type, kind);
    }

    /** The name inside a hyphen compound: what stands before its last hyphen ("SPD" of "SPD-Chef"). */
    static Optional<NameSpan> part(Sentence sentence, int number, int token, EntityType type) {
        String word = sentence.word(token);
        int to = headOf(word);
        if (isOfficialBody(word, to)) {
            return whole(sentence, number, token, token, EntityType.ORGANIZATION, MentionKind.NAME);
        }
        if (to > 0 && PLACE_HEADS.contains(word.substring(to + 1))) {
            return whole(sentence, number, token, token, EntityType.LOCATION, MentionKind.NAME);
        }
        int from = 0;
        int hyphen = word.indexOf('-');
        if (hyphen > 0 && hyphen < to && PREFIXES.contains(word.substring(0, hyphen))) {
            from = hyphen + 1;
        }
        return to <= from
                ? Optional.empty()
                : span(
                        number,
                        token,
                        token,
                        sentence.start(token) + from,
                        word.substring(from, to),
                        type,
                        MentionKind.PART);
    }

    private static boolean isOfficialBody(String word, int head) {
        if (!WHOSE_BODIES.contains(word.substring(0, head))) {
            return false;
        }
        String body = word.substring(head + 1).toLowerCase(Locale.ROOT);
        return BODIES.stream()
                .anyMatch(end -> body.endsWith(end) || body.endsWith(end + "s") || body.endsWith(end + "es"));
    }

    /** Where a compound's head starts, with its hyphen; 0 for a word that is no compound. */
    static int headOf(String word) {
        return Math.max(0, word.lastIndexOf('-'));
    }

    private static Optional<NameSpan> span(
            int number, int first, int last, int start, String exact, EntityType type, MentionKind kind) {
        if (exact.codePoints().noneMatch(Character::isLetter)) {
            return Optional.empty();
        }
        return Optional.of(new NameSpan(number, first, last, start, start + exact.length(), exact, type, kind));
    }
}
