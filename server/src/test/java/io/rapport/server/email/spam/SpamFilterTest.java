package io.rapport.server.email.spam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.rapport.server.email.SettableClock;
import io.rapport.server.email.TestDoors;
import io.rapport.server.vocabulary.DoorId;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A real rspamd, and servers that are none.
class SpamFilterTest {
    private static final List<DoorId> DOOR = List.of(new DoorId(1));
    private static io.rapport.outside.mail.Rspamd running;

    private final TestDoors doors = new TestDoors(TestDoors.mail(1, "help@brightline.example"));
    private final SettableClock clock = new SettableClock();
    private final AtomicInteger asked = new AtomicInteger();
    private final CountDownLatch enough = new CountDownLatch(1);
    private HttpServer strange;
    private volatile int status = 200;
    private volatile String says = "";
    private volatile boolean silent;

    @BeforeAll
    static void start() {
        running = new io.rapport.outside.mail.Rspamd();
    }

    @AfterAll
    static void stop() {
        running.close();
    }

    @BeforeEach
    void open() throws Exception {
        strange = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        strange.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        strange.createContext("/checkv2", exchange -> {
            asked.incrementAndGet();
            exchange.getRequestBody().readAllBytes();
            try {
                if (silent) {
                    enough.await(20, TimeUnit.SECONDS);
                }
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
            byte[] body = says.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        strange.start();
    }

    @AfterEach
    void shut() {
        enough.countDown();
        strange.stop(0);
    }

    private SpamFilter real() {
        return new SpamFilter(Optional.of(new Rspamd(running.url(), Duration.ofSeconds(10))), doors, clock);
    }

    private SpamFilter strange() {
        String url = "http://127.0.0.1:" + strange.getAddress().getPort() + "/";
        return new SpamFilter(Optional.of(new Rspamd(url, Duration.ofMillis(500))), doors, clock);
    }

    private static Question mail(String subject, String text, String from, String helo) {
        return new Question(
                ("From: Shop <shop@evil.example>\r\nSubject: " + subject + "\r\n\r\n" + text + "\r\n")
                        .getBytes(StandardCharsets.UTF_8),
                Optional.of(from),
                List.of("help@brightline.example"),
                Optional.of(InetAddress.getLoopbackAddress()),
                helo);
    }

    private static Question ordinary() {
        return mail("Router", "It blinks.", "gwen@bakery.example", "mail.bakery.example");
    }

    @Test
    void what_rspamd_rejects_is_junk_with_its_reason() {
        assertThat(real().junk(mail("x", io.rapport.outside.mail.Rspamd.GTUBE, "a@b.example", "b.example"), DOOR))
                .contains("the spam filter says reject, 15.0 points: GTUBE");
    }

    @Test
    void what_it_would_mark_is_junk_and_the_strongest_symbols_say_why() {
        // 7 for the subject, 2 and 1 for the envelope, 0.5 for the HELO, -1 for the peer: it was told all of them.
        assertThat(real().junk(mail("Cheap pills", "Buy.", "shop@evil.example", "shop.example"), DOOR))
                .contains("the spam filter says add header, 9.5 points: PILLS, FROM_SHOP, TO_HELP");
    }

    @Test
    void ordinary_mail_is_not_junk_and_the_door_is_well() {
        assertThat(real().junk(ordinary(), DOOR)).isEmpty();
        assertThat(doors.health).isEmpty();
    }

    @Test
    void an_envelope_that_would_break_a_header_is_left_out_and_the_mail_judged() {
        assertThat(real().junk(mail("Cheap pills", "Buy.", "shop@evil.example\r\nIP: 192.0.2.1", "ü\0"), DOOR))
                .contains("the spam filter says add header, 7.0 points: PILLS, TO_HELP");
    }

    @Test
    void greylisting_and_soft_rejection_are_no_reason_for_junk() {
        for (String action : List.of("greylist", "soft reject", "no action")) {
            says = "{\"action\":\"" + action + "\",\"score\":5}";
            assertThat(strange().junk(ordinary(), DOOR)).as(action).isEmpty();
        }
        says = "{\"action\":\"rewrite subject\",\"score\":8,\"symbols\":{}}";
        assertThat(strange().junk(ordinary(), DOOR)).isPresent();
        assertThat(doors.health).isEmpty();
    }

    @Test
    void a_filter_that_is_slow_or_answers_nonsense_lets_mail_in_and_the_door_says_so() {
        silent = true;
        assertThat(strange().junk(ordinary(), DOOR)).isEmpty();
        assertThat(doors.health)
                .last()
                .asString()
                .startsWith("ill: Mail is let in unfiltered")
                .contains("500 ms");
        enough.countDown();
        for (String nonsense : List.of("", "{", "[1]", "{\"action\":7}", "x".repeat(600_000), "[".repeat(100_000))) {
            says = nonsense;
            doors.health.clear();
            assertThat(strange().junk(ordinary(), DOOR)).isEmpty();
            assertThat(doors.health).singleElement().asString().startsWith("ill:");
        }
        says = "{\"action\":\"reject\"}";
        status = 500;
        assertThat(strange().junk(ordinary(), DOOR)).isEmpty();
    }

    @Test
    void a_filter_that_is_away_is_asked_again_after_a_pause_and_the_door_is_well_then() {
        SpamFilter filter = strange();
        status = 503;
        says = "away";
        filter.junk(ordinary(), DOOR);
        filter.junk(ordinary(), DOOR);
        assertThat(asked).as("not every mail waits for it").hasValue(1);
        status = 200;
        says = "{\"action\":\"reject\",\"score\":20}";
        clock.pass(SpamFilter.PAUSE);
        assertThat(filter.junk(ordinary(), DOOR)).isPresent();
        assertThat(doors.health).last().isEqualTo("well: the spam filter answers again");
    }

    @Test
    void an_address_that_is_none_stops_the_start() {
        assertThatThrownBy(() -> new Rspamd("127.0.0.1:11333", Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("rapport.email.rspamd.url");
    }
}
