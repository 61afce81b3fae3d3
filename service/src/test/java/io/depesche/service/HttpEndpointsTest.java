package io.depesche.service;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class HttpEndpointsTest {

    private final AtomicBoolean alive = new AtomicBoolean(true);
    private final AtomicBoolean ready = new AtomicBoolean();
    private final Metrics metrics = new Metrics("test");
    private final HttpEndpoints endpoints =
            new HttpEndpoints("127.0.0.1", 0, alive::get, ready::get, metrics.registry());

    @AfterEach
    void close() {
        endpoints.close();
        metrics.close();
    }

    @Test
    void tellsWhetherTheServiceTakesWork() throws Exception {
        assertThat(get("/readyz").statusCode()).isEqualTo(503);

        ready.set(true);

        assertThat(get("/readyz").statusCode()).isEqualTo(200);
    }

    @Test
    void tellsWhenTheServiceIsDead() throws Exception {
        assertThat(get("/livez").statusCode()).isEqualTo(200);

        alive.set(false);

        assertThat(get("/livez").statusCode()).isEqualTo(503);
    }

    @Test
    void showsTheMetersWithTheServicesName() throws Exception {
        metrics.registry()
                .counter("depesche.dead.letters", "reason", "undecodable")
                .increment();

        assertThat(get("/metrics").body())
                .contains("depesche_dead_letters_total{reason=\"undecodable\",service=\"test\"} 1.0")
                .contains("jvm_memory_used_bytes");
    }

    @Test
    void knowsNoOtherPath() throws Exception {
        assertThat(get("/metrics/all").statusCode()).isEqualTo(404);
        assertThat(get("/").statusCode()).isEqualTo(404);
    }

    @Test
    void hooksAnswerWhatIsAskedBelowTheirPath() throws Exception {
        endpoints.serve("/haken/", request -> {
            assertThat(request.header("x-wert")).contains("7");
            return new HttpHook.Answer(
                    202,
                    String.join(
                            " ", request.method(), request.path(), request.query(), new String(request.body(), UTF_8)));
        });

        HttpResponse<String> answer = post("/haken/a%20b?c=d%20e", new byte[] {'x'});

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.body()).isEqualTo("POST a b c=d%20e x");
    }

    @Test
    void hooksAreSparedLargeRequestsAndFailAlone() throws Exception {
        AtomicBoolean asked = new AtomicBoolean();
        endpoints.serve("/haken/", request -> {
            asked.set(true);
            throw new IllegalStateException("broken");
        });

        assertThat(post("/haken/", new byte[HttpEndpoints.MAX_REQUEST_BYTES + 1])
                        .statusCode())
                .isEqualTo(413);
        assertThat(asked).isFalse();
        assertThatThrownBy(() -> post("/haken/", new byte[HttpEndpoints.MAX_REQUEST_BYTES]))
                .isInstanceOf(IOException.class);
        assertThat(asked).isTrue();
        assertThat(get("/livez").statusCode()).isEqualTo(200);
    }

    @Test
    @Timeout(20)
    void answersWhileOthersTrickle() throws Exception {
        endpoints.serve("/haken/", request -> new HttpHook.Answer(200, ""));
        List<Socket> trickling = new ArrayList<>();
        try {
            for (int i = 0; i < 20; i++) {
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), endpoints.port());
                trickling.add(socket);
                socket.getOutputStream().write("POST /haken/ HTTP/1.1\r\nContent-Length: 9\r\n\r\nx".getBytes(UTF_8));
            }

            long start = System.nanoTime();
            assertThat(get("/livez").statusCode()).isEqualTo(200);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        } finally {
            for (Socket socket : trickling) {
                socket.close();
            }
        }
    }

    @Test
    void aTakenPortIsNamed() {
        assertThatThrownBy(() ->
                        new HttpEndpoints("127.0.0.1", endpoints.port(), alive::get, ready::get, metrics.registry()))
                .isInstanceOf(ConfigError.class)
                .hasMessageContaining("HTTP_PORT=" + endpoints.port());
    }

    private HttpResponse<String> post(String path, byte[] body) throws IOException, InterruptedException {
        URI address = URI.create("http://127.0.0.1:" + endpoints.port() + path);
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(address)
                                .header("X-Wert", "7")
                                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        URI address = URI.create("http://127.0.0.1:" + endpoints.port() + path);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
    }
}
