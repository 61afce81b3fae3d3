package io.depesche.ingest.discover;

import static org.assertj.core.api.Assertions.assertThat;

import io.depesche.ingest.fetch.Answer;
import io.depesche.ingest.outlets.Outlet;
import io.depesche.ingest.outlets.OutletsFile;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinkHeaderTest {

    private static final URI FEED = URI.create("https://blatt.example/feed/rss");
    private static final URI HUB = URI.create("https://nabe.example/");

    private static Answer answer(String body, String... headers) {
        return new Answer(
                FEED, 200, Map.of("link", List.of(headers)), body.getBytes(StandardCharsets.UTF_8), Duration.ZERO);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<https://nabe.example/>; rel=hub",
                "<https://nabe.example/>;rel=\"hub\"",
                "<https://nabe.example/> ; REL = \"Self  HUB\" ",
                "<https://nabe.example/>; title=\"a, b; rel=x \\\" <y>\"; rel=hub",
                "<https://nabe.example/>; rel=hub; rel=self",
                "</feed/rss>; rel=\"self\", <https://nabe.example/>; rel=\"hub\"",
                ", ,<https://a.example/,b>; rel=next;, <https://nabe.example/>; crossorigin; rel=hub",
                "<javascript:alert(1)>; rel=hub, <https://nabe.example/>; rel=hub",
                "<https://fremd.example/>; rel=hub; anchor=\"/anderes\", <https://nabe.example/>; rel=hub",
                "<//nabe.example>; rel=hub, <"
            })
    void findsALinkByItsRelation(String header) {
        assertThat(LinkHeader.find(answer("", header), "hub")).contains(HUB);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "https://nabe.example/; rel=hub",
                "<https://nabe.example/>",
                "<https://nabe.example/>; rel=hubs",
                "<https://nabe.example/>; rev=hub",
                "<https://nabe.example/>; rel=self; rel=hub",
                "<https://nabe.example/; rel=hub",
                "<https://nabe.example/>; title=\"rel=hub",
                "<ftp://nabe.example/>; rel=hub"
            })
    void findsNoneWhereThereIsNone(String header) {
        assertThat(LinkHeader.find(answer("", header), "hub")).isEmpty();
    }

    @Property
    void takesAnyText(@ForAll String header) {
        assertThat(LinkHeader.find(answer("", "<https://nabe.example/>; rel=hub,", header), "hub"))
                .contains(HUB);
        assertThat(LinkHeader.find(answer("", header + "<", ";\"" + header, "<>;=" + header), "nirgends"))
                .isEmpty();
    }

    @Test
    void comesBeforeWhatTheFeedSays() throws UnreadableSource {
        String inside =
                "<rss version='2.0' xmlns:a='http://www.w3.org/2005/Atom'><channel><a:link rel='hub' href='https://innen.example/'/>"
                        + "<a:link rel='self' href='https://blatt.example/innen'/></channel></rss>";
        PushOffer offered =
                new PushOffer(URI.create("https://innen.example/"), URI.create("https://blatt.example/innen"));
        assertThat(read(answer(inside)).push()).contains(offered);
        assertThat(read(answer(inside, "<https://nabe.example/>; rel=hub", "<https://blatt.example/f>; rel=self"))
                        .push())
                .contains(new PushOffer(HUB, URI.create("https://blatt.example/f")));
        assertThat(read(answer(inside, "<https://nabe.example/>; rel=hub")).push())
                .contains(new PushOffer(HUB, offered.topic()));
        assertThat(read(answer("<rss version='2.0'><channel></channel></rss>", "<https://nabe.example/>; rel=hub"))
                        .push())
                .contains(new PushOffer(HUB, FEED));
    }

    private static SourceContent read(Answer answer) throws UnreadableSource {
        Outlet outlet = OutletsFile.parse(
                        "o", "outlets: [{id: blatt, name: Blatt, language: de, homepage: 'https://blatt.example/'}]")
                .get(0);
        return SourceReader.read(
                new Source(SourceKind.FEED, FEED), answer, outlet, PathShapes.of(List.of()), List.of(), Instant.EPOCH);
    }
}
