package io.rapport.media.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rapport.media.codec.G711;
import io.rapport.media.dtls.DtlsIdentity;
import io.rapport.media.sdp.Sdp;
import io.rapport.media.sdp.SdpReader;
import io.rapport.media.sdp.SdpReading;
import io.rapport.media.stun.StunMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A browser's way, handshake and packets on real ports, what is heard told by its tone.
class BrowserLineTest {
    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
    private Lines lines;
    private Browser browser;
    private BrowserLine line;

    @BeforeEach
    void a_browser() throws Exception {
        lines = new Lines(LineSettings.anyPort(Handset.HERE));
        browser = new Browser(1_000);
        line = lines.browser();
        line.watch(new LineWatcher() {
            @Override
            public void connected() {
                told.add("connected");
            }

            @Override
            public void unheard() {
                told.add("unheard");
            }
        });
    }

    @AfterEach
    void close() {
        browser.close();
        lines.close();
    }

    private void connect() throws Exception {
        browser.answered(line.answer(browser.offer()));
        assertThat(browser.check(false)).isEqualTo(StunMessage.BINDING_SUCCESS);
        browser.shakeHands();
        assertThat(told.poll(5, TimeUnit.SECONDS)).isEqualTo("connected");
        assertThat(browser.check(true)).isEqualTo(StunMessage.BINDING_SUCCESS);
    }

    @Test
    void a_telephone_and_a_browser_hear_each_other() throws Exception {
        connect();
        try (Handset ann = new Handset(440, G711.A_LAW)) {
            PhoneLine toAnn = lines.phone(InetAddress::isLoopbackAddress);
            ann.sendTo(toAnn.answer(ann.describe()));
            Room room = lines.room();
            room.join(toAnn);
            room.join(line);
            for (int i = 0; i < 50; i++) {
                ann.speak();
                browser.listen();
                browser.speak();
                ann.listen();
            }
            assertThat(browser.hears(440, 900)).isGreaterThan(7_500);
            assertThat(ann.hears(1_000, 900)).isGreaterThan(7_500);
            assertThat(ann.types()).containsOnly(8);
        }
    }

    @Test
    void a_call_goes_on_when_the_browser_changes_its_network() throws Exception {
        connect();
        line.play(Sound.tone(300, 100, 0.3), true);
        for (int i = 0; i < 10; i++) {
            browser.listen();
        }
        browser.moves();
        browser.answered(line.answer(browser.offer()));
        assertThat(browser.check(true)).isEqualTo(StunMessage.BINDING_SUCCESS);
        for (int i = 0; i < 30; i++) {
            browser.listen();
        }
        assertThat(browser.hears(300, 500)).isGreaterThan(6_000);
        assertThat(told).isEmpty();
    }

    @Test
    void a_browser_is_told_at_once_that_its_line_is_gone() throws Exception {
        connect();
        line.close();
        browser.awaitGoodbye();
    }

    @Test
    void who_does_not_know_the_password_is_not_answered_as_if_they_did_and_gets_no_sound() throws Exception {
        browser.answered(line.answer(browser.offer()));
        assertThat(browser.check(true, "guessed")).isEqualTo(StunMessage.BINDING_ERROR);
        assertThatThrownBy(() -> {
                    browser.shakeHands();
                })
                .isInstanceOf(IOException.class);
        assertThat(told).isEmpty();
    }

    @Test
    void who_shows_another_certificate_than_was_described_is_refused() throws Exception {
        browser.answered(line.answer(browser.offer(DtlsIdentity.fresh().fingerprint())));
        assertThat(browser.check(true)).isEqualTo(StunMessage.BINDING_SUCCESS);
        assertThatThrownBy(browser::shakeHands).isInstanceOf(IOException.class);
        assertThat(told.poll(5, TimeUnit.SECONDS)).isEqualTo("unheard");
    }

    @Test
    void the_answer_says_where_we_are_and_what_we_speak_and_can_be_read() throws Exception {
        Sdp answer = line.answer(browser.offer());
        assertThat(SdpReader.read(answer.text())).isEqualTo(new SdpReading.Whole(answer));
        assertThat(answer.attribute("ice-lite")).isPresent();
        assertThat(answer.attribute("group")).contains("BUNDLE 0");
        assertThat(answer.media().getFirst().formats()).containsExactly("8", "0", "9", "126");
        assertThat(answer.media().getFirst().attribute("setup")).contains("passive");
        assertThat(answer.media().getFirst().attribute("candidate").orElseThrow())
                .contains(" 127.0.0.1 " + answer.media().getFirst().port() + " typ host");
    }

    @Test
    void a_description_without_keys_or_without_sound_is_refused() {
        String plain = "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n";
        assertThatThrownBy(() -> line.answer(read(plain + "m=audio 9 UDP/TLS/RTP/SAVPF 0\r\na=ice-ufrag:abcd\r\n")))
                .isInstanceOf(Unacceptable.class);
        assertThatThrownBy(() -> line.answer(read(plain + "m=video 9 UDP/TLS/RTP/SAVPF 96\r\n")))
                .isInstanceOf(Unacceptable.class);
    }

    private static Sdp read(String text) {
        return ((SdpReading.Whole) SdpReader.read(text)).sdp();
    }
}
