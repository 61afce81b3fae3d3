package io.depesche.ingest.extract;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What stands below a picture, parted into what it shows and whose it is: "Die Brücke am Morgen. Foto: A. Muster/dpa".
 *
 * @param text what the picture shows
 * @param credit photographer, agency, without the word that introduces them
 */
record Caption(Optional<String> text, Optional<String> credit) {

    static final Caption NONE = new Caption(Optional.empty(), Optional.empty());

    /** Longer text is no caption, in characters. */
    private static final int LONGEST = 2_000;

    private static final int LONGEST_CREDIT = 100;
    private static final int MOST_WORDS = 12;

    /** A word for a picture or a right, and what parts it from the credit. */
    private static final Pattern LABEL = Pattern.compile("(?<![\\p{L}\\p{N}])(?<!\\b[Ii]m )(?<!\\b[Dd]em )"
            + "(?:(?:(?:Archiv|Symbol|Beispiel|Presse)?(?:[Ff]oto|[Bb]ild)s?(?:graf(?:in)?|quelle|nachweis|rechte|credit)?"
            + "|FOTOS?|BILD|PHOTOS?|IMAGE|CREDIT|Grafik|Quelle|Photos?|Photographs?|Pictures?|Images?|Illustration"
            + "|(?:(?:Photo|Image|Picture) )?[Cc]redits?|Source|Copyright)\\s?[:|]\\s?"
            + "|(?:©|\\([Cc]\\)|[Cc]opyright ©?)\\s?)");
    /** The same without a colon, where a sentence begins. */
    private static final Pattern SENTENCE = Pattern.compile(
            "(?:^|(?<=[.!?(|] )|(?<=\\())(?:Foto|Fotos|Bild|Photo|Photos|Photograph|Image|Picture|Illustration)"
                    + " (?:by|von|courtesy of) ");

    private static final Pattern AGENCY = Pattern.compile(
            "(?<![\\p{L}])(?:dpa|AFP|AP|APA|EPA|epa|Reuters|REUTERS|Getty(?: Images)?|[Ii]mago(?: [Ii]mages)?"
                    + "|IMAGO|[Pp]icture[ -][Aa]lliance|Shutterstock|iStock|Alamy|Unsplash|Pixabay|Adobe Stock|PA Wire|Keystone"
                    + "|KEYSTONE|Bloomberg|ddp|Zuma|ZUMA)(?![\\p{L}])");
    /** The end of a sentence, but not of an initial, and a bracket. */
    private static final Pattern PART = Pattern.compile("(?<!\\b\\p{Lu})[.!?][”“\"]? |[(\\[]| \\| ");
    /** How names are set beside an agency's. */
    private static final Pattern SET_AS_CREDIT = Pattern.compile("[/|©]| via |^\\p{Lu}[^,]{1,40}, ");

    /** Parts the two; all of it is text where no credit is plain. */
    static Caption of(String whole) {
        if (whole.isEmpty() || whole.length() > LONGEST) {
            return NONE;
        }
        int label = last(LABEL, whole);
        int sentence = last(SENTENCE, whole);
        Caption labelled = label >= sentence ? cut(whole, LABEL, label) : cut(whole, SENTENCE, sentence);
        return labelled.credit().isPresent() ? labelled : byAgency(whole);
    }

    /** The same, with a credit that is known. */
    Caption withCredit(Optional<String> known) {
        return known.isPresent() ? new Caption(text, known) : this;
    }

    Caption or(Caption other) {
        return new Caption(text.or(other::text), credit.or(other::credit));
    }

    private static int last(Pattern pattern, String whole) {
        Matcher matcher = pattern.matcher(whole);
        int last = -1;
        while (matcher.find()) {
            // "Foto: © A. Muster": the first of labels in a row.
            last = last >= 0 && whole.substring(last, matcher.start()).length() < 8 ? last : matcher.start();
        }
        return last;
    }

    private static Caption cut(String whole, Pattern pattern, int at) {
        if (at < 0) {
            return new Caption(Optional.of(whole), Optional.empty());
        }
        Matcher label = pattern.matcher(whole);
        String credit = whole.substring(at);
        for (int from = at; label.find(from) && label.start() == from; from = label.end()) {
            credit = whole.substring(label.end());
        }
        return parted(whole, whole.substring(0, at), credit);
    }

    /** A last part without a label that is a name and an agency. */
    private static Caption byAgency(String whole) {
        int from = 0;
        Matcher part = PART.matcher(whole);
        while (part.find() && part.end() < whole.length()) {
            from = part.end();
        }
        String tail = whole.substring(from);
        Matcher agency = AGENCY.matcher(tail);
        boolean named = agency.find()
                && (SET_AS_CREDIT.matcher(tail).find() || agency.group().length() + 2 >= tail.length());
        return named
                ? parted(whole, whole.substring(0, from), tail)
                : new Caption(Optional.of(whole), Optional.empty());
    }

    private static Caption parted(String whole, String before, String after) {
        String credit = trimmed(after, "([|/–- :", after.indexOf('(') > 0 ? "]|. " : ")]|. ");
        boolean plain =
                !credit.isEmpty() && credit.length() <= LONGEST_CREDIT && credit.split(" ").length <= MOST_WORDS;
        if (!plain) {
            return new Caption(Optional.of(whole), Optional.empty());
        }
        String text = trimmed(before, " ", "([|/–-© ");
        return new Caption(Optional.of(text).filter(words -> !words.isEmpty()), Optional.of(credit));
    }

    private static String trimmed(String text, String before, String after) {
        int from = 0;
        int to = text.length();
        while (from < to && before.indexOf(text.charAt(from)) >= 0) {
            from++;
        }
        while (to > from && after.indexOf(text.charAt(to - 1)) >= 0) {
            to--;
        }
        return text.substring(from, to);
    }
}
