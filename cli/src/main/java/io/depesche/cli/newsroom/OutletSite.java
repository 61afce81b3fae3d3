package io.depesche.cli.newsroom;

import static java.time.temporal.ChronoUnit.MINUTES;
import static java.time.temporal.ChronoUnit.SECONDS;

import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** An outlet on the web: what it answers to a path, before and after its corrections. */
final class OutletSite {

    /** How long the outlet of a {@link Peculiarity#SLOW} article takes to answer. */
    static final Duration SLOWNESS = Duration.ofSeconds(1);

    private static final int RELATED = 3;
    private static final int RUBBISH_BYTES = 4096;
    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

    private final String id;
    private final URI base;
    private final Instant opened;
    private final Masthead masthead;
    private final Template page;
    private final List<Manuscript> newestFirst;
    private final Map<String, Manuscript> byPath;
    private final Map<String, Manuscript> corrections;
    private volatile Optional<Instant> corrected = Optional.empty();

    /**
     * @param base under which the outlet is reachable, without a path
     * @param opened what the publication times count back from
     */
    OutletSite(String id, URI base, Instant opened) {
        this.id = id;
        this.base = base;
        this.opened = opened.truncatedTo(MINUTES);
        masthead = Masthead.of(id);
        page = Template.of(id + "/page.html");
        newestFirst = masthead.articles().stream()
                .map(slug -> Manuscript.of(id, slug))
                .sorted(Comparator.comparing(Manuscript::age))
                .toList();
        byPath = newestFirst.stream().collect(Collectors.toUnmodifiableMap(this::path, Function.identity()));
        corrections = newestFirst.stream()
                .filter(article -> article.peculiarity() == Peculiarity.CORRECTED)
                .map(article -> Manuscript.corrected(id, article.slug()))
                .collect(Collectors.toUnmodifiableMap(Manuscript::slug, Function.identity()));
    }

    NewsroomOutlet outlet() {
        return new NewsroomOutlet(
                id,
                masthead.name(),
                masthead.language(),
                masthead.country(),
                base,
                masthead.feeds().stream().map(base::resolve).toList(),
                masthead.sitemaps().stream().map(base::resolve).toList(),
                masthead.pages().stream().map(base::resolve).toList());
    }

    List<Expectation> expectations() {
        return newestFirst.stream()
                .map(article -> new Expectation(
                        id,
                        article.headline(),
                        Optional.ofNullable(corrections.get(article.slug())).map(Manuscript::headline),
                        base.resolve(listedPath(article)),
                        base.resolve(path(article)),
                        language(article),
                        published(article),
                        article.peculiarity()))
                .toList();
    }

    /** From now on, articles read as corrected. */
    void publishCorrections(Instant now) {
        corrected = Optional.of(now);
    }

    Answer answer(String path) {
        if (path.equals("/robots.txt")) {
            return rendered("text/plain; charset=utf-8", Template.of(id + path), opened);
        }
        if (path.equals("/")) {
            return rendered("text/html; charset=utf-8", Template.of("front.html"), newest());
        }
        if (masthead.feeds().contains(path) || masthead.sitemaps().contains(path)) {
            return rendered(contentType(path), Template.of(id + path), newest());
        }
        if (byPath.containsKey(path)) {
            return answer(byPath.get(path));
        }
        return newestFirst.stream()
                .filter(article -> listedPath(article).equals(path))
                .findFirst()
                .map(article -> Answer.movedTo(base + path(article)))
                .orElseGet(Answer::notFound);
    }

    private Answer answer(Manuscript article) {
        return switch (article.peculiarity()) {
            case NONE, CORRECTED, AGENCY_COPY, PAYWALLED, FORBIDDEN, MOVED, FRENCH ->
                page(article, "text/html; charset=utf-8", StandardCharsets.UTF_8);
            case WINDOWS_1252 -> page(article, "text/html", WINDOWS_1252);
            case SLOW ->
                page(article, "text/html; charset=utf-8", StandardCharsets.UTF_8)
                        .after(SLOWNESS);
            case EMPTY -> Answer.ok("text/html", new byte[0], published(article));
            case BROKEN -> Answer.ok("text/html", rubbish(), published(article));
            case GONE -> Answer.notFound();
        };
    }

    private Answer page(Manuscript article, String contentType, Charset charset) {
        Scope scope = article(article)
                .with("charset", charset.name().toLowerCase(Locale.ROOT))
                .with("related", related(article).stream().map(this::article).toList());
        return Answer.ok(contentType, page.render(site(), scope), charset, modified(article));
    }

    private Answer rendered(String contentType, Template template, Instant modified) {
        Scope scope = new Scope()
                .with("articles", newestFirst.stream().map(this::article).toList());
        return Answer.ok(contentType, template.render(site(), scope), StandardCharsets.UTF_8, modified);
    }

    private static String contentType(String path) {
        return switch (path) {
            case "/rss.xml", "/feed.xml" -> "application/rss+xml; charset=utf-8";
            case "/atom.xml" -> "application/atom+xml; charset=utf-8";
            default -> "application/xml; charset=utf-8";
        };
    }

    /** The start of a photograph, as a content management system might send it by mistake. */
    private static byte[] rubbish() {
        byte[] bytes = new byte[RUBBISH_BYTES];
        new Random(RUBBISH_BYTES).nextBytes(bytes);
        System.arraycopy(new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xe0, 0, 16}, 0, bytes, 0, 6);
        return bytes;
    }

    private Scope site() {
        return new Scope()
                .with("name", masthead.name())
                .with("motto", masthead.motto())
                .with("language", masthead.language())
                .with("base", base.toString())
                .with("newest", iso(newest()))
                .with("newestRfc1123", rfc1123(newest()));
    }

    private Scope article(Manuscript firstVersion) {
        Manuscript article = current(firstVersion);
        boolean paywalled = article.peculiarity() == Peculiarity.PAYWALLED;
        String imagePath = "/images/" + article.slug() + ".jpg";
        return new Scope()
                .with("headline", article.headline())
                .with("lead", article.lead())
                .with("blocks", article.blocks().stream().map(OutletSite::block).toList())
                .with("authors", "author", article.authors())
                .with("agencies", "agency", article.agency().stream().toList())
                .with("section", article.section())
                .with("keywords", "keyword", article.keywords())
                .with("language", language(article))
                .with("path", path(article))
                .with("address", base + path(article))
                .with("listedPath", listedPath(article))
                .with("listedAddress", base + listedPath(article))
                .with("imagePath", imagePath)
                .with("imageAddress", base + imagePath)
                .with("published", iso(published(article)))
                .with("publishedRfc1123", rfc1123(published(article)))
                .with("modified", iso(modified(article)))
                .with("dateLine", masthead.dateLineFormat().format(published(article)))
                .with("free", !paywalled)
                .with("paywalled", paywalled);
    }

    private static Scope block(String block) {
        boolean subhead = block.startsWith("## ");
        return new Scope()
                .with("subheads", "text", subhead ? List.of(block.substring(3)) : List.of())
                .with("paragraphs", "text", subhead ? List.of() : List.of(block));
    }

    /** The next articles of the outlet that anyone may read, going round at the end. */
    private List<Manuscript> related(Manuscript article) {
        List<Manuscript> open = newestFirst.stream()
                .filter(other -> other.peculiarity() != Peculiarity.FORBIDDEN)
                .toList();
        int place = open.indexOf(article);
        return IntStream.rangeClosed(1, RELATED)
                .mapToObj(step -> open.get((place + step) % open.size()))
                .toList();
    }

    private Manuscript current(Manuscript article) {
        return corrected.isPresent() ? corrections.getOrDefault(article.slug(), article) : article;
    }

    private String language(Manuscript article) {
        return article.language().orElse(masthead.language());
    }

    private Instant published(Manuscript article) {
        return opened.minus(article.age());
    }

    private Instant modified(Manuscript article) {
        return corrected.filter(when -> corrections.containsKey(article.slug())).orElse(published(article));
    }

    private Instant newest() {
        return newestFirst.stream()
                .map(this::modified)
                .max(Comparator.naturalOrder())
                .orElse(opened);
    }

    private String path(Manuscript article) {
        return masthead.articlePath()
                .replace("{section}", article.section().toLowerCase(Locale.ROOT))
                .replace(
                        "{date}",
                        DateTimeFormatter.ofPattern("yyyy/MM/dd", Locale.ROOT)
                                .format(published(article).atZone(masthead.zoneId())))
                .replace("{slug}", article.slug());
    }

    private String listedPath(Manuscript article) {
        return article.peculiarity() == Peculiarity.MOVED ? "/archive/" + article.slug() : path(article);
    }

    private String iso(Instant time) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                time.truncatedTo(SECONDS).atZone(masthead.zoneId()));
    }

    private String rfc1123(Instant time) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(time.atZone(masthead.zoneId()));
    }
}
