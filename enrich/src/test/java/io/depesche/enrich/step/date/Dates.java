package io.depesche.enrich.step.date;

import io.depesche.contracts.record.DateTag;
import io.depesche.contracts.record.Language;
import io.depesche.enrich.step.ArticleText;
import io.depesche.enrich.step.Examples;
import io.depesche.enrich.step.Tags;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Tags texts for tests. */
final class Dates {

    /** Friday, 14 March 2025: the publication date of the examples. */
    static final LocalDate FRIDAY = LocalDate.of(2025, 3, 14);

    private static final DateStep NEWS = new DateStep(Anchor.PUBLICATION);
    private static final DateStep NARRATIVE = new DateStep(Anchor.NARRATIVE);

    private Dates() {}

    static List<DateTag> in(String text, String language) {
        return in(text, language, Optional.of(FRIDAY.atStartOfDay()));
    }

    static List<DateTag> in(String text, String language, Optional<LocalDateTime> published) {
        return tag(NEWS, text, language, published);
    }

    static List<DateTag> inNarrative(String text, String language) {
        return tag(NARRATIVE, text, language, Optional.of(FRIDAY.atStartOfDay()));
    }

    private static List<DateTag> tag(DateStep step, String text, String language, Optional<LocalDateTime> published) {
        ArticleText article = new ArticleText("", "", text, Optional.empty(), published, true);
        return step.apply(article, Tags.NONE.withLanguage(new Language(language, 1.0)))
                .dates();
    }

    /** The lines of a test resource beside this class, without comments. */
    static Stream<String> lines(String resource) {
        return Examples.of(Dates.class, resource);
    }
}
