package io.depesche.ingest.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.depesche.ingest.LoopbackSite;
import io.depesche.ingest.address.RefusedAddress;
import io.depesche.ingest.address.WebAddress;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * An inner site at 127.0.0.2 that must never be asked, and an open one at 127.0.0.1 that the operator allows and that tries to lead
 * there.
 */
@Timeout(30)
class ForbiddenAddressesTest {

    private static final FetchLimits LIMITS =
            new FetchLimits(Duration.ofMillis(500), Duration.ofMillis(500), Duration.ofSeconds(1), 100_000);

    private final LoopbackSite open = new LoopbackSite().serve("/a", "text/html", "offen");
    private final LoopbackSite inner = new LoopbackSite(2).serve("/a", "text/html", "geheim");
    private final Fetcher fetcher = fetcher(List.of("127.0.0.1/32"), InetAddress::getAllByName);

    private static Fetcher fetcher(List<String> allowed, GuardedNames.Lookup lookup) {
        AddressGuard guard =
                new AddressGuard(allowed.stream().map(Network::parse).toList());
        return new Fetcher(
                "Depesche/0", new GuardedNames(guard, lookup), LIMITS, 2, Clock.systemUTC(), Exchanges.UNHEARD);
    }

    private static InetAddress loopback(int lastByte) throws UnknownHostException {
        return InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) lastByte});
    }

    @AfterEach
    void close() {
        fetcher.close();
        open.close();
        inner.close();
    }

    private static FetchResult fetch(Fetcher fetcher, URI address) {
        return fetcher.fetch(new Fetcher.Order(address, Validators.NONE, Duration.ofMillis(1)))
                .join();
    }

    private static void assertRefused(FetchResult result) {
        assertThat(result).isInstanceOfSatisfying(FetchResult.Failed.class, failed -> assertThat(failed.problem())
                .isEqualTo(FetchProblem.REFUSED_ADDRESS));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "dotted quad | 127.0.0.2",
                "decimal | 2130706434",
                "hexadecimal | 0x7f000002",
                "octal | 017700000002",
                "octal parts | 0177.0.0.2",
                "hexadecimal parts | 0x7f.0x0.0x0.0x2",
                "leading zeros | 127.000.000.002",
                "two parts | 127.2",
                "three parts | 127.0.2",
                "trailing dot | 127.0.0.2.",
                "two trailing dots | 127.0.0.2..",
                "overflow | 127.0.0.258",
                "fullwidth digits | １２７.０.０.２",
                "circled digits | ①②⑦.⓪.⓪.②",
                "ideographic dots | 127。0。0。2",
                "percent-encoded | %31%32%37.0.0.2",
                "IPv4-mapped IPv6 | [::ffff:127.0.0.2]",
                "IPv4-mapped IPv6, hexadecimal | [::ffff:7f00:2]",
                "IPv4-mapped IPv6, long | [0:0:0:0:0:ffff:7f00:0002]",
                "IPv4-compatible IPv6 | [::127.0.0.2]",
                "NAT64 | [64:ff9b::127.0.0.2]",
                "NAT64, hexadecimal | [64:ff9b::7f00:2]",
                "local NAT64 | [64:ff9b:1::7f00:2]",
                "6to4 | [2002:7f00:2::1]",
                "Teredo | [2001:0:7f00:2::1]",
                "loopback IPv6 | [::1]",
                "unspecified IPv6 | [::]",
                "link-local IPv6 | [fe80::1]",
                "link-local IPv6 with a zone | [fe80::1%25lo]",
                "loopback IPv6 with a zone | [::1%25lo]",
                "unique local IPv6 | [fd00::1]",
                "multicast IPv6 | [ff02::1]",
                "unspecified | 0.0.0.0",
                "private | 10.0.0.1",
                "private, second range | 172.20.0.1",
                "private, third range | 192.168.0.1",
                "carrier-grade NAT | 100.64.0.1",
                "cloud metadata | 169.254.169.254",
                "multicast | 224.0.0.1",
                "broadcast | 255.255.255.255",
                "credentials | ich:du@127.0.0.2",
                "an allowed host as credentials | 127.0.0.1@127.0.0.2"
            })
    void areNeverAsked(String name, String host) {
        String text = "http://" + host + ":" + inner.port() + "/a";
        open.redirect("/ab", text);
        assertRefused(fetch(fetcher, open.at("/ab")));
        try {
            assertRefused(fetch(fetcher, WebAddress.parse(text)));
        } catch (RefusedAddress e) {
            assertThat(e.reason()).as(name).isNotBlank();
        }
        assertThat(inner.log()).isEmpty();
        assertThat(open.requestsOf("/a")).isZero();
    }

    @ParameterizedTest
    @CsvSource({"localhost", "localhost.", "LOCALHOST", "127.0.0.1"})
    void areNotAskedByNameEither(String host) {
        try (Fetcher strict = fetcher(List.of(), InetAddress::getAllByName)) {
            assertRefused(fetch(strict, URI.create("http://" + host + ":" + open.port() + "/a")));
        }
        assertThat(open.log()).isEmpty();
    }

    @Test
    void areNotAskedThroughANameThatLeadsThere() throws UnknownHostException {
        InetAddress[] there = {loopback(2)};
        try (Fetcher named = fetcher(List.of("127.0.0.1/32"), host -> there)) {
            assertRefused(fetch(named, URI.create("http://intern.example:" + inner.port() + "/a")));
        }
        assertThat(inner.log()).isEmpty();
    }

    @Test
    void areNotAskedThroughANameThatLeadsThereOnTheSecondLook() throws UnknownHostException {
        InetAddress[] good = {loopback(1)};
        InetAddress[] bad = {loopback(2)};
        AtomicInteger looks = new AtomicInteger();
        GuardedNames.Lookup rebinding = host -> looks.getAndIncrement() == 0 ? good : bad;
        try (Fetcher named = fetcher(List.of("127.0.0.1/32"), rebinding)) {
            URI address = URI.create("http://blatt.example:" + open.port() + "/a");
            assertThat(fetch(named, address)).isInstanceOf(FetchResult.Fetched.class);
            assertThat(looks).hasValue(1);
        }
        assertThat(inner.log()).isEmpty();
    }

    @Test
    void areNotAskedOnceANamePointsThereAfterItsTime() throws UnknownHostException, FetchFailure {
        InetAddress[] good = {loopback(1)};
        InetAddress[] bad = {loopback(2)};
        AtomicInteger looks = new AtomicInteger();
        AtomicInteger seconds = new AtomicInteger();
        GuardedNames names = new GuardedNames(
                new AddressGuard(List.of(Network.parse("127.0.0.1/32"))),
                host -> looks.getAndIncrement() == 0 ? good : bad,
                () -> seconds.get() * 1_000_000_000L);
        assertThat(names.addressOf("blatt.example")).isEqualTo(good[0]);
        seconds.set(59);
        assertThat(names.addressOf("blatt.example")).isEqualTo(good[0]);
        seconds.set(61);
        assertThatThrownBy(() -> names.addressOf("blatt.example"))
                .isInstanceOfSatisfying(FetchFailure.class, failure -> assertThat(failure.problem())
                        .isEqualTo(FetchProblem.REFUSED_ADDRESS));
    }

    @Test
    void areNotAskedThroughANameWithSeveralAddressesOfWhichOneIsForbidden() throws UnknownHostException {
        InetAddress[] mixed = {loopback(1), loopback(2)};
        try (Fetcher named = fetcher(List.of("127.0.0.1/32"), host -> mixed)) {
            assertRefused(fetch(named, URI.create("http://blatt.example:" + open.port() + "/a")));
        }
        assertThat(open.log()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "::1/128, ::1",
        "fd00::/8, fd12::1",
        "127.0.0.0/8, ::ffff:127.0.0.2",
        "::ffff:127.0.0.0/104, 127.0.0.2",
        "::ffff:127.0.0.2, 127.0.0.2",
        "64:ff9b::/96, 64:ff9b::7f00:2",
        "fe80::/10, fe80::1%1"
    })
    void mayBeAllowedInEitherFamily(String network, String address) throws UnknownHostException {
        AddressGuard guard = new AddressGuard(List.of(Network.parse(network)));
        assertThatCode(() -> guard.check(InetAddress.getByName(address))).doesNotThrowAnyException();
    }
}
