package io.rapport.server.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/// What speaks for a machine.
class ScanningTest {
    private static final Instant SENT = Instant.parse("2026-11-24T10:00:00Z");
    private static final Scanning.Delivery BY_MAIL = new Scanning.Delivery(true, Optional.of(SENT));

    private static Scanning.Click click(int answer, long secondsAfter) {
        return new Scanning.Click(OptionalInt.of(answer), SENT.plusSeconds(secondsAfter), "GET", false, false, false);
    }

    private static Scanning.Earlier earlier(int answer, long secondsAfter) {
        return new Scanning.Earlier(OptionalInt.of(answer), SENT.plusSeconds(secondsAfter));
    }

    @Test
    void a_person_who_opens_one_face_in_peace_is_suspected_of_nothing() {
        assertThat(Scanning.of(click(4, 30), List.of(), BY_MAIL)).isEmpty();
        assertThat(Scanning.of(click(4, 40), List.of(earlier(4, 30)), BY_MAIL)).isEmpty();
    }

    @Test
    void two_faces_within_a_minute_are_a_machine_and_void_what_was_clicked() {
        var found = Scanning.of(click(1, 90), List.of(earlier(4, 30)), BY_MAIL);
        assertThat(found).containsExactly(Scanning.Suspicion.SEVERAL_FACES);
        assertThat(Scanning.voids(found)).isTrue();
        assertThat(Scanning.of(click(1, 91), List.of(earlier(4, 30)), BY_MAIL))
                .as("somebody who thinks again")
                .isEmpty();
    }

    @Test
    void nobody_has_read_a_mail_five_seconds_after_it_came() {
        assertThat(Scanning.of(click(4, 4), List.of(), BY_MAIL)).containsExactly(Scanning.Suspicion.SOON);
        assertThat(Scanning.of(click(4, 5), List.of(), BY_MAIL)).isEmpty();
        assertThat(Scanning.of(click(4, 30), List.of(), new Scanning.Delivery(true, Optional.empty())))
                .as("before it came")
                .containsExactly(Scanning.Suspicion.SOON);
        assertThat(Scanning.of(click(4, 0), List.of(), new Scanning.Delivery(false, Optional.of(SENT))))
                .as("on a page that they have before them")
                .isEmpty();
    }

    @Test
    void heads_prefetches_data_centres_and_the_decoy_are_noted_and_void_nothing() {
        Instant at = SENT.plusSeconds(600);
        var all =
                Scanning.of(new Scanning.Click(OptionalInt.empty(), at, "HEAD", true, true, true), List.of(), BY_MAIL);
        assertThat(all)
                .containsExactlyInAnyOrder(
                        Scanning.Suspicion.HEAD,
                        Scanning.Suspicion.PREFETCH,
                        Scanning.Suspicion.DATA_CENTRE,
                        Scanning.Suspicion.DECOY);
        assertThat(Scanning.voids(all)).isFalse();
    }
}
