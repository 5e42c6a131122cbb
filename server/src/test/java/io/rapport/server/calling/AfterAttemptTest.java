package io.rapport.server.calling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AfterAttemptTest {
    private static final Instant THREE = Instant.parse("2026-11-30T15:00:00Z");
    private static final Optional<Window> WINDOW = Optional.of(new Window(THREE, THREE.plus(Duration.ofHours(1))));

    @Test
    void the_second_go_is_within_the_same_window_twenty_minutes_later() {
        Instant tried = THREE.plus(Duration.ofMinutes(5));
        assertThat(AfterAttempt.decide(WINDOW, 1, 1, 3, tried))
                .isEqualTo(new AfterAttempt.Again(Optional.of(THREE.plus(Duration.ofMinutes(25)))));
    }

    @Test
    void where_the_window_has_no_room_for_a_second_go_another_window_is_planned() {
        assertThat(AfterAttempt.decide(WINDOW, 1, 1, 3, THREE.plus(Duration.ofMinutes(40))))
                .isEqualTo(new AfterAttempt.AnotherWindow());
        assertThat(AfterAttempt.decide(WINDOW, 1, 1, 3, THREE.plus(Duration.ofMinutes(34))))
                .isInstanceOf(AfterAttempt.Again.class);
    }

    @Test
    void after_two_goes_in_a_window_it_is_another_one_and_after_the_last_they_are_asked_in_writing() {
        Instant tried = THREE.plus(Duration.ofMinutes(25));
        assertThat(AfterAttempt.decide(WINDOW, 2, 2, 3, tried)).isEqualTo(new AfterAttempt.AnotherWindow());
        assertThat(AfterAttempt.decide(WINDOW, 3, 1, 3, tried)).isEqualTo(new AfterAttempt.AskInWriting());
        assertThat(AfterAttempt.decide(Optional.empty(), 3, 0, 3, tried)).isEqualTo(new AfterAttempt.AskInWriting());
    }

    @Test
    void a_call_without_a_window_is_tried_again_when_its_owner_likes() {
        assertThat(AfterAttempt.decide(Optional.empty(), 1, 0, 3, THREE))
                .isEqualTo(new AfterAttempt.Again(Optional.empty()));
    }
}
