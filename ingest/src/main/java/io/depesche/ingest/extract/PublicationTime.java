package io.depesche.ingest.extract;

import com.fasterxml.jackson.databind.JsonNode;
import io.depesche.contracts.record.StatedTime;
import io.depesche.contracts.record.TimePrecision;
import io.depesche.contracts.record.TimeSource;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.nodes.Element;

/**
 * When the article was first published and last changed, as its page states it. Trusted in this order: JSON-LD, meta elements,
 * elements marked as the time of publication, time elements and visible date lines near the headline, then those elsewhere,
 * scripts. Of what the page shows only that is believed which agrees with the day in its address, if there is one; else that
 * day is given. Nothing stated, nothing given.
 */
final class PublicationTime {

    private static final List<String> PUBLISHED_NAMES = List.of(
            "article:published_time",
            "og:article:published_time",
            "article:published",
            "datepublished",
            "og:published_time",
            "date",
            "sailthru.date",
            "parsely-pub-date",
            "cxenseparse:recs:publishtime",
            "cxenseparse:publishtime",
            "dc.date.issued",
            "dcterms.created",
            "dc.date.created",
            "date.created",
            "datecreated",
            "date.available",
            "pubdate",
            "pub_date",
            "publish_date",
            "publish-date",
            "publishdate",
            "publisheddate",
            "publicationdate",
            "published_time",
            "published",
            "article.published",
            "og:pubdate",
            "prism.publicationdate",
            "citation_publication_date",
            "citation_date",
            "dcterms.date",
            "dc.date",
            "dc:date",
            "shareaholic:article_published_time",
            "mediator_published_time",
            "release_date",
            "originalpublicationdate",
            "rnews:datepublished");
    private static final List<String> MODIFIED_NAMES = List.of(
            "article:modified_time",
            "og:article:modified_time",
            "datemodified",
            "og:updated_time",
            "last-modified",
            "date.modified",
            "date.updated",
            "dcterms.modified",
            "dc.date.modified",
            "article.updated",
            "updated-date",
            "lastupdate",
            "revised");
    /** Names of meta elements in no dialect known here: "w-published-date", "article:published:time". */
    private static final List<String> PUBLISHED_WORDS = List.of(
            "publisheddate",
            "publishdate",
            "publishedtime",
            "publishtime",
            "publishedat",
            "publishedon",
            "pubdate",
            "publicationdate",
            "datepublished",
            "firstpublished",
            "dateissued",
            "issuedate",
            "veroeffentlich");

    private static final Pattern IN_PATH =
            Pattern.compile("(?<!\\d)((?:19|20)\\d{2})[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\\d|3[01])(?!\\d)");
    private static final Pattern DAY_FIRST_IN_PATH =
            Pattern.compile("(?<!\\d)(0?[1-9]|[12]\\d|3[01])-(0?[1-9]|1[0-2])-((?:19|20)\\d{2})(?!\\d)");
    private static final Pattern NAMED_IN_PATH =
            Pattern.compile("/((?:19|20)\\d{2})/(\\p{L}{3,10})/(0?[1-9]|[12]\\d|3[01])(?!\\d)");
    /** The value after a key in a script: quotation marks may be escaped, as in JSON within a string. */
    private static final Pattern VALUE =
            Pattern.compile("\\\\{0,3}[\"']\\s{0,4}:\\s{0,4}\\\\{0,3}[\"']([^\"'<>\\\\]{8,40})");

    private static final List<String> SCRIPT_KEYS = List.of(
            "datePublished",
            "article_published_time",
            "published_at",
            "publishedAt",
            "publishDate",
            "publish_date",
            "pubDate");
    /** Lines above the headline that are looked at for a visible date. */
    private static final int NEAR = 20;
    /** Elements around the headline, and lines below it, that are near. */
    private static final int NEAR_HEADLINE = 3;

    private static final int NEAR_LINES = 9;
    private static final int ANYWHERE = 8;

    private static final int DATE_LINE = 120;

    private final PageElements elements;
    private final JsonLd described;
    private final PageMetadata metadata;
    private final PageBlocks page;
    private final URI address;
    private final TimeText reader;

    private final int top;

    PublicationTime(
            PageElements elements,
            JsonLd described,
            PageMetadata metadata,
            PageBlocks page,
            String headline,
            URI address,
            TimeText reader) {
        this.elements = elements;
        this.described = described;
        this.metadata = metadata;
        this.page = page;
        this.top = page.indexOf(headline);
        this.address = address;
        this.reader = reader;
    }

    Optional<StatedTime> published() {
        List<StatedTime> found = new ArrayList<>();
        described
                .text("datePublished")
                .flatMap(text -> reader.read(text, TimeSource.JSON_LD))
                .ifPresent(found::add);
        described
                .text("dateCreated")
                .flatMap(text -> reader.read(text, TimeSource.JSON_LD))
                .ifPresent(found::add);
        for (String value : metadata.each(PUBLISHED_NAMES)) {
            reader.read(value, TimeSource.META).ifPresent(found::add);
        }
        for (String value : metadata.named(PublicationTime::isPublished)) {
            reader.read(value, TimeSource.META).ifPresent(found::add);
        }
        // Of the day that is trusted most, the first source that also states the time.
        Optional<StatedTime> best = found.stream().findFirst();
        if (best.isPresent()) {
            return found.stream()
                    .filter(time -> hasClock(time) && isNear(time, best.get()))
                    .findFirst()
                    .or(() -> best);
        }
        return describedElsewhere().or(this::onPage);
    }

    private static boolean isPublished(String name) {
        String letters = PlainText.letters(name);
        return PUBLISHED_WORDS.stream().anyMatch(letters::contains)
                && !letters.contains("modif")
                && !letters.contains("updat")
                && !letters.contains("unpublish");
    }

    /** Whether both may mean the same day, in whatever zone each is. */
    private static boolean isNear(StatedTime one, StatedTime other) {
        return Duration.between(one.getInstant(), other.getInstant()).abs().compareTo(Duration.ofHours(36)) <= 0;
    }

    /** In JSON-LD that describes the page rather than an article, or that is broken. */
    private Optional<StatedTime> describedElsewhere() {
        return Stream.concat(
                        described.elsewhere("datePublished").stream().map(JsonNode::asText),
                        described.unreadable().stream().flatMap(script -> values(script, "datePublished")))
                .flatMap(text -> reader.read(text, TimeSource.JSON_LD).stream())
                .findFirst();
    }

    /** What the page shows; where the address has a day, only what agrees with it. */
    private Optional<StatedTime> onPage() {
        List<Supplier<Optional<StatedTime>>> sources = List.of(
                this::inMarkedElement,
                () -> inTimeElement(NEAR_HEADLINE),
                () -> inVisibleText(NEAR_LINES),
                () -> inTimeElement(ANYWHERE),
                () -> inVisibleText(Integer.MAX_VALUE),
                this::inScript);
        Optional<StatedTime> stated = inAddress();
        for (Supplier<Optional<StatedTime>> source : sources) {
            Optional<StatedTime> time = source.get();
            if (time.isPresent() && (stated.isEmpty() || isNear(time.get(), stated.get()))) {
                return time;
            }
        }
        return stated;
    }

    /** State that pages filled in by script carry; the first is the page's own more often than not. */
    private Optional<StatedTime> inScript() {
        return elements.named("script").stream()
                .flatMap(script -> SCRIPT_KEYS.stream().flatMap(key -> values(script.data(), key)))
                .flatMap(text -> reader.read(text, TimeSource.META).stream())
                .findFirst();
    }

    /** The first string under the key in a script that need not be JSON. */
    private static Stream<String> values(String script, String key) {
        int at = script.indexOf(key);
        if (at < 0) {
            return Stream.empty();
        }
        int end = at + key.length();
        Matcher value = VALUE.matcher(script).region(end, Math.min(script.length(), end + 80));
        return value.lookingAt() ? Stream.of(value.group(1)) : Stream.empty();
    }

    Optional<StatedTime> modified() {
        return described
                .text("dateModified")
                .flatMap(text -> reader.read(text, TimeSource.JSON_LD))
                .or(() -> metadata.each(MODIFIED_NAMES).stream()
                        .flatMap(value -> reader.read(value, TimeSource.META).stream())
                        .findFirst());
    }

    private static boolean hasClock(StatedTime time) {
        return time.getPrecision() == TimePrecision.SECOND || time.getPrecision() == TimePrecision.MINUTE;
    }

    private Optional<StatedTime> inMarkedElement() {
        return elements.dated().flatMap(this::read);
    }

    private Optional<StatedTime> read(Element element) {
        return Stream.of(element.attr("datetime"), element.attr("content"), element.attr("title"), element.text())
                .flatMap(text -> reader.read(PlainText.clean(text), TimeSource.TIME_ELEMENT).stream())
                .findFirst();
    }

    /** The first time element in the innermost element around the headline that has one, this many elements out at most. */
    private Optional<StatedTime> inTimeElement(int steps) {
        List<Block> blocks = page.blocks();
        Element around = blocks.isEmpty() || top == 0
                ? elements.body()
                : blocks.get(top).region().element();
        for (int step = 0; around != null && step <= steps; step++) {
            if (step == steps && steps == ANYWHERE) {
                around = elements.body();
            }
            Optional<StatedTime> time = around.getElementsByTag("time").stream()
                    .limit(10)
                    .filter(element ->
                            !elements.names().of(element).words().contains("updated") || element.hasClass("published"))
                    .flatMap(element -> read(element).stream())
                    .findFirst();
            if (time.isPresent()) {
                return time;
            }
            around = around.parent();
        }
        return Optional.empty();
    }

    /** The short line with a date that stands nearest to the headline; lines above it are trusted a third as much. */
    private Optional<StatedTime> inVisibleText(int lines) {
        List<Block> blocks = page.blocks();
        Optional<StatedTime> nearest = Optional.empty();
        int distance = lines;
        for (int index = Math.max(0, top - NEAR); index < blocks.size() && index - top < distance; index++) {
            String line = blocks.get(index).text();
            int away = index >= top ? index - top : (top - index) * 3;
            if (away < distance && line.length() <= DATE_LINE && line.indexOf('©') < 0 && !isHeadline(index)) {
                Optional<StatedTime> time = reader.read(line, TimeSource.VISIBLE_TEXT);
                if (time.isPresent()) {
                    nearest = time;
                    distance = away;
                }
            }
        }
        return nearest;
    }

    private boolean isHeadline(int index) {
        return index == top && page.blocks().get(index).kind() == Block.Kind.HEADING;
    }

    private Optional<StatedTime> inAddress() {
        String path = address.getRawPath() == null ? "" : address.getRawPath();
        return date(IN_PATH, path, 1, 2, 3)
                .or(() -> date(NAMED_IN_PATH, path, 3, 2, 1))
                .or(() -> date(DAY_FIRST_IN_PATH, path, 3, 2, 1));
    }

    private Optional<StatedTime> date(Pattern pattern, String path, int first, int second, int third) {
        Matcher date = pattern.matcher(path);
        if (!date.find()) {
            return Optional.empty();
        }
        String separator = pattern.equals(NAMED_IN_PATH) ? " " : "-";
        String text = String.join(separator, date.group(first), date.group(second), date.group(third));
        return reader.read(text, TimeSource.ADDRESS);
    }
}
