package io.depesche.enrich.step.amount;

import io.depesche.contracts.CodePoints;
import io.depesche.contracts.TextSpan;
import io.depesche.contracts.record.Amount;
import io.depesche.contracts.record.Field;
import io.depesche.contracts.record.MentionKind;
import io.depesche.enrich.step.ArticleText;
import io.depesche.enrich.step.Spans;
import io.depesche.enrich.step.Step;
import io.depesche.enrich.step.Tags;
import io.depesche.enrich.step.Vocabulary;
import io.depesche.enrich.step.entity.GermanDictionary;
import io.depesche.enrich.step.entity.Sentence;
import io.depesche.enrich.step.entity.Tokenizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Tags amounts of money, measures, shares and counted things in headline, lead and body of German and English articles. No amount
 * overlaps a date of the tags so far, and none has its number or its noun in a name. Linear in the text's length.
 */
public final class AmountStep implements Step {

    private final Map<String, Reader> readers;

    private record Reader(Tokenizer tokenizer, AmountReader amounts) {}

    /** Loads the word lists and the dictionary, which takes a few milliseconds. */
    public AmountStep() {
        Vocabulary<AmountRole> german = AmountWords.of("de");
        Vocabulary<AmountRole> english = AmountWords.of("en");
        readers = Map.of(
                "de",
                new Reader(
                        Tokenizer.of("de"),
                        new AmountReader(german, new GermanNouns(german, new GermanDictionary()), true)),
                "en",
                new Reader(Tokenizer.of("en"), new AmountReader(english, new EnglishNouns(english), false)));
    }

    @Override
    public String name() {
        return "amounts";
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
        List<Amount> amounts = new ArrayList<>();
        for (Field field : Field.values()) {
            addAmounts(field, text.of(field), reader, soFar, amounts);
        }
        return soFar.withAmounts(amounts);
    }

    private static void addAmounts(Field field, String text, Reader reader, Tags soFar, List<Amount> amounts) {
        CodePoints codePoints = new CodePoints(text);
        Spans dates = Spans.ofDates(soFar.dates(), field);
        Spans names = Spans.ofMentions(soFar.entities(), field, kind -> kind == MentionKind.NAME);
        for (Sentence sentence : reader.tokenizer().sentencesOf(text)) {
            for (Found found : reader.amounts().amountsIn(sentence, text)) {
                TextSpan span = codePoints.span(found.start(), found.end());
                boolean named = names.overlap(span.start(), codePoints.at(found.numberEnd()))
                        || (found.what().isPresent() && names.overlap(span.end() - 1, span.end()));
                if (!named && !dates.overlap(span.start(), span.end())) {
                    amounts.add(amount(field, span, found));
                }
            }
        }
    }

    private static Amount amount(Field field, TextSpan span, Found found) {
        Amount.Builder amount = Amount.newBuilder()
                .setField(field)
                .setStart(span.start())
                .setEnd(span.end())
                .setExact(span.exact())
                .setValue(found.value())
                .setUnit(found.unit());
        found.mod().ifPresent(amount::setMod);
        found.what().ifPresent(amount::setWhat);
        return amount.build();
    }
}
