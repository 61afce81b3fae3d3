package io.depesche.ingest.extract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What an outlet notes of its own article: corrections, amendments, editor's notes, disclosures. Only what begins with a word for one, or
 * says in so many words that the article was changed, is taken; it stays in the body as well where the page has it there.
 */
final class Notices {

    private static final int MOST = 20;
    /** Blocks below the article in which a notice may stand. */
    private static final int BELOW = 15;

    private static final int LONGEST = 2_000;
    /** Less is no sentence, in characters. */
    private static final int SENTENCE = 30;

    private static final String MARK = "(?iu)[\\s•*\\[(–—+-]{0,4}";
    private static final String LABELS =
            "(?:(?:anmerkung|hinweis)(?:en|e)? der redaktion|anm\\. ?d\\. ?red\\.|redaktionelle[rn]? "
                    + "(?:hinweis|anmerkung)|korrektur(?:hinweis)?|korrigendum|berichtigung|richtigstellung|gegendarstellung"
                    + "|transparenzhinweis|offenlegung|corrections?|clarifications?|editor(?:[’'`]s|s[’'`]|s)? note|disclosure)";

    /** A word for a notice and what it says; a date may stand between them. */
    private static final Pattern LABELLED = Pattern.compile(
            MARK + LABELS + "(?:\\s?\\([^)]{0,40}\\)|\\s[^:!?—–]{0,30}\\d[^:!?—–]{0,20})?\\s?[:—–.]\\s?\\S.{20}");
    /** The word alone, as a heading. */
    private static final Pattern LABEL = Pattern.compile(MARK + LABELS + "[\\s:]{0,3}$");

    private static final Pattern CHANGED = Pattern.compile(MARK
            + "(?:in einer (?:früheren|vorherigen|ersten|ursprünglichen|älteren) (?:version|fassung)"
            + "|in der ursprünglichen (?:version|fassung)"
            + "|(?:an earlier|a previous|the original) version of this (?:article|story|piece|post|report|page|column)"
            + "|this (?:article|story|piece|post|report|page|column|headline) (?:was|has been|is) (?:amended|corrected|changed"
            + "|updated (?:to|on|at|with|after))"
            + "|die(?:ser|se) (?:artikel|text|beitrag|bericht|meldung) (?:wurde|ist) (?:am |nachträglich |inzwischen |zuletzt ){0,2}"
            + "(?:.{0,40})?(?:korrigiert|geändert|ergänzt|aktualisiert|berichtigt))");

    private static final Pattern UPDATE = Pattern.compile(MARK + "(?:update|aktualisierung|nachtrag)[^:]{0,50}:");
    private static final Pattern OF_ITSELF = Pattern.compile("(?iu)\\b(?:(?:diese[rsmn]?|this|the|der|den|im|des) "
            + "(?:artikels?|textes|text|beitrags?|meldung|article|story|piece|post|headline|report)"
            + "|(?:frühere|earlier|previous|erste)[rn]? (?:version|fassung))\\b");
    private static final Set<String> OF_READERS = Set.of(
            "comment", "comments", "kommentar", "kommentare", "disqus", "respond", "reply", "replies", "forum", "nav");

    private Notices() {}

    /** The notices of the article with that headline and body, in the page's order, then those that only the metadata has. */
    static List<String> of(PageBlocks page, JsonLd described, String headline, Body body) {
        List<String> notices = body.paragraphs().isEmpty() ? new ArrayList<>() : shown(page, headline, body);
        for (JsonNode correction : described.values("correction")) {
            String text = PlainText.ofHtml(
                    correction.isTextual()
                            ? correction.textValue()
                            : correction
                                    .path("text")
                                    .asText(correction.path("description").asText("")));
            String letters = PlainText.letters(text);
            if (!text.isEmpty()
                    && text.length() <= LONGEST
                    && notices.size() < MOST
                    && notices.stream()
                            .noneMatch(notice -> PlainText.letters(notice).contains(letters))) {
                notices.add(text);
            }
        }
        return notices;
    }

    private static List<String> shown(PageBlocks page, String headline, Body body) {
        List<Block> blocks = page.blocks();
        Set<String> paragraphs = new HashSet<>(body.paragraphs());
        int end = -1;
        for (int index = 0; index < blocks.size(); index++) {
            end = paragraphs.contains(blocks.get(index).text()) ? index : end;
        }
        List<String> notices = new ArrayList<>();
        int last = Math.min(blocks.size() - 1, end + BELOW);
        for (int index = page.indexOf(headline); end >= 0 && index <= last && notices.size() < MOST; index++) {
            Optional<Block> next = index < last ? Optional.of(blocks.get(index + 1)) : Optional.empty();
            notice(blocks.get(index), next)
                    .filter(text -> notices.stream().noneMatch(notice -> notice.endsWith(text)))
                    .ifPresent(notices::add);
        }
        return notices;
    }

    private static Optional<String> notice(Block block, Optional<Block> next) {
        String text = block.text();
        if (text.length() > LONGEST || block.linkShare() > 0.5 || isOfReaders(block)) {
            return Optional.empty();
        }
        if (LABEL.matcher(text).lookingAt()) {
            return next.filter(below ->
                            below.kind() != Block.Kind.HEADING && below.text().length() <= LONGEST)
                    .filter(below -> below.text().length() >= SENTENCE && below.linkShare() < 0.5)
                    .map(below -> text + "\n\n" + below.text());
        }
        boolean marked = LABELLED.matcher(text).lookingAt()
                || CHANGED.matcher(text).lookingAt()
                || (UPDATE.matcher(text).lookingAt() && OF_ITSELF.matcher(text).find());
        return Optional.of(text).filter(notice -> marked);
    }

    private static boolean isOfReaders(Block block) {
        Optional<Region> around = Optional.of(block.region());
        while (around.isPresent()) {
            if (around.get().furniture().filter(OF_READERS::contains).isPresent()) {
                return true;
            }
            around = around.get().parent();
        }
        return false;
    }
}
