package io.depesche.ingest.extract;

import java.util.List;
import java.util.regex.Pattern;

/** Tells a text that ends at a paywall by what stands right below it. */
final class Paywall {

    /** A text that goes on after this many characters is no teaser, whatever stands below it. */
    static final int LONGEST = 2_500;

    private static final int NEAR = 6;
    private static final int LONGEST_OFFER = 400;

    private static final Pattern OFFER = Pattern.compile("(?iu)\\b(?:"
            + "die(?:ser|sen) (?:artikel|beitrag|inhalt|text) (?:ist |lesen |können ).{0,40}(?:abonnent|abonniert|\\babo\\b|mitglied|registriert)"
            + "|nur für abonnent|exklusiv für abonnent|mit (?:einem |dem )?.{0,20}abo .{0,30}(?:weiterlesen|weiter lesen)"
            + "|(?:weiterlesen|weiter lesen) mit .{0,30}(?:abo|plus|premium|\\+)|um (?:diesen|den) (?:ganzen )?artikel .{0,40}zu lesen"
            + "|jetzt (?:abonnieren|testen|registrieren) und .{0,20}(?:weiterlesen|lesen)|(?:sie haben|haben sie|du hast) (?:bereits|schon) ein .{0,20}abo"
            + "|(?:subscribe|register|sign up|log in|sign in|join).{0,30} to (?:continue|keep|read|unlock|access)|(?:to )?continue reading (?:this|with|by|for)"
            + "|(?:article|content|story) is (?:only |exclusively |reserved )?(?:for|available to) .{0,20}(?:subscribers|members)"
            + "|already (?:a|have a) (?:subscriber|subscription|member)|subscribers only"
            + "|(?:reached|used) your .{0,20}(?:limit|free articles))");

    private Paywall() {}

    /** Whether an offer to read on stands right below the text. */
    static boolean ends(PageBlocks page, Body body) {
        if (body.length() == 0 || body.length() > LONGEST) {
            return false;
        }
        List<Block> blocks = page.blocks();
        String last = body.paragraphs().get(body.paragraphs().size() - 1);
        for (int index = 0; index < blocks.size(); index++) {
            if (blocks.get(index).text().equals(last)) {
                return blocks.subList(index + 1, Math.min(blocks.size(), index + 1 + NEAR)).stream()
                        .map(Block::text)
                        .anyMatch(text -> text.length() <= LONGEST_OFFER
                                && OFFER.matcher(text).find());
            }
        }
        return false;
    }
}
