package io.depesche.ingest.extract;

import io.depesche.contracts.record.StatedTime;
import io.depesche.contracts.record.TimePrecision;
import io.depesche.contracts.record.TimeSource;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.select.Evaluator;
import org.jsoup.select.Selector;

/**
 * When the article was first published and last changed, as its page states it. Trusted in this order: JSON-LD, meta elements,
 * time elements, visible date lines near the headline, the address. Nothing stated, nothing given.
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
    private static final Pattern IN_PATH =
            Pattern.compile("(?<!\\d)((?:19|20)\\d{2})[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\\d|3[01])(?!\\d)");
    /** Lines above the headline that are looked at for a visible date. */
    private static final int NEAR = 20;

    private static final int DATE_LINE = 120;

    private static final Evaluator MARKED = Selector.evaluatorOf("[itemprop=datePublished], time[pubdate]");

    private final Document document;
    private final JsonLd described;
    private final PageMetadata metadata;
    private final PageBlocks page;
    private final URI address;
    private final TimeText reader;

    private final String headline;

    PublicationTime(
            Document document,
            JsonLd described,
            PageMetadata metadata,
            PageBlocks page,
            String headline,
            URI address,
            TimeText reader) {
        this.document = document;
        this.described = described;
        this.metadata = metadata;
        this.page = page;
        this.headline = headline;
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
        // Of the day that is trusted most, the first source that also states the time.
        Optional<StatedTime> best = found.stream().findFirst();
        if (best.isPresent()) {
            return found.stream().filter(PublicationTime::hasClock).findFirst().or(() -> best);
        }
        return inTimeElement().or(this::inVisibleText).or(this::inAddress);
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

    private Optional<StatedTime> inTimeElement() {
        Optional<Element> marked = Optional.ofNullable(document.selectFirst(MARKED));
        Stream<Element> times = Stream.concat(
                marked.stream(), document.getElementsByTag("time").stream().limit(10));
        return times.flatMap(time -> Stream.of(time.attr("datetime"), time.attr("content"), time.text())
                        .flatMap(text -> reader.read(PlainText.clean(text), TimeSource.TIME_ELEMENT).stream()))
                .findFirst();
    }

    /** The short line with a date that stands nearest to the headline; lines above it are trusted a third as much. */
    private Optional<StatedTime> inVisibleText() {
        int top = page.indexOf(headline);
        List<Block> blocks = page.blocks();
        Optional<StatedTime> nearest = Optional.empty();
        int distance = Integer.MAX_VALUE;
        for (int index = Math.max(0, top - NEAR); index < blocks.size(); index++) {
            String line = blocks.get(index).text();
            int away = index >= top ? index - top : (top - index) * 3;
            if (away < distance && line.length() <= DATE_LINE && line.indexOf('©') < 0) {
                Optional<StatedTime> time = reader.read(line, TimeSource.VISIBLE_TEXT);
                if (time.isPresent()) {
                    nearest = time;
                    distance = away;
                }
            }
        }
        return nearest;
    }

    private Optional<StatedTime> inAddress() {
        String path = address.getRawPath() == null ? "" : address.getRawPath();
        Matcher date = IN_PATH.matcher(path);
        return date.find()
                ? reader.read(date.group(1) + "-" + date.group(2) + "-" + date.group(3), TimeSource.ADDRESS)
                : Optional.empty();
    }
}
