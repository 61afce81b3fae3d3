package io.depesche.service;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.Socket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class HttpEndpointsIT {

    @Test
    @Timeout(30)
    void endsARequestThatDoesNotEnd() throws Exception {
        try (Metrics metrics = new Metrics("test");
                HttpEndpoints endpoints =
                        new HttpEndpoints("127.0.0.1", 0, () -> true, () -> true, metrics.registry());
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), endpoints.port())) {
            endpoints.serve("/haken/", request -> new HttpHook.Answer(200, ""));
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write("POST /haken/ HTTP/1.1\r\nContent-Length: 9\r\n\r\nx".getBytes(UTF_8));

            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }
}
