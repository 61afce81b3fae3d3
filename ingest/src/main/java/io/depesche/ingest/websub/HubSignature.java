package io.depesche.ingest.websub;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The header {@code X-Hub-Signature}, as in {@code sha256=6a1f…}: the HMAC of the body. */
final class HubSignature {

    private static final Map<String, String> ALGORITHMS = Map.of(
            "sha1", "HmacSHA1",
            "sha256", "HmacSHA256",
            "sha384", "HmacSHA384",
            "sha512", "HmacSHA512");

    private HubSignature() {}

    /** Whether the header signs the body with that secret. How long that takes tells nothing about the secret. */
    static boolean matches(String header, byte[] body, String secret) {
        String[] parts = header.strip().split("=", 2);
        String algorithm = ALGORITHMS.get(parts[0].toLowerCase(Locale.ROOT));
        if (algorithm == null || parts.length < 2) {
            return false;
        }
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), algorithm));
            return MessageDigest.isEqual(mac.doFinal(body), HexFormat.of().parseHex(parts[1]));
        } catch (IllegalArgumentException e) {
            return false; // no hexadecimal digits
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Java has " + algorithm, e);
        }
    }
}
