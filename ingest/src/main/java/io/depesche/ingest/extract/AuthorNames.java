package io.depesche.ingest.extract;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.StringTokenizer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes a line that names authors apart: "Von Anna Muster und Bo Beispiel, Berlin" gives the two names. "Von", "By", roles, dates,
 * addresses and agencies are taken away, names in capitals are written as names are, "Muster, Anna" is turned round.
 */
final class AuthorNames {

    /** What stands before a name in a byline. */
    static final Pattern BY = Pattern.compile(
            "^(?:(?:(?:ein|eine|der|die|a|an|the) )?(?:(?:blog|gast|guest)[ -]?)?(?:artikel|beitrag|gastbeitrag|bericht|text|kommentar|gastkommentar|interview|essay|analyse|kolumne|reportage|rezension|article|story|post|words|recipe|opinion|analysis|review|column|eingestellt|erstellt|verfasst|geschrieben|gepostet|veröffentlicht|posted|written|published|reported|submitted|created|authored|medically reviewed)? ?"
                    + "(?:by|von|vom|par|por)|text(?: und interview)?|texte|autor(?:in|en|:in)?|authors?|interview|protokoll|autore?|redaktion|verfasser(?:in)?)(?: ?[:|] ?| )",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    /** Each beginning that {@link #BY} knows has one of these. */
    private static final List<String> SIGNS = List.of(
            "by",
            "von",
            "vom",
            "par",
            "por",
            "text",
            "autor",
            "author",
            "interview",
            "protokoll",
            "redaktion",
            "verfasser");

    private static final Pattern SPLIT = Pattern.compile(
            "\\s?[;,/|&·•+]\\s?|\\s[-–—]\\s|\\s(?:and|und|et|y|sowie|für|for|in|aus|am|on|at)\\s|\\s(?=by\\s)|(?<=\\d|Uhr)\\s(?=von\\s)");
    /** Whom an interview is with is not its author. */
    private static final Pattern WITH = Pattern.compile("\\s(?:mit|with|über)\\s");

    private static final Pattern DATE = Pattern.compile("^\\d{1,4}[./-] ?\\d{1,2}[./-] ?\\d{2,4}");
    private static final Pattern ROLE = Pattern.compile(
            " (?:(?:senior |staff |contributing |freelance |deputy |chief |managing )?(?:writer|editor|reporter|correspondent|contributor)|redakteur(?:in)?|redaktion|korrespondent(?:in)?)$",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern PERSON = Pattern.compile(
            "(?:(?:Dr|Prof|Mag)\\.? (?:Dr\\. )?)?\\p{Lu}[\\p{L}.'’‐-]{0,30}(?: (?:\\p{Lu}[\\p{L}.'’‐-]{0,30}|von|van|v\\.|de|der|den|di|da|del|dos|zu|zur|la|le|bin|ibn|al|el|ten|ter)){1,4}");
    private static final Pattern NICKNAME = Pattern.compile("[\\p{L}\\d_.-]{2,20}(?: [\\p{L}\\d_.-]{2,20}){0,2}");
    private static final Pattern TURNED = Pattern.compile("(\\p{Lu}[\\p{L}'’-]{1,30}), ?(\\p{Lu}[\\p{L}'’-]{1,30})");

    private static final Set<String> AGENCIES = Set.of(
            "dpa",
            "dpaafx",
            "afp",
            "ap",
            "apa",
            "reuters",
            "rtr",
            "rts",
            "sid",
            "epd",
            "kna",
            "dts",
            "ots",
            "sda",
            "awp",
            "ansa",
            "tass",
            "upi",
            "pa",
            "afx",
            "spoton",
            "spotonnews",
            "bang",
            "ddp",
            "dapd",
            "keystonesda",
            "associatedpress",
            "theassociatedpress",
            "agencefrancepresse",
            "pamedia",
            "deutschepresseagentur",
            "nachrichtenagentur",
            "reutersstaff");
    private static final Set<String> NOT_NAMES = Set.of(
            "admin",
            "administrator",
            "editor",
            "editors",
            "staff",
            "webmaster",
            "unknown",
            "unbekannt",
            "null",
            "undefined",
            "anonymous",
            "gast",
            "guest",
            "author",
            "authors",
            "autor",
            "autorin",
            "autoren",
            "name",
            "kommentare",
            "contributor",
            "contributors",
            "nachrichten",
            "artikel",
            "von",
            "by",
            "text",
            "image",
            "date",
            "datum",
            "share",
            "teilen",
            "follow",
            "folgen",
            "posted",
            "published",
            "updated",
            "uhr",
            "stand",
            "quelle",
            "source",
            "foto",
            "photo",
            "home",
            "blog",
            "news",
            "phd",
            "md",
            "jr",
            "the",
            "über",
            "about",
            "mehr",
            "more",
            "email",
            "twitter",
            "facebook",
            "linkedin",
            "instagram",
            "comments",
            "redaktion",
            "team",
            "newsdesk",
            "veröffentlicht",
            "person",
            "rezept",
            "am",
            "human",
            "afficher",
            "newsroom");
    /** Words of a line about an author, a role, a firm or a button; a person's name has none of them. */
    private static final Set<String> NO_PERSONS_WORDS = Set.of(
            ("redaktion redaktionsteam redakteur redakteurin team staff news newsdesk newsroom verlag online gmbh zeitung presse pressestelle blog magazin magazine"
                            + " verein verband institut institute university universität foundation stiftung inc ltd llc company agentur agency media press"
                            + " editor editors reporter writer author autor autorin autoren author's read view more mehr all alle posts articles artikel beiträge profile profil"
                            + " follow share comment comments kommentar kommentare leave photo foto bild image updated published veröffentlicht"
                            + " director manager professor attorney ceo founder chief head senior chefredakteur chefredakteurin leiter leiterin expert experte"
                            + " the our your this that about über was wie und and die das eine ein min minutes http https facebook twitter instagram linkedin whatsapp email bio stories story top full center centre research personal finance best how why what when login support wortlaut pressemitteilung content administrator remote jobs programme zur in by posted written submitted unser unsere unserer nachrichtenagentur times post herald daily journal tribune today tagblatt tageblatt nachrichten anzeiger kurier rundschau rezept recipe kontakt contact lesezeit uhr")
                    .split(" "));

    private static final Set<String> CALENDAR = Set.of(
            ("january jan february feb march mar april apr may june jun july jul august aug september sep sept october oct november nov december dec"
                            + " januar jänner februar märz mai juni juli oktober dezember dez monday tuesday wednesday thursday friday saturday sunday"
                            + " montag dienstag mittwoch donnerstag freitag samstag sonntag mon tue wed thu fri sat sun")
                    .split(" "));
    private static final int MAX_LINE = 300;
    private static final int MAX_NAME = 60;

    private AuthorNames() {}

    /** The names in what metadata has for authors; those of firms and nicknames too. */
    static List<String> stated(String entry) {
        String line = PlainText.ofHtml(entry);
        List<String> names = new ArrayList<>();
        if (line.length() > MAX_LINE || line.contains("://") || line.contains("www.")) {
            return names;
        }
        Matcher turned = TURNED.matcher(line);
        if (turned.matches() && isPlausible(turned.group(1)) && isPlausible(turned.group(2))) {
            names.add(turned.group(2) + " " + turned.group(1));
            return names;
        }
        for (String part : SPLIT.split(withoutBy(untilWith(line)))) {
            String name = bare(part);
            if (isPlausible(name)) {
                names.add(natural(name));
            }
        }
        return names;
    }

    /** The names of people in a line of the page; nothing else is believed there. */
    static List<String> people(String line) {
        List<String> names = new ArrayList<>();
        if (line.length() <= MAX_LINE && hasSpace(line)) {
            for (String part : SPLIT.split(withoutBy(untilWith(line)))) {
                String name = bare(part);
                if (isPerson(name)) {
                    names.add(natural(name));
                }
            }
        }
        return names;
    }

    /** The names of people after the first "Von" or "By" that begins a piece of the line; none in a line without. */
    static List<String> signed(String line) {
        if (line.length() > MAX_LINE || !hasSpace(line) || !mayBeSigned(line)) {
            return List.of();
        }
        String[] pieces = SPLIT.split(untilWith(line));
        List<String> names = new ArrayList<>();
        boolean by = false;
        for (String piece : pieces) {
            by |= BY.matcher(piece).lookingAt() || DATE.matcher(piece).lookingAt();
            String name = by ? bare(piece) : "";
            if (isPerson(name)) {
                names.add(natural(name));
            }
        }
        return names;
    }

    /** The first name of one word in a line, as bloggers sign; to be asked for only where the markup says that it is the author. */
    static List<String> nickname(String line) {
        for (String part : SPLIT.split(withoutBy(untilWith(line)))) {
            String name = bare(part);
            if (NICKNAME.matcher(name).matches() && isPlausible(name) && !hasOtherWords(name)) {
                return List.of(name);
            }
        }
        return List.of();
    }

    /** Whether the name looks like a person's: two to five words that begin with capitals, small particles between them. */
    static boolean isPerson(String name) {
        return name.length() <= MAX_NAME && PERSON.matcher(name).matches() && isPlausible(name) && !hasOtherWords(name);
    }

    /** Whether an agency is among those named. */
    static boolean hasAgency(String entry) {
        return agency(entry).isPresent();
    }

    /** The first agency that an entry names. */
    static Optional<String> agency(String entry) {
        for (String part : SPLIT.split(withoutBy(PlainText.clean(entry)))) {
            if (AGENCIES.contains(PlainText.letters(part))) {
                return Optional.of(part);
            }
        }
        return Optional.empty();
    }

    /** Whether a word of the name is one that firms, roles and buttons have. */
    static boolean hasOtherWords(String name) {
        for (StringTokenizer words = new StringTokenizer(name.toLowerCase(Locale.ROOT), " .-");
                words.hasMoreTokens(); ) {
            if (NO_PERSONS_WORDS.contains(words.nextToken())) {
                return true;
            }
        }
        return false;
    }

    /** No name of a person is a single word. */
    private static boolean hasSpace(String line) {
        for (int index = 0; index < line.length(); index++) {
            if (Character.isWhitespace(line.charAt(index)) || Character.isSpaceChar(line.charAt(index))) {
                return true;
            }
        }
        return false;
    }

    /** Whether the line has what {@link #BY} or {@link #DATE} begin with somewhere; asked first, for it costs less than they do. */
    private static boolean mayBeSigned(String line) {
        String lower = line.toLowerCase(Locale.ROOT);
        return SIGNS.stream().anyMatch(lower::contains) || lower.chars().anyMatch(Character::isDigit);
    }

    private static boolean isPlausible(String name) {
        String letters = PlainText.letters(name);
        return letters.length() > 1
                && name.length() <= MAX_NAME
                && name.split(" ").length <= 5
                && name.indexOf('@') < 0
                && name.indexOf('[') < 0
                && !AGENCIES.contains(letters)
                && !NOT_NAMES.contains(letters)
                && !CALENDAR.contains(letters);
    }

    private static String untilWith(String line) {
        Matcher with = WITH.matcher(line);
        return with.find() && with.start() > 0 ? line.substring(0, with.start()) : line;
    }

    private static String withoutBy(String line) {
        Matcher by = BY.matcher(line);
        return by.lookingAt() ? line.substring(by.end()) : line;
    }

    private static String bare(String part) {
        String name = withoutBy(PlainText.clean(part));
        int bracket = name.indexOf('(');
        name = bracket > 0 ? name.substring(0, bracket) : bracket == 0 || name.endsWith(")") ? "" : name;
        name = untilDate(PlainText.clean(name));
        while (!name.isEmpty() && ":.-–—*\"„“”»«|".indexOf(name.charAt(name.length() - 1)) >= 0 && !isInitial(name)) {
            name = name.substring(0, name.length() - 1).strip();
        }
        return ROLE.matcher(name).replaceFirst("");
    }

    private static boolean isInitial(String name) {
        int length = name.length();
        return name.endsWith(".") && length > 2 && Character.isUpperCase(name.charAt(length - 2));
    }

    /** Up to the first word that is a number, a month or a day of the week, unless it is the first. */
    private static String untilDate(String name) {
        StringBuilder kept = new StringBuilder();
        for (String word : name.split(" ")) {
            boolean number = !word.isEmpty() && Character.isDigit(word.charAt(0));
            boolean calendar = CALENDAR.contains(PlainText.letters(word))
                    && !kept.isEmpty()
                    && name.indexOf(' ') != name.lastIndexOf(' ');
            if (number || calendar) {
                break;
            }
            kept.append(kept.isEmpty() ? "" : " ").append(word);
        }
        return kept.toString();
    }

    /** A name all in capitals as it would stand in a text. */
    private static String natural(String name) {
        if (name.indexOf(' ') < 0 || name.chars().anyMatch(Character::isLowerCase)) {
            return name;
        }
        StringBuilder written = new StringBuilder();
        boolean first = true;
        for (int index = 0; index < name.length(); index++) {
            char character = name.charAt(index);
            written.append(first ? character : Character.toLowerCase(character));
            first = !Character.isLetter(character);
        }
        return written.toString();
    }
}
