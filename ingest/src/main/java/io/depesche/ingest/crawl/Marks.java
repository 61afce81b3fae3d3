package io.depesche.ingest.crawl;

import io.depesche.contracts.record.RawArticle;
import io.depesche.contracts.record.TextStatus;
import io.depesche.contracts.record.TimePrecision;
import io.depesche.ingest.address.ArticleKey;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * By what an outlet's article is known again where neither its address nor what its page calls itself tells: its text, letter by
 * letter, whatever the punctuation, spacing and case; and its number in the editorial system together with the time of its
 * publication, whatever its headline makes of the rest of the address.
 */
final class Marks {

    /** Shorter texts may well stand in two articles of one outlet. */
    private static final int LETTERS_OF_A_TEXT = 250;

    private Marks() {}

    /** The marks of an article, the surest first. */
    static List<String> of(RawArticle article) {
        List<String> marks = new ArrayList<>();
        if (article.getTextStatus() == TextStatus.PUBLISHED) {
            StringBuilder letters = new StringBuilder(article.getBody().length());
            article.getBody()
                    .codePoints()
                    .filter(Character::isLetterOrDigit)
                    .map(Character::toLowerCase)
                    .forEach(letters::appendCodePoint);
            if (letters.length() >= LETTERS_OF_A_TEXT) {
                marks.add("text " + hash(letters.toString()));
            }
        }
        article.getPublished()
                .filter(time ->
                        time.getPrecision() == TimePrecision.SECOND || time.getPrecision() == TimePrecision.MINUTE)
                .flatMap(time -> ArticleKey.of(URI.create(article.getCanonicalUrl()))
                        .map(key -> "key " + key + " of " + time.getInstant().getEpochSecond()))
                .ifPresent(marks::add);
        return marks;
    }

    private static String hash(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
