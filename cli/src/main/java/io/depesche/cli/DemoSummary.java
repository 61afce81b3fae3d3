package io.depesche.cli;

import io.depesche.cli.newsroom.Expectation;
import io.depesche.cli.newsroom.NewsroomOutlet;
import io.depesche.cli.newsroom.ServedRequest;
import io.depesche.cli.pipeline.StreamWatcher.DeadLetter;
import io.depesche.contracts.record.Access;
import io.depesche.contracts.record.TaggedArticle;
import io.depesche.ingest.crawl.ArticleOutcome;
import io.depesche.ingest.crawl.CrawlReport;
import io.depesche.ingest.crawl.Fate;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What became of each article of the demo newsroom, held against what must have become of it. */
final class DemoSummary {

    /** Text for people, and whether the article ended as it should. */
    record Line(Expectation expected, boolean asExpected, String found) {}

    private final List<Line> lines;
    private final List<NewsroomOutlet> outlets;
    private final List<ServedRequest> requests;
    private final List<CrawlReport> crawls;
    private final List<TaggedArticle> tagged;
    private final List<DeadLetter> deadLetters;

    DemoSummary(
            List<Expectation> expectations,
            List<NewsroomOutlet> outlets,
            List<ServedRequest> requests,
            List<CrawlReport> crawls,
            List<TaggedArticle> tagged,
            List<DeadLetter> deadLetters) {
        this.outlets = outlets;
        this.requests = requests;
        this.crawls = crawls;
        this.tagged = tagged;
        this.deadLetters = deadLetters;
        this.lines = expectations.stream().map(this::lineOf).toList();
    }

    /** Whether every article ended as it should, no other was tagged, and the planted record is the only dead letter. */
    boolean isAsExpected() {
        return lines.stream().allMatch(Line::asExpected) && strangers().isEmpty() && deadLetters.size() == 1;
    }

    List<Line> lines() {
        return lines;
    }

    private Line lineOf(Expectation expected) {
        List<TaggedArticle> revisions = tagged.stream()
                .filter(article ->
                        URI.create(article.getArticle().getCanonicalUrl()).equals(expected.address()))
                .sorted(Comparator.comparingInt(article -> article.getArticle().getRevision()))
                .toList();
        List<Integer> numbers = revisions.stream()
                .map(article -> article.getArticle().getRevision())
                .toList();
        Optional<Fate> fate = firstFate(expected);
        return switch (expected.fate()) {
            case TAGGED ->
                new Line(
                        expected,
                        numbers.equals(List.of(1))
                                && revisions.get(0).getLanguage().getTag().equals(expected.language())
                                && revisions.get(0).getArticle().getHeadline().equals(expected.headline()),
                        revisions.isEmpty() ? "not tagged: " + fateText(fate) : "tagged, " + tagsOf(revisions.get(0)));
            case REVISED ->
                new Line(
                        expected,
                        numbers.equals(List.of(1, 2))
                                && revisions.get(0).getArticle().getHeadline().equals(expected.headline())
                                && expected.correctedHeadline()
                                        .filter(revisions.get(1).getArticle().getHeadline()::equals)
                                        .isPresent(),
                        "tagged as revisions " + numbers + " of one id");
            case TEASER ->
                new Line(
                        expected,
                        numbers.equals(List.of(1)) && isTeaser(revisions.get(0)),
                        revisions.isEmpty()
                                ? "not tagged: " + fateText(fate)
                                : "tagged, marked "
                                        + revisions.get(0).getArticle().getAccess());
            case FORBIDDEN_BY_ROBOTS ->
                new Line(
                        expected,
                        fate.equals(Optional.of(Fate.FORBIDDEN_BY_ROBOTS))
                                && numbers.isEmpty()
                                && requestsFor(expected) == 0,
                        "robots.txt forbids it: requested %d times".formatted(requestsFor(expected)));
            case BROKEN ->
                new Line(
                        expected,
                        fate.equals(Optional.of(Fate.NO_ARTICLE)) && numbers.isEmpty(),
                        "reported, not published: " + reasonOf(expected));
            case GONE ->
                new Line(
                        expected,
                        fate.equals(Optional.of(Fate.NOT_FOUND)) && numbers.isEmpty(),
                        "not there: " + fateText(fate));
        };
    }

    private static boolean isTeaser(TaggedArticle article) {
        Access access = article.getArticle().getAccess();
        return access == Access.TEASER || access == Access.PAYWALLED;
    }

    private static String tagsOf(TaggedArticle article) {
        return "%s, %d names, %d dates"
                .formatted(
                        article.getLanguage().getTag(),
                        article.getEntities().size(),
                        article.getDates().size());
    }

    private Optional<ArticleOutcome> firstOutcome(Expectation expected) {
        return crawls.get(0).articles().stream()
                .filter(outcome -> outcome.address().equals(expected.listed())
                        || outcome.address().equals(expected.address()))
                .findFirst();
    }

    private Optional<Fate> firstFate(Expectation expected) {
        return firstOutcome(expected).map(ArticleOutcome::fate);
    }

    private String reasonOf(Expectation expected) {
        return firstOutcome(expected).map(ArticleOutcome::reason).orElse("not found");
    }

    private static String fateText(Optional<Fate> fate) {
        return fate.map(Fate::name).orElse("not found");
    }

    private long requestsFor(Expectation expected) {
        return requests.stream()
                .filter(request -> request.outlet().equals(expected.outlet())
                        && request.path().equals(expected.address().getPath()))
                .count();
    }

    /** Tagged articles that the newsroom knows nothing of. */
    private List<String> strangers() {
        List<URI> known = lines.stream().map(line -> line.expected().address()).toList();
        return tagged.stream()
                .map(article -> article.getArticle().getCanonicalUrl())
                .filter(address -> !known.contains(URI.create(address)))
                .distinct()
                .toList();
    }

    String text() {
        StringBuilder text = new StringBuilder("\nWhat became of each article\n");
        for (NewsroomOutlet outlet : outlets) {
            text.append("\n  ").append(outlet.name()).append('\n');
            lines.stream()
                    .filter(line -> line.expected().outlet().equals(outlet.id()))
                    .forEach(line -> text.append("    %s %-62s %s%n"
                            .formatted(
                                    line.asExpected() ? "✓" : "✗",
                                    shortened(line.expected().headline()),
                                    line.found())));
        }
        strangers().forEach(address -> text.append("    ✗ tagged, but not of the newsroom: ")
                .append(address)
                .append('\n'));
        text.append("\nThe crawler's manners\n\n").append(manners());
        text.append("\nDead letters\n\n");
        deadLetters.forEach(
                letter -> text.append("    %s (%s): %s%n".formatted(letter.key(), letter.reason(), letter.message())));
        long right = lines.stream().filter(Line::asExpected).count();
        text.append("\n%d articles, %d as expected; %d tagged records, %d revisions, %d dead letters%n"
                .formatted(
                        lines.size(),
                        right,
                        tagged.size(),
                        tagged.stream()
                                .filter(article -> article.getArticle().getRevision() > 1)
                                .count(),
                        deadLetters.size()));
        return text.toString();
    }

    private String manners() {
        StringBuilder text = new StringBuilder();
        for (NewsroomOutlet outlet : outlets) {
            List<ServedRequest> mine = requests.stream()
                    .filter(request -> request.outlet().equals(outlet.id()))
                    .sorted(Comparator.comparing(ServedRequest::arrived))
                    .toList();
            text.append("    %-24s %3d requests, %2d answered \"not changed\", shortest pause between two %s%n"
                    .formatted(
                            outlet.name(),
                            mine.size(),
                            mine.stream()
                                    .filter(request -> request.status() == 304)
                                    .count(),
                            shortestPause(mine)
                                    .map(pause -> "%.2f s".formatted(pause.toMillis() / 1000.0))
                                    .orElse("–")));
        }
        String agents =
                requests.stream().map(ServedRequest::userAgent).distinct().collect(Collectors.joining("; "));
        return text.append("    introduced itself as ")
                .append(agents)
                .append('\n')
                .toString();
    }

    /** From the end of one request to the start of the next; negative if two were under way at once. */
    static Optional<Duration> shortestPause(List<ServedRequest> inOrder) {
        List<Duration> pauses = new ArrayList<>();
        for (int i = 1; i < inOrder.size(); i++) {
            ServedRequest before = inOrder.get(i - 1);
            pauses.add(Duration.between(
                    before.arrived().plus(before.took()), inOrder.get(i).arrived()));
        }
        return pauses.stream().min(Comparator.naturalOrder());
    }

    private static String shortened(String headline) {
        return headline.length() <= 62 ? headline : headline.substring(0, 61) + "…";
    }
}
