package io.depesche.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.depesche.contracts.Topics;
import io.depesche.contracts.record.EntityMention;
import io.depesche.contracts.record.EntityType;
import io.depesche.contracts.record.Field;
import io.depesche.contracts.record.Mention;
import io.depesche.contracts.record.MentionKind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a registry of a few lines that speaks the part of Apicurio's interface (core v3) which the client uses. */
class RegistrySerdesTest {

    private final ObjectMapper json = new ObjectMapper();
    private final List<String> artifacts = new ArrayList<>();
    private final List<String> schemas = new ArrayList<>();
    private final List<String> references = new ArrayList<>();
    private HttpServer registry;
    private Serde<EntityMention> serde;

    @BeforeEach
    void start() throws Exception {
        registry = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        registry.createContext("/apis/registry/v3/groups/default/artifacts", this::registerOrFind);
        registry.createContext("/apis/registry/v3/ids/contentIds/", this::find);
        registry.start();
        String address = "http://127.0.0.1:" + registry.getAddress().getPort();
        serde = RegistrySerdes.from(Env.of(Map.of("SCHEMA_REGISTRY_URL", address)))
                .of(Topics.MENTION);
    }

    @AfterEach
    void stop() {
        registry.stop(0);
    }

    private synchronized void registerOrFind(HttpExchange exchange) throws IOException {
        if (exchange.getRequestMethod().equals("GET")) {
            String path = exchange.getRequestURI().getPath();
            int index = artifacts.indexOf(path.split("/")[7]);
            answer(exchange, path.endsWith("/references") ? references.get(index) : schemas.get(index));
            return;
        }
        JsonNode request = json.readTree(exchange.getRequestBody());
        artifacts.add(request.path("artifactId").asText());
        schemas.add(request.at("/firstVersion/content/content").asText());
        JsonNode referred = request.at("/firstVersion/content/references");
        references.add(referred.isArray() ? referred.toString() : "[]");
        int id = schemas.size();
        Map<String, Object> version =
                Map.of("artifactId", artifacts.get(id - 1), "version", "1", "globalId", id, "contentId", id);
        answer(exchange, json.writeValueAsString(Map.of("artifact", Map.of(), "version", version)));
    }

    private synchronized void find(HttpExchange exchange) throws IOException {
        String[] path = exchange.getRequestURI().getPath().split("/");
        int index = Integer.parseInt(path[6]) - 1;
        answer(exchange, path.length > 7 ? references.get(index) : schemas.get(index));
    }

    private static void answer(HttpExchange exchange, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Test
    void writesTheConfluentWireFormat() {
        byte[] bytes = serde.serializer().serialize(Topics.MENTION.name(), aMention());

        int id = artifacts.lastIndexOf("news.mention.v1-value") + 1;
        assertThat(id).isPositive();
        assertThat(bytes).startsWith(0, 0, 0, 0, id);
    }

    @Test
    void readsWhatItWrites() {
        byte[] bytes = serde.serializer().serialize(Topics.MENTION.name(), aMention());

        assertThat(serde.deserializer().deserialize(Topics.MENTION.name(), bytes))
                .isEqualTo(aMention());
    }

    @Test
    void withoutARegistryTheSerdesNeedNone() {
        assertThat(RegistrySerdes.from(Env.of(Map.of()))
                        .of(Topics.MENTION)
                        .serializer()
                        .serialize("", aMention()))
                .startsWith(0xC3, 0x01);
    }

    private static EntityMention aMention() {
        return EntityMention.newBuilder()
                .setEntityId("local:person:anna-schwarz")
                .setName("Anna Schwarz")
                .setType(EntityType.PERSON)
                .setSalience(0.5)
                .setArticleId("a1")
                .setRevision(1)
                .setOutlet("beispielblatt")
                .setLanguage("de")
                .setHeadline("h")
                .setUrl("https://beispielblatt.example/1")
                .setMentions(List.of(new Mention(Field.BODY, 0, 12, "Anna Schwarz", MentionKind.NAME)))
                .build();
    }
}
