package io.depesche.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

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
    void aTakenPortIsNamed() {
        assertThatThrownBy(() ->
                        new HttpEndpoints("127.0.0.1", endpoints.port(), alive::get, ready::get, metrics.registry()))
                .isInstanceOf(ConfigError.class)
                .hasMessageContaining("HTTP_PORT=" + endpoints.port());
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        URI address = URI.create("http://127.0.0.1:" + endpoints.port() + path);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
    }
}
