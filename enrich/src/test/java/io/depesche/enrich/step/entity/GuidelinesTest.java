package io.depesche.enrich.step.entity;

import static org.assertj.core.api.Assertions.assertThat;

import io.depesche.contracts.record.Entity;
import io.depesche.contracts.record.Language;
import io.depesche.contracts.record.Mention;
import io.depesche.contracts.record.MentionKind;
import io.depesche.enrich.EnrichMain;
import io.depesche.enrich.step.ArticleText;
import io.depesche.enrich.step.Step;
import io.depesche.enrich.step.Tags;
import io.depesche.enrich.step.language.LanguageStep;
import io.depesche.service.Env;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules and examples of the guidelines, sentence by sentence. */
class GuidelinesTest {

    private static final List<Step> STEPS = EnrichMain.steps(false, Env.of(Map.of())).stream()
            .filter(step -> !(step instanceof LanguageStep))
            .toList();

    private static final Pattern MARK = Pattern.compile("\\[([^\\]]+)\\]([A-Z]+)(?:/(PART|DERIVED))?");

    static Stream<String> sentences() throws IOException {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                GuidelinesTest.class.getResourceAsStream("guidelines.txt"), StandardCharsets.UTF_8))) {
            return lines.lines().filter(line -> !line.startsWith("#")).toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("sentences")
    void tagsWhatTheGuidelinesSay(String line) {
        boolean open = line.startsWith("?");
        String marked = open ? line.substring(1) : line;
        List<String> wanted = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        Matcher mark = MARK.matcher(marked);
        while (mark.find()) {
            mark.appendReplacement(text, Matcher.quoteReplacement(mark.group(1)));
            int start = text.length() - mark.group(1).length();
            String kind = Optional.ofNullable(mark.group(3)).orElse(MentionKind.NAME.name());
            wanted.add("%d %s/%s/%s".formatted(start, mark.group(1), mark.group(2), kind));
        }
        mark.appendTail(text);
        List<String> found = mentions(text.toString());
        if (open) {
            assertThat(found).as("this is met now: take the question mark away").isNotEqualTo(wanted);
        } else {
            assertThat(found).isEqualTo(wanted);
        }
    }

    @ParameterizedTest
    @MethodSource("sentences")
    @ValueSource(
            strings = {
                "Die Agenda 2010 galt im August 2005 schon als alt.",
                "August Kopff starb am 25. April 1960 in Heidelberg.",
                "Im Jahr 330 v. Chr. zog Alexander der Große nach Osten.",
                "Das Zentrum Zoll 2000 öffnet am 3. Oktober."
            })
    void namesAndDatesNeverOverlap(String line) {
        Tags tags = tags(MARK.matcher(line).replaceAll("$1"));
        for (Entity entity : tags.entities()) {
            assertThat(entity.getMentions()).allSatisfy(mention -> assertThat(tags.dates())
                    .noneMatch(date -> date.getStart() < mention.getEnd() && mention.getStart() < date.getEnd()));
        }
    }

    private static Tags tags(String body) {
        ArticleText article = new ArticleText("", "", body, Optional.of("de"), Optional.empty(), false);
        Tags tags = Tags.NONE.withLanguage(new Language("de", 1.0));
        for (Step step : STEPS) {
            tags = step.apply(article, tags);
        }
        return tags;
    }

    private static List<String> mentions(String body) {
        Tags tags = tags(body);
        record Found(Entity entity, Mention mention) {}
        return tags.entities().stream()
                .flatMap(entity -> entity.getMentions().stream().map(mention -> new Found(entity, mention)))
                .sorted(Comparator.comparingInt(found -> found.mention().getStart()))
                .map(found -> "%d %s/%s/%s"
                        .formatted(
                                found.mention().getStart(),
                                found.mention().getExact(),
                                found.entity().getType(),
                                found.mention().getKind()))
                .toList();
    }
}
