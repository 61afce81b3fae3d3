package io.depesche.ingest.websub;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.depesche.contracts.record.PushEvent;
import io.depesche.service.ConfigError;
import io.depesche.service.HttpHook;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PushReceiverTest {

    private static final String FEED = "https://blatt.example/feed?a=1&b=2";
    private static final Subscription SUBSCRIPTION = new Subscription("blatt", FEED, FEED);
    private static final Callbacks CALLBACKS =
            new Callbacks(URI.create("https://crawler.example/depesche/"), "ein recht langes Geheimnis");

    private record Told(Subscription subscription, PushEvent event, Optional<Duration> lease) {}

    private final List<Told> told = new ArrayList<>();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private boolean kafkaIsThere = true;
    private final PushReceiver receiver = new PushReceiver(
            CALLBACKS,
            (subscription, event, lease) -> kafkaIsThere && told.add(new Told(subscription, event, lease)),
            registry);

    private static String idOf(Subscription subscription) {
        String address = CALLBACKS.of(subscription).toString();
        assertThat(address).startsWith("https://crawler.example/depesche/websub/");
        return address.substring(address.lastIndexOf('/') + 1);
    }

    private HttpHook.Answer ask(String id, String query) {
        return receiver.answer(new HttpHook.Request("GET", id, query, Map.of(), new byte[0]));
    }

    private static String question(String mode, String topic) {
        return "hub.mode=%s&hub.topic=%s&hub.challenge=k%%C3%%A4se+1&hub.lease_seconds=600"
                .formatted(mode, URLEncoder.encode(topic, UTF_8));
    }

    private HttpHook.Answer push(String id, String signature) {
        return receiver.answer(
                new HttpHook.Request("POST", id, "", Map.of("x-hub-signature", signature), "Neues".getBytes(UTF_8)));
    }

    private static String signature(String method, String secret) throws Exception {
        String algorithm = "Hmac" + method.toUpperCase(java.util.Locale.ROOT);
        Mac mac = Mac.getInstance(algorithm);
        mac.init(new SecretKeySpec(secret.getBytes(UTF_8), algorithm));
        return method + "=" + HexFormat.of().formatHex(mac.doFinal("Neues".getBytes(UTF_8)));
    }

    private double count(String outcome) {
        return registry.counter("depesche.websub.pushes", "outcome", outcome).count();
    }

    @Test
    void confirmsWhatWasAskedFor() {
        HttpHook.Answer answer = ask(idOf(SUBSCRIPTION), question("subscribe", FEED));
        assertThat(answer).isEqualTo(new HttpHook.Answer(200, "käse 1"));
        assertThat(told)
                .containsExactly(new Told(SUBSCRIPTION, PushEvent.VERIFIED, Optional.of(Duration.ofMinutes(10))));
    }

    @Test
    void confirmsNothingElse() {
        String id = idOf(SUBSCRIPTION);
        assertThat(ask(id, question("subscribe", "https://blatt.example/andere"))
                        .status())
                .isEqualTo(404);
        assertThat(ask(id, question("unsubscribe", FEED)).status()).isEqualTo(404);
        assertThat(ask(id, "hub.mode=subscribe&hub.topic=" + URLEncoder.encode(FEED, UTF_8))
                        .status())
                .isEqualTo(404);
        assertThat(ask(id, "%").status()).isEqualTo(404);
        assertThat(ask("x" + id, question("subscribe", FEED)).status()).isEqualTo(404);
        assertThat(ask("", question("subscribe", FEED)).status()).isEqualTo(404);
        assertThat(told).isEmpty();
    }

    @Test
    void passesOnThatAHubDenies() {
        assertThat(ask(idOf(SUBSCRIPTION), question("denied", FEED)).status()).isEqualTo(200);
        assertThat(told).containsExactly(new Told(SUBSCRIPTION, PushEvent.DENIED, Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sha1", "sha256", "sha384", "sha512"})
    void takesWhatIsSigned(String method) throws Exception {
        Subscription other = new Subscription("blatt", FEED, "https://nabe.example/blatt");
        assertThat(push(idOf(other), signature(method, CALLBACKS.secretOf(other)))
                        .status())
                .isEqualTo(202);
        assertThat(told).containsExactly(new Told(other, PushEvent.DELIVERED, Optional.empty()));
        assertThat(count("accepted")).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"''", "sha256", "sha256=", "sha256=00ff", "sha256=xyz", "md5=d41d8cd98f00b204e9800998ecf8427e"})
    void takesNothingThatIsNot(String signature) throws Exception {
        assertThat(push(idOf(SUBSCRIPTION), signature).status()).isEqualTo(202);
        assertThat(push(idOf(SUBSCRIPTION), signature("sha256", "ein anderes")).status())
                .isEqualTo(202);
        Subscription other = new Subscription("anderes", FEED, FEED);
        assertThat(push(idOf(SUBSCRIPTION), signature("sha256", CALLBACKS.secretOf(other)))
                        .status())
                .isEqualTo(202);
        assertThat(told).isEmpty();
        assertThat(count("bad-signature")).isEqualTo(3);
    }

    @Test
    void tellsAHubToForgetWhatIsNotOurs() throws Exception {
        String id = new Callbacks(URI.create("https://crawler.example/"), "ein anderes Geheimnis")
                .of(SUBSCRIPTION)
                .getPath()
                .substring(Callbacks.PATH.length());
        assertThat(push(id, signature("sha256", CALLBACKS.secretOf(SUBSCRIPTION)))
                        .status())
                .isEqualTo(410);
        assertThat(count("unknown")).isEqualTo(1);
        assertThat(told).isEmpty();
    }

    @Test
    void asksTheHubToComeAgainWhenNothingCanBePassedOn() throws Exception {
        kafkaIsThere = false;
        assertThat(push(idOf(SUBSCRIPTION), signature("sha1", CALLBACKS.secretOf(SUBSCRIPTION)))
                        .status())
                .isEqualTo(503);
        assertThat(ask(idOf(SUBSCRIPTION), question("subscribe", FEED)).status())
                .isEqualTo(503);
    }

    @Property
    void knowsOnlyItsOwnCallbacks(@ForAll String text) {
        assertThat(CALLBACKS.read(text)).isEmpty();
        assertThat(CALLBACKS.read(idOf(SUBSCRIPTION) + text).filter(read -> !text.isEmpty()))
                .isEmpty();
        assertThat(CALLBACKS.read(idOf(SUBSCRIPTION))).contains(SUBSCRIPTION);
    }

    @Test
    void refusesAShortSecretAndAnAddressWithMore() {
        assertThatThrownBy(() -> new Callbacks(URI.create("https://crawler.example/"), "kurz"))
                .isInstanceOf(ConfigError.class)
                .hasMessageContaining("WEBSUB_SECRET")
                .hasMessageNotContaining("kurz");
        assertThatThrownBy(() -> new Callbacks(URI.create("https://crawler.example/?a=b"), "ein recht langes"))
                .isInstanceOf(ConfigError.class)
                .hasMessageContaining("WEBSUB_CALLBACK");
    }
}
