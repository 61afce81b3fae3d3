package io.depesche.enrich.step.quote;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds what stands in quotation marks, paragraph by paragraph, in one pass: „…“, »…«, «…», “…”, "…", and the single marks ‚…‘, ‘…’,
 * ‹…› and '…' where no double ones stand around them. What is nested belongs to the outer quotation. A quotation left open goes on
 * where the next paragraph starts with an opening mark; otherwise it is none.
 */
final class QuotationMarks {

    private static final String OPENING = "„“»«\"‚‘›‹'";

    private static final String DOUBLE = "„“»«\"";

    private final String text;
    private final List<Quotation> found = new ArrayList<>();
    /** Where the quotation starts that the paragraph before left open, or -1. */
    private int leftOpen = -1;

    private int leftOpenEnd;
    private boolean leftOpenContinued;

    private QuotationMarks(String text) {
        this.text = text;
    }

    /** The quotations in reading order; none overlaps another. */
    static List<Quotation> in(String text) {
        QuotationMarks marks = new QuotationMarks(text);
        int start = 0;
        while (start < text.length()) {
            int end = text.indexOf('\n', start);
            end = end < 0 ? text.length() : end;
            marks.paragraph(start, end);
            start = end + 1;
        }
        return marks.found;
    }

    private void paragraph(int from, int to) {
        int first = from;
        while (first < to && isSpace(text.charAt(first))) {
            first++;
        }
        if (first == to) {
            return;
        }
        boolean continued = leftOpen >= 0 && DOUBLE.indexOf(text.charAt(first)) >= 0 && opens(first, from, to);
        if (continued) {
            found.add(new Quotation(leftOpen, leftOpenEnd, true, leftOpenContinued));
        }
        leftOpen = -1;
        int open = -1;
        for (int at = first; at < to; at++) {
            if (open >= 0 && closes(text.charAt(open), at, to)) {
                add(open, at, continued && open == first);
                open = -1;
            } else if (OPENING.indexOf(text.charAt(at)) >= 0
                    && opens(at, from, to)
                    && (open < 0 || outranks(at, open))) {
                open = at;
            }
        }
        if (open >= 0 && DOUBLE.indexOf(text.charAt(open)) >= 0) {
            leftOpen = open + 1;
            leftOpenEnd = to;
            leftOpenContinued = continued && open == first;
        }
    }

    private void add(int open, int close, boolean continued) {
        int start = open + 1;
        if (start < close) {
            found.add(new Quotation(start, close, false, continued));
        }
    }

    /** A double mark inside single ones means that these were apostrophes; a second mark that can only open, that the first was lost. */
    private boolean outranks(int at, int open) {
        boolean single = DOUBLE.indexOf(text.charAt(open)) < 0;
        boolean isDouble = DOUBLE.indexOf(text.charAt(at)) >= 0;
        return (single && isDouble) || (text.charAt(at) == '„' && text.charAt(open) == '„');
    }

    private boolean opens(int at, int from, int to) {
        char mark = text.charAt(at);
        if (at + 1 >= to || (isSpace(text.charAt(at + 1)) && !(mark == '«' && text.charAt(at + 1) != ' '))) {
            return false;
        }
        return mark == '„' || mark == '‚' || at == from || isBoundary(text.charAt(at - 1));
    }

    private static boolean isBoundary(char before) {
        return isSpace(before) || "([{-–—/:„“»«\"‚‘›‹'…".indexOf(before) >= 0;
    }

    private boolean closes(char opening, int at, int to) {
        char mark = text.charAt(at);
        boolean wordEnds = at + 1 >= to || !Character.isLetterOrDigit(text.charAt(at + 1));
        boolean afterWord = !isSpace(text.charAt(at - 1));
        return switch (opening) {
            case '„' -> mark == '“' || mark == '”' || (mark == '"' && afterWord);
            case '“' -> mark == '”' || ((mark == '"' || mark == '“') && afterWord && wordEnds);
            case '»' -> mark == '«';
            case '«' -> mark == '»';
            case '"' -> (mark == '"' || mark == '”') && afterWord && wordEnds;
            case '‚' -> (mark == '‘' || mark == '’') && wordEnds;
            case '‘' -> mark == '’' && wordEnds && afterWord;
            case '›' -> mark == '‹';
            case '‹' -> mark == '›';
            default -> mark == '\'' && wordEnds && afterWord;
        };
    }

    private static boolean isSpace(char sign) {
        return Character.isWhitespace(sign) || sign == '\u00a0' || sign == '\u202f';
    }

    /** A quotation without white space at its ends; absent where nothing is left. */
    static Optional<Quotation> trimmed(String text, Quotation quotation) {
        int start = quotation.start();
        int end = quotation.end();
        while (start < end && isSpace(text.charAt(start))) {
            start++;
        }
        while (start < end && isSpace(text.charAt(end - 1))) {
            end--;
        }
        return start == end
                ? Optional.empty()
                : Optional.of(new Quotation(start, end, quotation.continues(), quotation.continued()));
    }
}
