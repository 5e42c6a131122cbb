package io.rapport.server.endtoend;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.rapport.server.endtoend.Desk.button;
import static io.rapport.server.endtoend.Desk.row;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.rapport.outside.mail.MailWriter;
import io.rapport.outside.mail.SmtpSink;
import io.rapport.outside.net.Line;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// A minute without the server: what is typed stays, and what happened meanwhile is there as soon as it answers again.
class OfflineInChromiumTest {
    private static final Duration CUT = Duration.ofSeconds(60);

    private static DemoHouse house;
    private static Line line;

    @BeforeAll
    static void open() throws Exception {
        house = DemoHouse.open();
        line = new Line(URI.create(house.rapport().url()).getPort());
    }

    @AfterAll
    static void shut() {
        line.close();
        house.close();
    }

    private static void writes(String name, String subject, String text) throws Exception {
        String address = name.toLowerCase(java.util.Locale.ROOT).replace(' ', '.') + "@offline.example";
        house.post().send(new MailWriter.Letter(name, address, "harbourside@brightline.example", subject, text, ""));
    }

    private static Locator entry(Page page, String text) {
        return page.locator("[data-entry]").filter(new Locator.FilterOptions().setHasText(text));
    }

    @Test
    void a_minute_offline_loses_no_typed_word_and_no_event() throws Exception {
        writes("Otto Quiet", "Otto asks", "Is the line down?");
        Page nell = house.browser().signIn(line.url(), "nell@brightline.example", DemoHouse.PASSWORD);
        Page siobhan = house.signIn("siobhan");
        Desk.open(nell, "Otto asks", "Otto Quiet");
        nell.keyboard().press("t");
        assertThat(nell.getByText("Yours: Otto Quiet.")).isVisible();
        Locator reply = nell.getByLabel("Write to Otto");
        reply.pressSequentially("Dear Otto, before. ");

        line.cut();
        long cutAt = System.nanoTime();
        assertThat(nell.getByText("No connection. Go on writing")).isVisible();
        reply.pressSequentially("Written while nobody answered. ");
        siobhan.navigate(house.rapport().url() + URI.create(nell.url()).getPath());
        siobhan.getByLabel("What colleagues should know").fill("He called as well");
        siobhan.keyboard().press("Control+Enter");
        assertThat(entry(siobhan, "He called as well")).isVisible();
        for (int n = 1; n <= 20; n++) {
            writes("Olga Many" + n, "Offline mail " + n, "One of many.");
        }
        writes("Otto Quiet", "Re: Otto asks", "It works again, only slowly.");
        assertThat(entry(siobhan, "It works again, only slowly.")).isVisible();
        reply.pressSequentially("And this. ");
        nell.waitForTimeout(Math.max(0, CUT.toMillis() - (System.nanoTime() - cutAt) / 1e6));
        assertThat(nell.getByText("No connection. Go on writing")).isVisible();

        line.mend();
        assertThat(nell.getByText("No connection. Go on writing")).isHidden();
        assertThat(reply).hasValue("Dear Otto, before. Written while nobody answered. And this. ");
        assertThat(entry(nell, "He called as well")).hasCount(1);
        assertThat(entry(nell, "It works again, only slowly.")).hasCount(1);
        reply.pressSequentially("After.");
        assertThat(siobhan.locator(".others")).containsText("Nell is writing");
        nell.reload();
        assertThat(nell.getByLabel("Write to Otto"))
                .hasValue("Dear Otto, before. Written while nobody answered. And this. After.");
        button(nell, "Nothing more").click();
        button(nell, "Send to Otto").click();
        assertThat(nell.getByText("One new message since you started: read first?"))
                .isVisible();
        button(nell, "Send anyway").click();
        SmtpSink.Received answer =
                house.world().await(m -> m.recipient().equals("otto.quiet@offline.example"), Duration.ofSeconds(40));
        assertThat(answer.message().getContent().toString())
                .contains("Written while nobody answered. And this. After.");

        nell.keyboard().press("Escape");
        nell.keyboard().press("Escape");
        for (int n = 1; n <= 20; n++) {
            assertThat(row(nell, "Offline mail " + n).first()).isVisible();
        }
    }
}
