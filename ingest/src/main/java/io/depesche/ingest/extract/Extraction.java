package io.depesche.ingest.extract;

import io.depesche.contracts.record.Access;
import io.depesche.contracts.record.Image;
import io.depesche.contracts.record.RightsStatement;
import io.depesche.contracts.record.StatedTime;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * What one page holds. All text is plain: no markup, white space folded, no soft hyphens, zero-width or control characters.
 * With a {@link Problem} the body is empty and the other fields hold whatever could still be read.
 *
 * @param headline the headline without the site's name; empty where the page has none
 * @param lead the lead (standfirst) where the page sets it apart; it is also the start of the body where the page shows it
 * @param body lead, subheads, paragraphs, list items, quotes and table rows in reading order, joined by "\n\n"
 * @param authors names of people in the page's order, each once; an agency where the page names no person; never the outlet itself
 * @param published first publication as stated by the page; absent where nothing states it
 * @param modified last change as stated by the page
 * @param language BCP 47 tag that the page declares
 * @param section the outlet's section, as the outlet names it
 * @param keywords the outlet's keywords in its order
 * @param image the main picture, with an absolute address
 * @param access how much of the article the page says is open
 * @param canonical the address the page gives itself, absolute, not judged
 * @param rights robots meta elements and licences, each with its evidence
 * @param charset IANA name of the charset the bytes were read in
 * @param cleaned how many control and directional characters the page's visible text has, none of which is left in ours
 * @param problem why there is no body
 */
public record Extraction(
        String headline,
        Optional<String> lead,
        String body,
        List<String> authors,
        Optional<StatedTime> published,
        Optional<StatedTime> modified,
        Optional<String> language,
        Optional<String> section,
        List<String> keywords,
        Optional<Image> image,
        Access access,
        Optional<URI> canonical,
        List<RightsStatement> rights,
        String charset,
        int cleaned,
        Optional<Problem> problem) {

    public Extraction {
        authors = List.copyOf(authors);
        keywords = List.copyOf(keywords);
        rights = List.copyOf(rights);
    }

    static Extraction without(String charset, Problem.Code code, String detail) {
        return new Extraction(
                "",
                Optional.empty(),
                "",
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Access.UNKNOWN,
                Optional.empty(),
                List.of(),
                charset,
                0,
                Optional.of(new Problem(code, detail)));
    }
}
