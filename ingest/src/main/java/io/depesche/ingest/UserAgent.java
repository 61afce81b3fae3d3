package io.depesche.ingest;

import io.depesche.ingest.fetch.RobotsRules;
import io.depesche.service.ConfigError;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How the crawler introduces itself: {@code Depesche/<version> (+contact)}.
 *
 * @param contact where an outlet's owner reaches the operator: an http or https address, or a mail address
 */
public record UserAgent(String contact) {

    private static final Pattern CONTACT =
            Pattern.compile("(https?://[!-'*-~]{1,200}|[!-'*-?A-~]{1,100}@[!-'*-?A-~]{1,100})");

    public UserAgent {
        ConfigError.check(
                CONTACT.matcher(contact).matches(),
                "CRAWLER_CONTACT=%s is neither an http or https address nor a mail address",
                contact);
    }

    /** The header's value. */
    public String header() {
        String version = Optional.ofNullable(UserAgent.class.getPackage().getImplementationVersion())
                .orElse("0.1");
        return "%s/%s (+%s)".formatted(RobotsRules.PRODUCT_TOKEN, version, contact);
    }
}
