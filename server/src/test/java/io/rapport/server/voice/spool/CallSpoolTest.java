package io.rapport.server.voice.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rapport.server.vault.Sealer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CallSpoolTest {
    private static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");
    private static final byte[] INVITE = "INVITE sip:help@example.com SIP/2.0".getBytes(StandardCharsets.UTF_8);
    private static final byte[] WAV = {1, 2, 3, 4, 5};

    @TempDir
    private Path folder;

    private CallSpool spool() throws IOException {
        return new CallSpool(folder, new Sealer(new byte[32]), 3, 100_000);
    }

    private static Spooled.Caller caller(String key, long second) {
        return new Spooled.Caller(key, NOON.plusSeconds(second), 7, 3, INVITE, Optional.empty(), new byte[0]);
    }

    private static List<String> keys(CallSpool spool) {
        List<String> keys = new ArrayList<>();
        String after = "";
        for (Optional<CallSpool.Kept> next = spool.next(after); next.isPresent(); next = spool.next(after)) {
            after = next.get().name();
            keys.add(next.get().call().key());
        }
        return keys;
    }

    @Test
    void what_is_kept_is_there_after_a_start_the_oldest_first_and_whole() throws IOException {
        CallSpool spool = spool();
        spool.keep(caller("bb", 2).over(NOON.plusSeconds(9), WAV), false, 0);
        spool.keep(caller("aa", 1), false, 0);
        spool.keep(new Spooled.End(42, NOON.plusSeconds(3), "TALKED", 5, 0, "", "id@phone", WAV), false, 0);
        CallSpool again = spool();
        assertThat(keys(again)).containsExactly("aa", "bb", "end-42");
        assertThat(again.holds("end-42")).isTrue();
        assertThat(again.holds("end-4")).isFalse();
        CallSpool.Kept first = again.next("").orElseThrow();
        CallSpool.Kept second = again.next(first.name()).orElseThrow();
        assertThat(second.call()).isInstanceOfSatisfying(Spooled.Caller.class, one -> {
            assertThat(one.invite()).isEqualTo(INVITE);
            assertThat(one.message()).isEqualTo(WAV);
            assertThat(one.ended()).contains(NOON.plusSeconds(9));
            assertThat(one.door()).isEqualTo(7);
            assertThat(one.trunk()).isEqualTo(3);
        });
        again.done(first);
        assertThat(keys(spool())).containsExactly("bb", "end-42");
    }

    @Test
    void a_call_that_goes_on_is_not_given_out_but_is_found_by_the_next_process() throws IOException {
        CallSpool spool = spool();
        spool.keep(caller("aa", 1), true, 0);
        assertThat(keys(spool)).isEmpty();
        assertThat(keys(spool())).containsExactly("aa");
        spool.keep(caller("aa", 1).over(NOON, WAV), false, 0);
        assertThat(keys(spool)).containsExactly("aa");
        assertThat(spool.count()).isEqualTo(1);
    }

    @Test
    void there_is_room_for_so_many_and_for_so_much_with_what_they_may_yet_say() throws IOException {
        CallSpool spool = spool();
        spool.keep(caller("aa", 1), true, 90_000);
        assertThatThrownBy(() -> spool.keep(caller("bb", 2), true, 90_000)).isInstanceOf(SpoolFullException.class);
        spool.keep(caller("aa", 1).over(NOON, new byte[90_000]), false, 0);
        spool.keep(caller("bb", 2), false, 0);
        spool.keep(caller("cc", 3), false, 0);
        assertThatThrownBy(() -> spool.keep(caller("dd", 4), false, 0)).isInstanceOf(SpoolFullException.class);
        assertThat(keys(spool())).containsExactly("aa", "bb", "cc");
    }

    @Test
    void nothing_that_was_said_can_be_read_in_the_files() throws IOException {
        spool().keep(caller("aa", 1), false, 0);
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                        .doesNotContain("example.com");
            }
        }
    }

    @Test
    void what_a_crash_left_half_written_is_nothing_and_what_is_broken_is_laid_aside() throws IOException {
        spool().keep(caller("aa", 1), false, 0);
        Files.writeString(folder.resolve("000001-bb.call.new"), "half");
        Files.writeString(folder.resolve("000001-cc.call"), "not sealed by us, and long enough to look so");
        CallSpool again = spool();
        assertThat(keys(again)).containsExactly("aa");
        assertThat(folder.resolve("000001-bb.call.new")).doesNotExist();
        assertThat(folder.resolve("000001-cc.call.unreadable")).exists();
        assertThat(again.count()).isEqualTo(1);
    }
}
