package io.depesche.enrich.step.quote;

import io.depesche.contracts.CodePoints;
import io.depesche.contracts.TextSpan;
import io.depesche.contracts.record.Field;
import io.depesche.contracts.record.Quote;
import io.depesche.enrich.step.ArticleText;
import io.depesche.enrich.step.Step;
import io.depesche.enrich.step.Tags;
import io.depesche.enrich.step.Vocabulary;
import io.depesche.enrich.step.entity.GermanDictionary;
import io.depesche.enrich.step.entity.Tokenizer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;

/**
 * Tags direct quotations in headline, lead and body of German and English articles, with the person or organization of the tags so
 * far that speaks, where the text says so. Titles and single words in quotation marks are none. A quotation over several paragraphs
 * has a tag for each. Linear in the text's length.
 */
public final class QuoteStep implements Step {

    private final GermanDictionary forenames = new GermanDictionary();
    private final Map<String, Reader> readers = Map.of("de", Reader.of("de"), "en", Reader.of("en"));

    private record Reader(Vocabulary<QuoteRole> words, Tokenizer tokenizer, boolean german) {

        static Reader of(String language) {
            return new Reader(
                    Vocabulary.load(QuoteRole.class, EnumSet.noneOf(QuoteRole.class), language, "quotes/quotes"),
                    Tokenizer.of(language),
                    language.equals("de"));
        }
    }

    @Override
    public String name() {
        return "quotes";
    }

    @Override
    public String version() {
        return "1";
    }

    @Override
    public boolean reads(Tags soFar) {
        return readers.containsKey(soFar.primaryLanguage());
    }

    @Override
    public Tags apply(ArticleText text, Tags soFar) {
        if (!reads(soFar)) {
            return soFar;
        }
        Reader reader = readers.get(soFar.primaryLanguage());
        List<Quote> quotes = new ArrayList<>();
        for (Field field : Field.values()) {
            addQuotes(field, text.of(field), reader, soFar, quotes);
        }
        return soFar.withQuotes(quotes);
    }

    private void addQuotes(Field field, String text, Reader reader, Tags soFar, List<Quote> quotes) {
        List<Quotation> quotations = QuotationMarks.in(text);
        if (quotations.isEmpty()) {
            return;
        }
        People people = People.of(soFar.entities(), field, text, quotations, forenames);
        CodePoints codePoints = new CodePoints(text);
        for (Spoken spoken :
                new Speakers(reader.words(), reader.tokenizer(), reader.german(), text, people).of(quotations)) {
            TextSpan span = codePoints.span(spoken.start(), spoken.end());
            Quote.Builder quote = Quote.newBuilder()
                    .setField(field)
                    .setStart(span.start())
                    .setEnd(span.end())
                    .setExact(span.exact());
            spoken.speaker().ifPresent(quote::setSpeaker);
            quotes.add(quote.build());
        }
    }
}
