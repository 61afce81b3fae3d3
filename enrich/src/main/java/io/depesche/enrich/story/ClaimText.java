package io.depesche.enrich.story;

import io.depesche.contracts.CodePoints;
import io.depesche.contracts.TextSpan;
import io.depesche.contracts.record.Claim;
import io.depesche.contracts.record.ClaimKind;
import io.depesche.contracts.record.Field;
import io.depesche.contracts.record.RawArticle;
import io.depesche.enrich.step.entity.Sentence;
import io.depesche.enrich.step.entity.Tokenizer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** Headline, lead and the beginning of the body of an article as sentences, in which claims stand. */
final class ClaimText {

    /** So many characters of a field are read. */
    private static final int READ = 4_000;

    /** Of a longer sentence a claim shows what stands around it, in code points. */
    private static final int LONGEST_SENTENCE = 240;

    private final RawArticle article;
    private final Instant said;
    private final List<Line> lines = new ArrayList<>();
    private final Map<Field, NavigableMap<Integer, Line>> byStart;

    /**
     * A sentence of the article.
     *
     * @param number counts the sentences of the article
     */
    record Line(Field field, int number, Sentence sentence, CodePoints codePoints) {

        /** First code point of a token. */
        int start(int token) {
            return codePoints.at(sentence.start(token));
        }

        /** One past the last code point of a token. */
        int end(int token) {
            return codePoints.at(sentence.end(token));
        }
    }

    /** Where something stands: some tokens of a sentence. */
    record Place(Line line, int first, int last) {

        List<String> words() {
            return line.sentence.words();
        }
    }

    ClaimText(RawArticle article, Tokenizer tokenizer) {
        this.article = article;
        this.said = saidAt(article);
        this.byStart = Map.of(
                Field.HEADLINE, linesOf(Field.HEADLINE, article.getHeadline(), tokenizer),
                Field.LEAD, linesOf(Field.LEAD, article.getLead().orElse(""), tokenizer),
                Field.BODY, linesOf(Field.BODY, article.getBody(), tokenizer));
    }

    private static Instant saidAt(RawArticle article) {
        return (article.getRevision() > 1 ? article.getModified() : article.getPublished())
                .map(time -> time.getInstant())
                .filter(time -> time.isBefore(article.getCrawled()))
                .orElse(article.getCrawled());
    }

    private NavigableMap<Integer, Line> linesOf(Field field, String text, Tokenizer tokenizer) {
        boolean cut = text.length() > READ;
        String read = cut ? text.substring(0, text.offsetByCodePoints(0, text.codePointCount(0, READ))) : text;
        CodePoints codePoints = new CodePoints(read);
        List<Sentence> sentences = tokenizer.sentencesOf(read);
        NavigableMap<Integer, Line> found = new TreeMap<>();
        // The last sentence before the cut may lack its end.
        for (Sentence sentence : cut ? sentences.subList(0, Math.max(0, sentences.size() - 1)) : sentences) {
            Line line = new Line(field, lines.size(), sentence, codePoints);
            lines.add(line);
            found.put(line.start(0), line);
        }
        return found;
    }

    /** The sentences that are read, in reading order. */
    List<Line> lines() {
        return lines;
    }

    /** Where a tag stands; absent where it is not within one sentence that is read. */
    Optional<Place> at(Field field, int start, int end) {
        Map.Entry<Integer, Line> entry = byStart.get(field).floorEntry(start);
        if (entry == null) {
            return Optional.empty();
        }
        Line line = entry.getValue();
        int first = 0;
        while (first < line.sentence().size() && line.end(first) <= start) {
            first++;
        }
        int last = first;
        while (last < line.sentence().size() && line.end(last) < end) {
            last++;
        }
        return last < line.sentence().size() ? Optional.of(new Place(line, first, last)) : Optional.empty();
    }

    /** A claim of the tokens of a place. */
    Claim.Builder claim(ClaimKind kind, String about, String value, Place place) {
        Line line = place.line();
        TextSpan span = line.codePoints()
                .span(line.sentence().start(place.first()), line.sentence().end(place.last()));
        return claim(kind, about, value, place, span.start(), span.end(), span.exact());
    }

    /** A claim of a tag, whose ends may lie within tokens. */
    Claim.Builder claim(ClaimKind kind, String about, String value, Place place, int start, int end, String exact) {
        return Claim.newBuilder()
                .setKind(kind)
                .setAbout(about)
                .setValue(value)
                .setArticleId(article.getId())
                .setRevision(article.getRevision())
                .setOutlet(article.getOutlet())
                .setSaid(said)
                .setField(place.line().field())
                .setStart(start)
                .setEnd(end)
                .setExact(exact)
                .setSentence(sentenceAround(place));
    }

    private static String sentenceAround(Place place) {
        Line line = place.line();
        int first = place.first();
        int last = place.last();
        boolean grows = true;
        while (grows) {
            grows = false;
            if (first > 0 && line.end(last) - line.start(first - 1) <= LONGEST_SENTENCE) {
                first--;
                grows = true;
            }
            if (last + 1 < line.sentence().size() && line.end(last + 1) - line.start(first) <= LONGEST_SENTENCE) {
                last++;
                grows = true;
            }
        }
        return line.sentence().textOf(first, last);
    }
}
