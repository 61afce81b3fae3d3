package io.depesche.cli.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.depesche.service.ConfigError;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class LivePageTest {

    private final LivePage page = new LivePage(0);

    @AfterEach
    void close() {
        page.close();
    }

    @Test
    void whoeverComesLateGetsTheArticlesAndTheLatestStandingOnly() throws Exception {
        page.show("article", "{\"headline\":\"one\"}");
        for (int count = 0; count < 1_000; count++) {
            page.update("counts", "{\"tagged\":" + count + "}");
        }

        assertThat(read(2)).containsExactly("article {\"headline\":\"one\"}", "counts {\"tagged\":999}");
    }

    @Test
    void aLineBreakInAnEventDoesNotBreakTheStream() throws Exception {
        page.show("article", "{\n}");
        page.show("article", "{}");

        assertThat(read(2)).containsExactly("article { }", "article {}");
    }

    @Test
    void servesOnePageThatLoadsNothingFromElsewhere() throws Exception {
        HttpResponse<String> response = get("");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).contains("<title>Depesche, live</title>").doesNotContain("src=", "href=");
        assertThat(response.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy).contains("default-src 'none'"));
        assertThat(get("etc/passwd").statusCode()).isEqualTo(404);
    }

    @Test
    void aTakenPortIsNamed() {
        int port = URI.create(page.address()).getPort();

        assertThatThrownBy(() -> new LivePage(port))
                .isInstanceOf(ConfigError.class)
                .hasMessageContaining("port " + port);
    }

    private HttpResponse<String> get(String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(page.address() + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    private List<String> read(int events) throws Exception {
        var stream = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(page.address() + "events"))
                                .build(),
                        HttpResponse.BodyHandlers.ofInputStream())
                .body();
        List<String> found = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            String name = "";
            while (found.size() < events) {
                String line = lines.readLine();
                if (line.startsWith("event: ")) {
                    name = line.substring("event: ".length());
                } else if (line.startsWith("data: ")) {
                    found.add(name + " " + line.substring("data: ".length()));
                }
            }
        }
        return found;
    }
}
