package io.depesche.enrich.step.entity;

import java.util.HashSet;
import java.util.Set;

/**
 * How much an article is about one thing, from 0 (in passing) to 1. It grows with the number of mentions, each by its {@link MentionCue
 * weight}, with how early the first one stands, with mentions in the lead or the body's first lines, with the paragraphs that name it, and most with
 * the headline. From one half on an article is about the thing rather than that it mentions it: this is where, on development
 * articles, most of what the body alone puts there is named by the headline too.
 */
final class Salience {

    private static final double EARLY = 1.5;
    private static final double IN_LEAD = 1.0;

    /** Mentions in the lead that count. */
    private static final double MOST_IN_LEAD = 2;

    private static final double SPREAD = 0.35;
    private static final double OPENS_SENTENCE = 0.2;
    private static final double IN_HEADLINE = 2.5;

    /** What an article of one half has of all these. */
    private static final double HALF = 4.5;

    private double mentions;
    private double earliest;
    private double inLead;
    private double inHeadline;
    private boolean opensSentence;
    private final Set<Integer> paragraphs = new HashSet<>();

    /** Takes account of a mention. */
    void add(MentionCue cue) {
        mentions += cue.weight();
        earliest = Math.max(earliest, cue.weight() * (1 - cue.place()));
        opensSentence |= cue.opensSentence();
        switch (cue.part()) {
            case HEADLINE -> inHeadline = Math.max(inHeadline, cue.weight());
            case LEAD -> inLead += cue.weight();
            case REST -> {}
        }
        if (cue.paragraph() >= 0) {
            paragraphs.add(cue.paragraph());
        }
    }

    /** Takes account of what is known of the same thing by another name. */
    void addAll(Salience other) {
        mentions += other.mentions;
        earliest = Math.max(earliest, other.earliest);
        inLead += other.inLead;
        inHeadline = Math.max(inHeadline, other.inHeadline);
        opensSentence |= other.opensSentence;
        paragraphs.addAll(other.paragraphs);
    }

    /** The salience, rounded to three digits. */
    double value() {
        double sum = Math.log1p(mentions)
                + EARLY * earliest
                + IN_LEAD * Math.min(MOST_IN_LEAD, inLead)
                + SPREAD * Math.log(Math.max(1, paragraphs.size()))
                + (opensSentence ? OPENS_SENTENCE : 0)
                + IN_HEADLINE * inHeadline;
        return Math.round(1000 / (1 + Math.exp(HALF - sum))) / 1000.0;
    }
}
