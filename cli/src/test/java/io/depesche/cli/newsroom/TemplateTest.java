package io.depesche.cli.newsroom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;

class TemplateTest {

    @Test
    void fillsAHoleFromTheInnerScopeBeforeTheOuterOne() {
        Template template = template("{{name}} in {{place}}");
        assertThat(template.render(
                        new Scope().with("name", "outer").with("place", "Ostermoor"),
                        new Scope().with("name", "inner")))
                .isEqualTo("inner in Ostermoor");
    }

    @Test
    void repeatsASectionForEachElementWithCommasBetween() {
        Template template = template("[{{#words}}{{,}}{{\"word\"}}{{/words}}]");
        assertThat(render(template, new Scope().with("words", "word", List.of("a", "b", "c"))))
                .isEqualTo("[\"a\", \"b\", \"c\"]");
        assertThat(render(template, new Scope().with("words", List.of()))).isEqualTo("[]");
    }

    @Property
    void markupComesBackFromAParserAsTheTextItWas(
            @ForAll @CharRange(from = ' ', to = '~') @Chars({'<', '&', '>', '"', '\'', 'ß'}) String text) {
        String html = render(template("<p title=\"{{text}}\">{{text}}</p>"), new Scope().with("text", text));
        assertThat(Jsoup.parse(html).expectFirst("p").wholeText()).isEqualTo(text);
        assertThat(Jsoup.parse(html).expectFirst("p").attr("title")).isEqualTo(text);
    }

    @Property
    void jsonComesBackFromAParserAsTheTextItWasAndNeverEndsTheScript(
            @ForAll @CharRange(from = 0, to = '~') @Chars({'<', 'ß'}) String text) throws JsonProcessingException {
        String json = render(template("{{\"text\"}}"), new Scope().with("text", text));
        assertThat(new JsonMapper().readValue(json, String.class)).isEqualTo(text);
        assertThat(json).doesNotContain("<");
    }

    @Test
    void refusesANameThatMeansNothing() {
        assertThatThrownBy(() -> render(template("{{headlin}}"), new Scope().with("headline", "x")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("test.html")
                .hasMessageContaining("headlin");
    }

    @Test
    void refusesSectionsThatDoNotMatch() {
        assertThatThrownBy(() -> template("{{#a}}{{#b}}{{/a}}{{/b}}")).hasMessageContaining("{{/a}} closes nothing");
        assertThatThrownBy(() -> template("{{#a}}")).hasMessageContaining("{{#a}} is not closed");
        assertThatThrownBy(() -> template("{{/a}}")).hasMessageContaining("{{/a}} closes nothing");
    }

    private static Template template(String text) {
        return new Template(Template.parse("test.html", text));
    }

    private static String render(Template template, Scope scope) {
        return template.render(new Scope(), scope);
    }
}
