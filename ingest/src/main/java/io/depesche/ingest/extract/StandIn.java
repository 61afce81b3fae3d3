package io.depesche.ingest.extract;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Tells what servers send in an article's place with status 200: a consent wall, a check for bots, a log-in page, an error page. What it is
 * called decides, as a whole and not in passing, so that articles about errors, robots and consent stay articles.
 */
final class StandIn {

    /** Longer text is an article, in characters. */
    private static final int LONGEST = 4_000;

    private static final int LONGEST_TITLE = 200;

    private static final Pattern SEPARATOR = Pattern.compile("\\s[|–—:·•-]+\\s|[|:!?]|\\.{3}|…");
    private static final Pattern BESIDES = Pattern.compile("[^\\p{L}\\p{N} ]");

    private static final String NO_PAGE =
            "(?:(?:oops|ups|huch|sorry|leider|entschuldigung) )?(?:(?:die|diese|der|dieser|the|this|your|that) )?"
                    + "(?:(?:angeforderte|gesuchte|gewünschte|requested) )?(?:seite|page|artikel|article|inhalt|content|beitrag|url|datei|file)"
                    + "(?: .{0,40})? (?:nicht (?:mehr )?(?:gefunden|verfügbar|vorhanden|erreichbar)(?: werden)?|existiert (?:leider )?nicht(?: mehr)?"
                    + "|(?:not|cant|cannot|couldnt) (?:be )?found|(?:not|doesnt) exist|not available|no longer available|unavailable)";
    private static final String STATUS =
            "(?:(?:http |status )?(?:fehler|error) )?(?:http )?(?:40[0134]|410|429|50[0234])"
                    + "(?: (?:fehler|error|seite|page|not found|page not found|nicht gefunden|seite nicht gefunden|forbidden|gone|access denied"
                    + "|zugriff verweigert|unauthorized|too many requests|internal server error|bad gateway|service unavailable"
                    + "|service temporarily unavailable|gateway timeout))?";
    private static final Pattern ERROR = Pattern.compile(STATUS + "|" + NO_PAGE
            + "|not found|nicht gefunden|nothing found|access denied|zugriff verweigert|forbidden|internal server error|bad gateway"
            + "|service (?:temporarily )?unavailable|gateway timeout|wartungsarbeiten|under maintenance"
            + "|(?:oops )?something went wrong|(?:es )?ist ein fehler aufgetreten|es ist ein fehler aufgetreten");
    private static final Pattern BOT_CHECK =
            Pattern.compile("just a moment|one moment please|einen moment bitte|attention required"
                    + "|(?:are|sind) (?:you|sie) (?:a robot|ein roboter|human|ein mensch)|robot check|security check|sicherheitsüberprüfung"
                    + "|access to this page has been denied|pardon our interruption|(?:please )?verify(?:ing)? (?:that )?you are (?:a )?human"
                    + "|checking your browser(?: before accessing .{0,60})?|ddos protection(?: by .{0,30})?|human verification|captcha"
                    + "|bitte bestätigen sie dass sie (?:k?ein roboter|ein mensch) sind|client challenge");
    private static final Pattern LOGIN =
            Pattern.compile("(?:bitte )?(?:anmelden|einloggen|log ?in|sign ?in|registrieren)|anmeldung"
                    + "|(?:log|sign) ?in to .{0,40}|(?:bitte )?melden sie sich an.{0,40}|mein konto|my account");

    private static final List<String> CONSENT = List.of(
            "cookie",
            "einwillig",
            "zustimm",
            "consent",
            "datenschutz",
            "privacy",
            "tracking",
            "personenbezogen",
            "personal data",
            "partner",
            "werbefrei");

    private StandIn() {}

    /**
     * What the page is instead of an article; empty where it may be one.
     *
     * @param body what would be taken for the article's text, if anything
     * @param page all that the page shows
     * @param titles what the page calls itself: title, headline, the heading where that is another
     * @param described whether metadata describes an article
     */
    static Optional<Problem> of(Body body, PageBlocks page, List<String> titles, boolean described) {
        if (body.length() > LONGEST) {
            return Optional.empty();
        }
        Body shown = body.length() > 0 ? body : prose(page);
        if (isConsentWall(shown)) {
            return Optional.of(new Problem(Problem.Code.CONSENT_WALL, "a consent wall instead of the article"));
        }
        return described && body.length() > 0 ? Optional.empty() : named(titles);
    }

    private static Body prose(PageBlocks page) {
        List<String> prose = page.blocks().stream()
                .filter(block -> block.prose() > 0)
                .map(Block::text)
                .toList();
        return new Body(prose, Optional.empty());
    }

    private static Optional<Problem> named(List<String> titles) {
        for (String title : titles) {
            Optional<Problem> problem = pieces(title)
                    .flatMap(piece ->
                            code(piece).stream().map(code -> new Problem(code, "called \"%s\"".formatted(title))))
                    .findFirst();
            if (problem.isPresent()) {
                return problem;
            }
        }
        return Optional.empty();
    }

    private static Stream<String> pieces(String title) {
        return title.length() > LONGEST_TITLE
                ? Stream.empty()
                : Stream.concat(Stream.of(title), Stream.of(SEPARATOR.split(title)))
                        .map(piece -> PlainText.clean(
                                BESIDES.matcher(piece.toLowerCase(Locale.ROOT)).replaceAll("")))
                        .filter(piece -> !piece.isEmpty());
    }

    private static Optional<Problem.Code> code(String piece) {
        if (BOT_CHECK.matcher(piece).matches()) {
            return Optional.of(Problem.Code.BOT_CHECK);
        }
        if (ERROR.matcher(piece).matches()) {
            return Optional.of(Problem.Code.ERROR_PAGE);
        }
        return LOGIN.matcher(piece).matches() ? Optional.of(Problem.Code.LOGIN) : Optional.empty();
    }

    /** Whether four in five characters stand in paragraphs that speak of consent, in at least three different words. */
    private static boolean isConsentWall(Body body) {
        if (body.length() == 0 || body.length() > LONGEST) {
            return false;
        }
        List<String> paragraphs = body.paragraphs().stream()
                .map(text -> text.toLowerCase(Locale.ROOT))
                .toList();
        long words = CONSENT.stream()
                .filter(word -> paragraphs.stream().anyMatch(text -> text.contains(word)))
                .count();
        int about = paragraphs.stream()
                .filter(text -> CONSENT.stream().anyMatch(text::contains))
                .mapToInt(String::length)
                .sum();
        return words >= 3 && about * 5 >= body.length() * 4;
    }
}
