package io.rapport.media.sip.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.media.sip.Address;
import io.rapport.media.sip.Uri;
import io.rapport.media.sip.digest.Credentials;
import io.rapport.media.sip.digest.Gatekeeper;
import io.rapport.media.sip.register.Registrar;
import io.rapport.media.sip.register.Registration;
import io.rapport.media.sip.transaction.Flow;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// We register at a registrar of our own, over a line that loses messages, while hours pass.
class RegistrationTest {
    private static final Instant BEGAN = Instant.parse("2026-11-30T10:00:00Z");
    private static final Uri REGISTRAR =
            Address.of("<sip:phones.example>").orElseThrow().uri();

    private final Net net = new Net();
    private final List<String> told = new ArrayList<>();
    private Duration passed = Duration.ZERO;
    private final Registrar registrar = new Registrar(
            new Gatekeeper(
                    "phones.example",
                    (user, hash) -> user.equals("nell")
                            ? Optional.of(Gatekeeper.secret(hash, "nell", "phones.example", "correct horse"))
                            : Optional.empty()),
            new Clock() {
                @Override
                public Instant instant() {
                    return BEGAN.plus(passed);
                }

                @Override
                public ZoneId getZone() {
                    return ZoneOffset.UTC;
                }

                @Override
                public Clock withZone(ZoneId zone) {
                    return this;
                }
            },
            new Registrar.Watcher() {
                @Override
                public void changed(String user) {
                    told.add("changed " + user);
                }

                @Override
                public void wrong(Flow from) {
                    told.add("wrong");
                }
            });

    RegistrationTest() {
        net.there.registers = registrar::asked;
    }

    private Registration register(String password) {
        return new Registration(
                net.here.calls.transactions(),
                net.time,
                Runnable::run,
                new Registration.Order(
                        REGISTRAR,
                        "sip:nell@phones.example",
                        "nell",
                        new Credentials("nell", password),
                        Duration.ofMinutes(10)),
                net.here.to,
                new Registration.Watcher() {
                    @Override
                    public void registered(Duration lasts) {
                        told.add("registered " + lasts.toSeconds());
                    }

                    @Override
                    public void refused(int status, String reason) {
                        told.add("refused " + status);
                    }

                    @Override
                    public void unanswered() {
                        told.add("unanswered");
                    }
                });
    }

    private void pass(Duration duration) {
        for (long second = 0; second < duration.toSeconds(); second++) {
            net.pass(Duration.ofSeconds(1));
            passed = passed.plusSeconds(1);
        }
    }

    @Test
    void who_shows_the_password_is_known_for_as_long_as_they_want_and_then_no_more() {
        try (Registration registration = register("correct horse")) {
            net.settle();
            assertThat(told).containsExactly("changed nell", "registered 600");
            assertThat(registrar.of("nell")).hasSize(1);
            assertThat(registrar.of("nell").getFirst().contact().text()).isEqualTo("sip:nell@198.51.100.1:5060");
            registration.close();
            net.settle();
            assertThat(registration.awaitEnd(Duration.ZERO)).isTrue();
        }
        net.settle();
        assertThat(registrar.of("nell")).isEmpty();
    }

    @Test
    void it_is_known_at_every_moment_of_four_hours_though_a_third_of_all_messages_is_lost() {
        net.loses(33, 7);
        register("correct horse");
        pass(Duration.ofSeconds(20));
        for (int minute = 0; minute < 240; minute++) {
            pass(Duration.ofMinutes(1));
            assertThat(registrar.of("nell")).as("minute " + minute).hasSize(1);
        }
    }

    @Test
    void a_wrong_password_is_tried_once_and_again_only_after_growing_pauses() {
        register("incorrect horse");
        pass(Duration.ofHours(1));
        assertThat(told).doesNotContain("changed nell");
        assertThat(told.stream().filter("wrong"::equals).count()).isBetween(5L, 12L);
        assertThat(registrar.of("nell")).isEmpty();
    }

    @Test
    void when_nobody_answers_it_is_tried_until_somebody_does() {
        net.cut = true;
        register("correct horse");
        pass(Duration.ofMinutes(3));
        assertThat(told).contains("unanswered").doesNotContain("registered 600");
        net.cut = false;
        pass(Duration.ofMinutes(10));
        assertThat(told).contains("registered 600");
    }
}
