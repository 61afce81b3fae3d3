package io.depesche.enrich.step;

import io.depesche.contracts.record.Field;
import java.time.LocalDateTime;
import java.util.Optional;

/**
 * What a step reads of an article.
 *
 * @param headline the headline, empty where there is none
 * @param lead the lead, empty where the page sets none apart
 * @param body paragraphs joined by a blank line
 * @param languageDeclared the BCP 47 tag that the outlet declares
 * @param published local time of publication in the outlet's zone (the document creation time), absent where it is not known
 * @param dayOnly whether {@code published} is known to the day only, its time of day then being midnight
 */
public record ArticleText(
        String headline,
        String lead,
        String body,
        Optional<String> languageDeclared,
        Optional<LocalDateTime> published,
        boolean dayOnly) {

    /** The text of one field. */
    public String of(Field field) {
        return switch (field) {
            case HEADLINE -> headline;
            case LEAD -> lead;
            case BODY -> body;
        };
    }
}
