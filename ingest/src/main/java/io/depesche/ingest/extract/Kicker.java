package io.depesche.ingest.extract;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/**
 * Finds the kicker (overline, German: Dachzeile): the few words above a headline that name its subject or place. It is told only
 * where it is plain: it stands in the headline's heading, set apart by an element, or right above it in an element whose classes
 * call it a kicker. A section, the site's name, a date or a badge is none.
 */
final class Kicker {

    private static final Set<String> NAMES = Set.of(
            "kicker",
            "overline",
            "dachzeile",
            "topline",
            "eyebrow",
            "roofline",
            "spitzmarke",
            "oberzeile",
            "pretitle",
            "supertitle",
            "overtitle",
            "surtitre",
            "antetitulo");
    /** What else stands at a headline, as letters. */
    private static final Set<String> BADGES = Set.of(
            "plus",
            "abo",
            "premium",
            "live",
            "liveticker",
            "video",
            "update",
            "eilmeldung",
            "exklusiv",
            "exclusive",
            "breaking",
            "breakingnews",
            "anzeige",
            "advertisement",
            "sponsored",
            "neu",
            "new",
            "news",
            "nachrichten",
            "article",
            "artikel",
            "headline",
            "home",
            "nowreading",
            "currentlyreading",
            "sharethisstory");

    /** No kicker is longer, in characters. */
    private static final int LONGEST = 100;
    /** More digits than this are a date. */
    private static final int DIGITS = 5;

    private static final int HEADINGS = 60;
    /** Of a page that repeats its headline again and again. */
    private static final int REPEATED = 3;

    private static final int NEAR = 12;
    /** How far above a heading it may share an element with its kicker. */
    private static final int LEVELS = 3;

    private final PageElements page;
    private final String headline;
    private final Set<String> others;

    /** @param others {@linkplain PlainText#letters letters} of what is no kicker: names of site and section */
    Kicker(PageElements page, String headline, Set<String> others) {
        this.page = page;
        this.headline = PlainText.letters(headline);
        this.others = others;
    }

    /** The kicker at the headline's heading. */
    Optional<String> find() {
        if (headline.isEmpty()) {
            return Optional.empty();
        }
        return Stream.of(page.named("h1"), page.named("h2"), page.titled())
                .flatMap(headings -> headings.stream()
                        .limit(HEADINGS)
                        .filter(heading -> letters(heading).endsWith(headline))
                        .limit(REPEATED))
                .flatMap(heading -> (letters(heading).equals(headline) ? above(heading) : within(heading)).stream())
                .findFirst();
    }

    /** Lesser headings repeat the headline above comments and in share bars: they count in the article's header alone. */
    private boolean isTop(Element heading) {
        Element at = heading;
        for (int level = 0; level <= LEVELS && at != null; level++) {
            String name = at.normalName();
            if (name.equals("h1") || name.equals("header") || name.equals("hgroup")) {
                return true;
            }
            if (level > 0 && page.names().of(at).words().contains("header")) {
                return true;
            }
            at = at.parent();
        }
        return false;
    }

    /** What stands before the headline in its heading, where an element parts the two. */
    private Optional<String> within(Element heading) {
        if (!isTop(heading)) {
            return Optional.empty();
        }
        String rest = letters(heading);
        List<String> before = new ArrayList<>();
        List<Element> wholes = wholes(heading);
        for (Node part : wholes.get(wholes.size() - 1).childNodes()) {
            String words = words(part);
            String letters = PlainText.letters(words);
            if (rest.equals(headline) || letters.length() > rest.length() - headline.length()) {
                break;
            }
            rest = rest.substring(letters.length());
            if (!letters.isEmpty()) {
                before.add(words);
            }
        }
        return rest.equals(headline) && before.size() == 1 ? kicker(before.get(0)) : Optional.empty();
    }

    private Optional<String> above(Element heading) {
        Element at = heading;
        for (int level = 0; level < LEVELS && at != null && !at.normalName().equals("body"); level++) {
            Optional<Element> before = before(at);
            if (before.isPresent()) {
                boolean group = at.parent() != null && at.parent().normalName().equals("hgroup");
                return before.filter(element -> group || isNamed(element))
                        .map(HeadlineCandidates::bounded)
                        .flatMap(this::kicker);
            }
            at = at.parent();
        }
        return Optional.empty();
    }

    /** The nearest element before this one that has text. */
    private static Optional<Element> before(Element element) {
        Element at = element.previousElementSibling();
        for (int step = 0; step < NEAR && at != null; step++) {
            if (at.hasText()) {
                return Optional.of(at);
            }
            at = at.previousElementSibling();
        }
        return Optional.empty();
    }

    /** Whether the element is called a kicker, or one that holds all of its text. */
    private boolean isNamed(Element element) {
        return wholes(element).stream()
                .anyMatch(whole -> page.names().of(whole).words().stream().anyMatch(NAMES::contains));
    }

    /** The element and those in it that hold all of its text, from the outside in. */
    private static List<Element> wholes(Element element) {
        List<Element> wholes = new ArrayList<>(List.of(element));
        String letters = letters(element);
        Optional<Element> inner = Optional.of(element);
        while (inner.isPresent() && wholes.size() <= LEVELS) {
            inner = inner.get().children().stream()
                    .limit(NEAR)
                    .filter(child -> letters(child).equals(letters))
                    .findFirst();
            inner.ifPresent(wholes::add);
        }
        return wholes;
    }

    private Optional<String> kicker(String words) {
        String text = trimmed(words);
        String letters = PlainText.letters(text);
        boolean other = letters.length() < 2
                || text.length() > LONGEST
                || isOpen(text)
                || letters.equals(headline)
                || others.contains(letters)
                || BADGES.contains(letters)
                || letters.chars().filter(Character::isDigit).count() > DIGITS;
        return other ? Optional.empty() : Optional.of(text);
    }

    /** Whether a quotation begins at the end: "Two thoughts on" the headline that follows. */
    private static boolean isOpen(String text) {
        return "„“‚‘«»\"".indexOf(text.charAt(text.length() - 1)) >= 0 && text.indexOf(' ') > 0;
    }

    /** Without the colon, stroke or dot that parts it from the headline. */
    private static String trimmed(String words) {
        int from = 0;
        int to = words.length();
        while (from < to && isSeparator(words.charAt(from))) {
            from++;
        }
        while (to > from && isSeparator(words.charAt(to - 1))) {
            to--;
        }
        return words.substring(from, to);
    }

    private static boolean isSeparator(char character) {
        return " :|/·•-–—+".indexOf(character) >= 0;
    }

    private static String letters(Element element) {
        return PlainText.letters(HeadlineCandidates.bounded(element));
    }

    private static String words(Node part) {
        return part instanceof Element element
                ? HeadlineCandidates.bounded(element)
                : part instanceof TextNode text ? PlainText.clean(text.getWholeText()) : "";
    }
}
