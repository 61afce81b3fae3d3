package io.depesche.ingest.fetch;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.depesche.ingest.address.RefusedAddress;
import io.depesche.service.ConfigError;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressGuardTest {

    private final AddressGuard guard = new AddressGuard(List.of());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.255.255.254",
                "0.0.0.0",
                "10.1.2.3",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "169.254.169.254",
                "100.64.0.1",
                "100.127.255.255",
                "192.0.0.8",
                "198.18.0.1",
                "224.0.0.1",
                "240.0.0.1",
                "255.255.255.255",
                "::1",
                "::",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "::127.0.0.1",
                "fe80::1",
                "fc00::1",
                "fd12:3456::1",
                "ff02::1",
                "64:ff9b::7f00:1",
                "64:ff9b:1::1",
                "2002:7f00:1::",
                "2001::1",
                "2001:db8::1",
                "100::1"
            })
    void refusesAddressesThatAreNotPublic(String address) throws UnknownHostException {
        InetAddress ip = InetAddress.getByName(address);
        assertThatThrownBy(() -> guard.check(ip))
                .isInstanceOf(RefusedAddress.class)
                .hasMessageContaining("not public");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "9.9.9.9",
                "100.63.255.255",
                "100.128.0.1",
                "172.15.0.1",
                "172.32.0.1",
                "192.167.1.1",
                "193.99.144.80",
                "2a00:1450:4001:80f::200e",
                "2620:fe::fe"
            })
    void letsPublicAddressesThrough(String address) throws UnknownHostException {
        InetAddress ip = InetAddress.getByName(address);
        assertThatCode(() -> guard.check(ip)).doesNotThrowAnyException();
    }

    @Test
    void letsThroughWhatTheOperatorAllows() throws UnknownHostException {
        AddressGuard allowing = new AddressGuard(List.of(Network.parse("127.0.0.0/30"), Network.parse("fd00::/8")));
        InetAddress inside = InetAddress.getByName("127.0.0.3");
        InetAddress outside = InetAddress.getByName("127.0.0.4");
        InetAddress sixth = InetAddress.getByName("fd00::5");
        assertThatCode(() -> allowing.check(inside)).doesNotThrowAnyException();
        assertThatCode(() -> allowing.check(sixth)).doesNotThrowAnyException();
        assertThatThrownBy(() -> allowing.check(outside)).isInstanceOf(RefusedAddress.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost",
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "10.0.0/8",
                "10.0.0.0/x",
                "fd00::/129",
                "999.0.0.1"
            })
    void refusesNetworksThatAreNone(String text) {
        assertThatThrownBy(() -> Network.parse(text))
                .isInstanceOf(ConfigError.class)
                .hasMessageContaining("10.0.0.0/8");
    }
}
