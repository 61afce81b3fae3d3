package io.depesche.enrich.step.entity;

import io.depesche.contracts.record.EntityType;
import io.depesche.contracts.record.Field;
import io.depesche.contracts.record.MentionKind;
import java.util.HashMap;
import java.util.Map;

/**
 * What the place of a mention tells of its weight in the article.
 *
 * @param part headline, lead or the rest; the body's first lines count as lead
 * @param place 0 at the start of the body, 1 at its end
 * @param paragraph number of the body's paragraph, -1 outside the body
 * @param weight 1, or less for a derived word, one of many names in a sentence, a name in brackets or at a text's start as where it was written
 * @param opensSentence whether a sentence starts with the mention or with a word or two before it, where subjects stand
 */
record MentionCue(Part part, double place, int paragraph, double weight, boolean opensSentence) {

    private static final int LEAD_CHARACTERS = 300;

    private static final double DERIVED = 0.5;

    /** A sentence with this many names is a list. */
    private static final int LIST = 5;

    private static final double IN_LIST = 0.5;

    /** Party of a politician, agency, short form. */
    private static final double IN_BRACKETS = 0.2;

    private static final double DATELINE = 0.2;

    /** The part of an article. */
    enum Part {
        HEADLINE,
        LEAD,
        REST
    }

    /** Reads the mentions of one text, which are to be asked for in their order. */
    static final class Reader {

        private final Field field;
        private final String text;
        private final Map<Integer, Integer> namesBySentence = new HashMap<>();
        private int paragraph;
        private int counted;

        Reader(Field field, TaggedText tagged) {
            this.field = field;
            this.text = tagged.text();
            tagged.names().forEach(name -> namesBySentence.merge(name.sentence(), 1, Integer::sum));
        }

        /** The cue of the next mention. */
        MentionCue of(NameSpan name) {
            for (; counted < name.start(); counted++) {
                // An empty line is no paragraph.
                if (text.charAt(counted) == '\n' && text.charAt(counted + 1) != '\n') {
                    paragraph++;
                }
            }
            boolean inBody = field == Field.BODY;
            Part part = field == Field.HEADLINE
                    ? Part.HEADLINE
                    : !inBody || name.start() < LEAD_CHARACTERS ? Part.LEAD : Part.REST;
            return new MentionCue(
                    part,
                    inBody ? (double) name.start() / text.length() : 0,
                    inBody ? paragraph : -1,
                    weightOf(name),
                    name.first() <= 2);
        }

        private double weightOf(NameSpan name) {
            double weight = name.kind() == MentionKind.DERIVED ? DERIVED : 1;
            if (namesBySentence.getOrDefault(name.sentence(), 0) >= LIST) {
                weight *= IN_LIST;
            }
            if (isOneOf("(/", name.start() - 1) && isOneOf(")/", name.end())) {
                weight *= IN_BRACKETS;
            }
            return isDateline(name) ? weight * DATELINE : weight;
        }

        /** "Berlin (dpa) – …", "BERLIN. …": at the start of the first or second paragraph. */
        private boolean isDateline(NameSpan name) {
            if (field != Field.BODY || paragraph > 1 || name.type() != EntityType.LOCATION) {
                return false;
            }
            int next = name.end();
            while (next < text.length() && text.charAt(next) == ' ') {
                next++;
            }
            return isOneOf(".(–—-", next) && name.kind() == MentionKind.NAME && isAtLineStart(name);
        }

        private boolean isAtLineStart(NameSpan name) {
            return name.start() == 0 || text.charAt(name.start() - 1) == '\n';
        }

        private boolean isOneOf(String signs, int at) {
            return at >= 0 && at < text.length() && signs.indexOf(text.charAt(at)) >= 0;
        }
    }
}
