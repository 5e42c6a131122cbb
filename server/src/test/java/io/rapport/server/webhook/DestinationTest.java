package io.rapport.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Where webhooks may go.
class DestinationTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://example.org/hook",
                "ftp://example.org/",
                "https://user:word@example.org/",
                "https:///hook",
                "https://example.org/#part",
                "https://exa mple.org/",
                "//example.org",
                "file:///etc/passwd",
                ""
            })
    void what_is_no_public_https_address_is_refused(String address) {
        assertThat(Destination.of(address, List.of())).isEmpty();
    }

    @Test
    void a_host_that_is_allowed_may_be_reached_without_tls() {
        assertThat(Destination.of("http://hooks.internal:9000/a?b=c", List.of("hooks.internal:9000")))
                .hasValueSatisfying(to -> {
                    assertThat(to.tls()).isFalse();
                    assertThat(to.path()).isEqualTo("/a?b=c");
                    assertThat(to.hostHeader()).isEqualTo("hooks.internal:9000");
                });
        assertThat(Destination.of("http://hooks.internal:9001/", List.of("hooks.internal:9000")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "10.0.0.1",
                "172.16.3.4",
                "192.168.1.1",
                "169.254.169.254",
                "100.64.0.1",
                "0.0.0.0",
                "198.18.0.1",
                "224.0.0.1",
                "255.255.255.255",
                "::1",
                "::",
                "fe80::1",
                "fd00::1",
                "fec0::1",
                "ff02::1",
                "64:ff9b::7f00:1",
                "2002:7f00:1::",
                "::ffff:127.0.0.1"
            })
    void a_private_address_is_never_connected_to(String address) throws IOException {
        InetAddress found = InetAddress.getByName(address);
        Destination to = Destination.of("https://example.org/", List.of()).orElseThrow();
        assertThatThrownBy(() -> to.resolved(_ -> new InetAddress[] {found})).hasMessageContaining("private network");
    }

    @Test
    void one_private_address_among_public_ones_is_enough_to_refuse() throws IOException {
        InetAddress open = InetAddress.getByName("93.184.215.14");
        InetAddress inside = InetAddress.getByName("10.1.2.3");
        Destination to = Destination.of("https://example.org/", List.of()).orElseThrow();
        assertThat(to.resolved(_ -> new InetAddress[] {open})).isEqualTo(open);
        assertThatThrownBy(() -> to.resolved(_ -> new InetAddress[] {open, inside}))
                .hasMessageContaining("private network");
    }
}
