package io.depesche.ingest.crawl;

import io.depesche.contracts.ArticleIds;
import io.depesche.contracts.record.Access;
import io.depesche.contracts.record.ArticleOrder;
import io.depesche.contracts.record.FetchFacts;
import io.depesche.contracts.record.Image;
import io.depesche.contracts.record.RawArticle;
import io.depesche.contracts.record.RightsStatement;
import io.depesche.contracts.record.TextStatus;
import io.depesche.ingest.address.CanonicalAddress;
import io.depesche.ingest.extract.Extraction;
import io.depesche.ingest.fetch.Answer;
import io.depesche.ingest.outlets.Outlet;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Puts an article's record together from what outlet, source, server and page say. */
final class ArticleWriter {

    private ArticleWriter() {}

    /**
     * The first revision of the article.
     *
     * @param rights all that is stated of its use
     * @param metadataOnly whether lead, body, notices and the picture's caption are left out because of it
     */
    static RawArticle write(
            Outlet outlet,
            ArticleOrder order,
            Answer answer,
            Extraction page,
            List<RightsStatement> rights,
            boolean metadataOnly,
            Instant now) {
        URI canonical = CanonicalAddress.of(answer.address(), page.canonical());
        String headline = headline(order, page);
        Optional<String> lead = page.lead().filter(text -> !metadataOnly);
        String body = metadataOnly ? "" : bodyAfterLead(page.lead(), page.body());
        return RawArticle.newBuilder()
                .setId(ArticleIds.of(canonical.toString()))
                .setRevision(1)
                .setUrl(answer.address().toString())
                .setCanonicalUrl(canonical.toString())
                .setOutlet(outlet.id())
                .setOutletName(outlet.name())
                .setLanguageDeclared(page.language().orElse(outlet.language()))
                .setHeadline(headline)
                .setKicker(page.kicker().orElse(null))
                .setLead(lead.orElse(null))
                .setBody(body)
                .setAuthors(page.authors())
                .setPublished(page.published().or(order::getPublished).orElse(null))
                .setModified(page.modified().orElse(null))
                .setCrawled(now)
                .setSection(page.section().orElse(null))
                .setKeywords(page.keywords().isEmpty() ? order.getKeywords() : page.keywords())
                .setNotices(metadataOnly ? List.of() : page.notices())
                .setImage(page.image()
                        .map(image -> metadataOnly ? withoutCaption(image) : image)
                        .orElse(null))
                .setAccess(page.access())
                .setTextStatus(metadataOnly ? TextStatus.RESERVED : TextStatus.PUBLISHED)
                .setRights(rights)
                .setBodyHash(hash(headline, lead, body))
                .setFetch(FetchFacts.newBuilder()
                        .setStatus(answer.status())
                        .setEtag(answer.header("etag").orElse(null))
                        .setLastModified(answer.header("last-modified").orElse(null))
                        .setBytes(answer.body().length)
                        .setCharset(page.charset())
                        .setRepaired(page.repaired())
                        .build())
                .build();
    }

    private static Image withoutCaption(Image image) {
        return Image.newBuilder(image).setCaption(null).build();
    }

    /** The text once: a page that shows its lead shows it as the first paragraph of the body. */
    private static String bodyAfterLead(Optional<String> lead, String text) {
        String start = lead.orElse("") + "\n\n";
        return text.startsWith(start) ? text.substring(start.length()) : text;
    }

    /**
     * The article with the text of all its parts.
     *
     * @param isWhole whether that is all of it
     */
    static RawArticle withText(RawArticle first, String text, boolean isWhole) {
        String body = bodyAfterLead(first.getLead(), text);
        return RawArticle.newBuilder(first)
                .setBody(body)
                .setBodyHash(hash(first.getHeadline(), first.getLead(), body))
                .setAccess(isWhole || first.getAccess() == Access.PAYWALLED ? first.getAccess() : Access.TEASER)
                .build();
    }

    static String headline(ArticleOrder order, Extraction page) {
        return page.headline().isEmpty() ? order.getTitle().orElse("") : page.headline();
    }

    /** Lower-case hex SHA-256 of headline, lead and body, kept apart by a character that none of them holds. */
    static String hash(String headline, Optional<String> lead, String body) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            String text = String.join("\u0000", headline, lead.orElse(""), body);
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
