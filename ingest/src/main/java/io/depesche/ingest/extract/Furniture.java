package io.depesche.ingest.extract;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jsoup.nodes.Attributes;
import org.jsoup.nodes.Element;

/**
 * Tells page furniture (navigation, captions, share bars, related links, newsletter boxes, consent banners, comments,
 * advertisements) by what its markup calls it. Words are the pieces of class and id, cut at capitals and everything but letters.
 */
final class Furniture {

    private static final Set<String> ELEMENTS =
            Set.of("nav", "footer", "aside", "figcaption", "figure", "menu", "form", "address", "fieldset", "details");
    private static final Set<String> ROLES = Set.of(
            "navigation",
            "complementary",
            "banner",
            "contentinfo",
            "search",
            "dialog",
            "alertdialog",
            "menu",
            "menubar",
            "toolbar",
            "alert",
            "tablist",
            "listbox",
            "tooltip");
    private static final Set<String> WORDS = Set.of(
            "ad",
            "ads",
            "advert",
            "adverts",
            "advertisement",
            "advertising",
            "adslot",
            "anzeige",
            "anzeigen",
            "werbung",
            "sponsor",
            "sponsored",
            "promo",
            "promotion",
            "promobox",
            "affiliate",
            "outbrain",
            "taboola",
            "plista",
            "disclaimer",
            "breadcrumb",
            "breadcrumbs",
            "nav",
            "navi",
            "navigation",
            "navbar",
            "menu",
            "submenu",
            "footer",
            "sidebar",
            "pagination",
            "pager",
            "toc",
            "toolbar",
            "skiplink",
            "masthead",
            "offcanvas",
            "caption",
            "captions",
            "bildunterschrift",
            "bildtext",
            "credit",
            "credits",
            "copyright",
            "figcaption",
            "imagecaption",
            "photocredit",
            "figure",
            "share",
            "sharing",
            "sharebar",
            "social",
            "socials",
            "socialmedia",
            "addthis",
            "shariff",
            "follow",
            "twitter",
            "tweet",
            "instagram",
            "facebook",
            "related",
            "recommend",
            "recommended",
            "recommendation",
            "recommendations",
            "teaser",
            "teasers",
            "mostread",
            "popular",
            "trending",
            "readmore",
            "seealso",
            "weiterlesen",
            "mehr",
            "more",
            "latest",
            "promoted",
            "upsell",
            "newsletter",
            "subscribe",
            "subscription",
            "signup",
            "login",
            "register",
            "paywall",
            "abo",
            "donate",
            "donation",
            "spenden",
            "cookie",
            "cookies",
            "consent",
            "gdpr",
            "dsgvo",
            "privacy",
            "cmp",
            "banner",
            "popup",
            "modal",
            "overlay",
            "lightbox",
            "tooltip",
            "toast",
            "comment",
            "comments",
            "kommentar",
            "kommentare",
            "disqus",
            "respond",
            "reply",
            "replies",
            "forum",
            "byline",
            "author",
            "authors",
            "autor",
            "autoren",
            "bio",
            "avatar",
            "dateline",
            "timestamp",
            "pubdate",
            "tag",
            "tags",
            "taglist",
            "keywords",
            "topics",
            "rating",
            "ratings",
            "vote",
            "voting",
            "poll",
            "quiz",
            "survey",
            "gallery",
            "slideshow",
            "carousel",
            "slider",
            "player",
            "jwplayer",
            "printonly",
            "noprint",
            "meta",
            "widget");
    /** Furniture that can outweigh the article: a long discussion below a short note. */
    private static final Set<String> HEAVY = Set.of(
            "nav",
            "footer",
            "comment",
            "comments",
            "kommentar",
            "kommentare",
            "disqus",
            "respond",
            "reply",
            "replies",
            "cookie",
            "cookies",
            "consent",
            "gdpr",
            "cmp",
            "form",
            "hidden",
            "aside",
            "sidebar",
            "related");

    private static final Set<String> CONCEALED = Set.of(
            "hidden",
            "hide",
            "d-none",
            "is-hidden",
            "u-hidden",
            "sr-only",
            "visually-hidden",
            "visuallyhidden",
            "screen-reader-text",
            "screenreader-only");
    private static final Set<String> OUTERMOST = Set.of("html", "body", "article", "main");
    private static final Set<String> NEGATIONS = Set.of("has", "with", "no", "without", "not", "is");

    private Furniture() {}

    /** What calls the element furniture: its name, role, a word of its classes or id; empty if nothing does. */
    static Optional<String> reason(Element element, ElementNames.Names names) {
        String name = element.normalName();
        if (ELEMENTS.contains(name)) {
            return Optional.of(name);
        }
        if (element.attributesSize() == 0) {
            return Optional.empty();
        }
        Attributes attributes = element.attributes();
        if (names.concealed() || isHidden(attributes)) {
            return Optional.of("hidden");
        }
        String role = attributes.get("role");
        return ROLES.contains(role) ? Optional.of(role) : word(element, names);
    }

    /** Whether furniture for this reason stays furniture when it holds most of the page's prose. */
    static boolean isHeavy(String reason) {
        return HEAVY.contains(reason);
    }

    /** The word of its classes or id that calls the element furniture. The page's outermost elements are never so called. */
    static Optional<String> word(Element element, ElementNames.Names names) {
        return names.furniture().isEmpty() || OUTERMOST.contains(element.normalName())
                ? Optional.empty()
                : names.furniture();
    }

    /** The first of an element's words that calls it furniture. */
    static Optional<String> word(List<String> words) {
        for (int index = 0; index < words.size(); index++) {
            if (WORDS.contains(words.get(index)) && (index == 0 || !NEGATIONS.contains(words.get(index - 1)))) {
                return Optional.of(words.get(index));
            }
        }
        return Optional.empty();
    }

    /** Whether one of the classes hides an element. */
    static boolean isConcealed(String classes) {
        boolean possible = classes.contains("hid")
                || classes.contains("none")
                || classes.contains("only")
                || classes.contains("screen");
        return possible && Arrays.stream(classes.split("\\s+")).anyMatch(CONCEALED::contains);
    }

    private static boolean isHidden(Attributes attributes) {
        if (attributes.hasKey("hidden") || attributes.get("aria-hidden").equals("true")) {
            return true;
        }
        String style = attributes.get("style");
        return !style.isEmpty()
                && style.replace(" ", "").toLowerCase(Locale.ROOT).contains("display:none");
    }
}
