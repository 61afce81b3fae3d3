package io.depesche.enrich.story;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.depesche.contracts.record.Language;
import io.depesche.enrich.EnrichMain;
import io.depesche.enrich.Reports;
import io.depesche.enrich.Tagger;
import io.depesche.enrich.step.ArticleText;
import io.depesche.enrich.step.Tags;
import io.depesche.enrich.step.entity.EntityTable;
import io.depesche.service.Env;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Measures stories on the two development sets, beside a baseline whose threshold is the best for the very set. Arguments: the
 * folder of the shared data, the document with the table. Without the data it says so and measures nothing.
 */
public final class StoryEval {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Tagger tagger = new Tagger(
            EnrichMain.steps(false, Env.of(Map.of())).stream()
                    .filter(step -> !step.name().equals("language"))
                    .toList(),
            new SimpleMeterRegistry());
    private final StoryTable table = new StoryTable();

    private StoryEval() {}

    public static void main(String[] arguments) throws IOException {
        Path corpus = Path.of(arguments[0]).resolve("corpora/stories/ecb-dev");
        if (!Files.isDirectory(corpus)) {
            System.out.printf("SKIPPED: stories are not measured, as there is no %s%n", corpus);
            return;
        }
        new StoryEval().run(corpus, Path.of(arguments[1]), System.out);
    }

    private void run(Path corpus, Path document, PrintStream out) throws IOException {
        Map<String, String> truth = new HashMap<>();
        for (String line : Files.readAllLines(corpus.resolve("truth.jsonl"))) {
            JsonNode label = JSON.readTree(line);
            truth.put(label.path("id").asText(), label.path("story").asText());
        }
        List<Labelled> ecb = new ArrayList<>();
        for (String line : Files.readAllLines(corpus.resolve("articles.jsonl"))) {
            JsonNode article = JSON.readTree(line);
            String story = Objects.requireNonNull(truth.get(article.path("id").asText()));
            ecb.add(new Labelled(report(article), story, story, Optional.empty()));
        }
        measureLanguage("ECB+, en", "en", ecb);
        List<Labelled> cases = cases();
        measureLanguage("news cases, de", "de", cases);
        measureLanguage("news cases, en", "en", cases);
        measureAcross(cases);
        out.print(table);
        EntityTable.write(table.toString(), "story table", document);
    }

    private List<Labelled> cases() throws IOException {
        List<Labelled> cases = new ArrayList<>();
        try (InputStream file = Objects.requireNonNull(StoryEval.class.getResourceAsStream("news-cases.jsonl"));
                BufferedReader lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode article = JSON.readTree(line);
                cases.add(new Labelled(
                        report(article),
                        article.path("story").asText(),
                        article.path("event").asText(),
                        Optional.ofNullable(article.path("duplicateOf").textValue())));
            }
        }
        return cases;
    }

    /** A report with its labels. */
    private record Labelled(Report report, String story, String event, Optional<String> duplicateOf) {}

    private Report report(JsonNode article) {
        String published = article.path("published").asText();
        Instant time = Instant.parse(published.endsWith("Z") ? published : published + "Z");
        String language = article.path("lang").asText();
        ArticleText text = new ArticleText(
                article.path("title").asText(),
                "",
                article.path("text").asText(),
                Optional.of(language),
                Optional.of(LocalDateTime.ofInstant(time, ZoneOffset.UTC)),
                false);
        String id = article.path("id").asText();
        Tags tags = tagger.tag(text, Tags.NONE.withLanguage(new Language(language, 1.0)), id);
        return Reports.of(id, article.path("outlet").asText(), time.toEpochMilli(), text, tags);
    }

    private static List<Decision> decisionsOf(List<Labelled> articles) {
        StoryBook book = new StoryBook();
        return articles.stream().map(article -> book.add(article.report())).toList();
    }

    private void measureLanguage(String set, String language, List<Labelled> all) {
        List<Decision> decisions = decisionsOf(all);
        List<Labelled> articles = new ArrayList<>();
        List<String> stories = new ArrayList<>();
        for (int at = 0; at < all.size(); at++) {
            if (all.get(at).report().language().equals(language)) {
                articles.add(all.get(at));
                stories.add(decisions.get(at).story());
            }
        }
        List<String> truth = articles.stream().map(Labelled::story).toList();
        List<String> baseline =
                StoryBaseline.best(articles.stream().map(Labelled::report).toList(), found -> pairs(truth, found)
                        .f1());
        table.add(set, "B³", bCubed(truth, stories), Optional.of(bCubed(truth, baseline)));
        table.add(set, "pairs", pairs(truth, stories), Optional.of(pairs(truth, baseline)));
    }

    private void measureAcross(List<Labelled> cases) {
        List<Decision> decisions = decisionsOf(cases);
        Events events = new Events();
        decisions.forEach(decision -> decision.sameEventAs().forEach(other -> events.join(decision.story(), other)));
        StoryFigures across = new StoryFigures();
        StoryFigures copies = new StoryFigures();
        for (int at = 0; at < cases.size(); at++) {
            Labelled article = cases.get(at);
            String event = events.of(decisions.get(at).story());
            Set<Integer> found = new HashSet<>();
            Set<Integer> truth = new HashSet<>();
            for (int other = 0; other < cases.size(); other++) {
                if (!cases.get(other)
                        .report()
                        .language()
                        .equals(article.report().language())) {
                    if (events.of(decisions.get(other).story()).equals(event)) {
                        found.add(other);
                    }
                    if (cases.get(other).event().equals(article.event())) {
                        truth.add(other);
                    }
                }
            }
            across.add(article.event(), found, truth);
            copies.add(
                    article.story(),
                    decisions.get(at).duplicateOf().map(copy -> Set.of(0)).orElse(Set.of()),
                    article.duplicateOf().map(copy -> Set.of(0)).orElse(Set.of()));
        }
        table.add("news cases", "pairs across languages", across, Optional.empty());
        table.add("news cases", "copies", copies, Optional.empty());
    }

    /** Stories that are said to share an event, in one or more steps. */
    private static final class Events {
        private final Map<String, String> parents = new HashMap<>();

        String of(String story) {
            String parent = parents.getOrDefault(story, story);
            return parent.equals(story) ? story : of(parent);
        }

        void join(String story, String other) {
            parents.put(of(story), of(other));
        }
    }

    private static StoryFigures pairs(List<String> truth, List<String> found) {
        StoryFigures figures = new StoryFigures();
        for (int at = 0; at < truth.size(); at++) {
            int self = at;
            figures.add(
                    truth.get(at), like(found, at, other -> other != self), like(truth, at, other -> other != self));
        }
        return figures;
    }

    private static StoryFigures bCubed(List<String> truth, List<String> found) {
        StoryFigures figures = new StoryFigures();
        for (int at = 0; at < truth.size(); at++) {
            figures.addShares(truth.get(at), like(found, at, other -> true), like(truth, at, other -> true));
        }
        return figures;
    }

    private static Set<Integer> like(List<String> stories, int at, Predicate<Integer> wanted) {
        Set<Integer> like = new HashSet<>();
        for (int other = 0; other < stories.size(); other++) {
            if (stories.get(other).equals(stories.get(at)) && wanted.test(other)) {
                like.add(other);
            }
        }
        return like;
    }
}
