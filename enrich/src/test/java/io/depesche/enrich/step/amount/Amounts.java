package io.depesche.enrich.step.amount;

import io.depesche.contracts.record.Amount;
import io.depesche.contracts.record.Language;
import io.depesche.enrich.step.ArticleText;
import io.depesche.enrich.step.Tags;
import io.depesche.enrich.step.date.Anchor;
import io.depesche.enrich.step.date.DateStep;
import java.util.List;
import java.util.Optional;

/** Tags texts for tests, after their dates. */
final class Amounts {

    private static final DateStep DATES = new DateStep(Anchor.PUBLICATION);
    private static final AmountStep STEP = new AmountStep();

    private Amounts() {}

    static List<Amount> in(String text, String language) {
        return tagsOf(text, language).amounts();
    }

    static Tags tagsOf(String text, String language) {
        ArticleText article = new ArticleText("", "", text, Optional.empty(), Optional.empty(), false);
        return STEP.apply(article, DATES.apply(article, Tags.NONE.withLanguage(new Language(language, 1.0))));
    }
}
