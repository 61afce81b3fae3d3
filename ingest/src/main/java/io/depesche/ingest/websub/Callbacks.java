package io.depesche.ingest.websub;

import io.depesche.service.ConfigError;
import io.depesche.service.Env;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The addresses at which hubs reach us. Each holds its subscription, signed with a secret that all instances share: so any instance
 * can tell what a request is about and that the address is one of ours, without knowing who owns the source.
 */
public final class Callbacks {

    /** The path below which the callbacks lie. */
    public static final String PATH = "/websub/";

    /** How long a subscription is asked for; a hub may grant another time. */
    public static final Duration LEASE = Duration.ofDays(10);

    private static final int LEAST_SECRET = 16;
    private static final int SIGNATURE_BYTES = 16;
    private static final String ALGORITHM = "HmacSHA256";

    private final String base;
    private final SecretKeySpec key;

    /**
     * Callbacks of one crawler.
     *
     * @param base the public address of the service's HTTP port
     * @param secret at least {@value #LEAST_SECRET} characters; with another one all callbacks are others
     */
    public Callbacks(URI base, String secret) {
        String address = base.toString();
        ConfigError.check(
                base.getRawQuery() == null && base.getRawFragment() == null && base.getRawUserInfo() == null,
                "WEBSUB_CALLBACK=%s; expected scheme, host and path alone",
                address);
        ConfigError.check(
                secret.length() >= LEAST_SECRET,
                "WEBSUB_SECRET has %d characters; at least %d are needed",
                secret.length(),
                LEAST_SECRET);
        this.base = (address.endsWith("/") ? address.substring(0, address.length() - 1) : address) + PATH;
        this.key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
    }

    /** Reads {@code WEBSUB_CALLBACK} and, where that is set, {@code WEBSUB_SECRET}; absent when nobody is to push. */
    public static Optional<Callbacks> from(Env env) {
        return env.httpAddress("WEBSUB_CALLBACK")
                .map(base -> new Callbacks(
                        base,
                        env.required(
                                "WEBSUB_SECRET",
                                "WEBSUB_CALLBACK needs a long random text, the same for all instances")));
    }

    /** Where hubs push what the subscription is for. */
    public URI of(Subscription subscription) {
        return URI.create(base + idOf(bytesOf(subscription)));
    }

    /** The form that asks a hub for a subscription. */
    public Map<String, String> request(Subscription subscription) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("hub.mode", "subscribe");
        form.put("hub.topic", subscription.topic());
        form.put("hub.callback", of(subscription).toString());
        form.put("hub.lease_seconds", String.valueOf(LEASE.toSeconds()));
        form.put("hub.secret", secretOf(subscription));
        return form;
    }

    /** The secret with which a hub signs what it pushes. */
    public String secretOf(Subscription subscription) {
        return HexFormat.of().formatHex(sign("delivery", bytesOf(subscription)));
    }

    /**
     * The subscription that a callback holds, if it is one of ours.
     *
     * @param id the callback without {@link #PATH} and what is before it
     */
    public Optional<Subscription> read(String id) {
        try {
            byte[] text = Base64.getUrlDecoder().decode(id.split("\\.", 2)[0]);
            if (!MessageDigest.isEqual(
                    idOf(text).getBytes(StandardCharsets.UTF_8), id.getBytes(StandardCharsets.UTF_8))) {
                return Optional.empty();
            }
            String[] parts = new String(text, StandardCharsets.UTF_8).split("\n", -1);
            return Optional.of(new Subscription(parts[0], parts[1], parts[parts.length - 1]));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // no Base64
        }
    }

    private String idOf(byte[] text) {
        return encoded(text) + "." + encoded(Arrays.copyOf(sign("callback", text), SIGNATURE_BYTES));
    }

    /** Some hubs take short callbacks only, so that a topic which is the source's address is left out. */
    private static byte[] bytesOf(Subscription subscription) {
        String text = subscription.outlet() + "\n" + subscription.source();
        boolean same = subscription.topic().equals(subscription.source());
        return (same ? text : text + "\n" + subscription.topic()).getBytes(StandardCharsets.UTF_8);
    }

    private byte[] sign(String use, byte[] text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update((use + "\n").getBytes(StandardCharsets.UTF_8));
            return mac.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
