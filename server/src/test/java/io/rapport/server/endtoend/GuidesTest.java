package io.rapport.server.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.playwright.Page;
import io.rapport.outside.mail.MailWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The guides are walked in a browser, step by step, as a reader would.
class GuidesTest {
    private static final Path USING = Path.of("..", "docs", "using");

    private static DemoHouse house;

    @BeforeAll
    static void open() throws Exception {
        house = DemoHouse.open();
    }

    @AfterAll
    static void shut() {
        house.close();
    }

    private static void writes(String address, String subject, String text) throws Exception {
        house.post()
                .send(new MailWriter.Letter(
                        "Greta Holm", address, "harbourside@brightline.example", subject, text, ""));
    }

    @Test
    void an_agent_gets_through_the_first_day() throws Exception {
        writes("greta@holm.example", "The line is down again", "Hello, since noon the line is down again. Greta");
        writes("g.holm@holm.example", "The invoice of November", "The invoice names a router that we sent back.");
        house.rapport().caughtUp();
        walk("agent.md", 40);
    }

    @Test
    void an_administrator_gets_through_the_first_hour() throws Exception {
        walk("administrator.md", 30);
    }

    private static void walk(String name, int atLeast) throws Exception {
        Guide guide = Guide.read(USING.resolve(name));
        assertThat(guide.length()).isGreaterThanOrEqualTo(atLeast);
        guide.walk(house.browser().open(house.rapport().url()));
        assertThat(house.browser().mistakes()).isEmpty();
    }

    @Test
    void a_step_that_nobody_can_follow_fails() {
        Page page = house.browser().open(house.rapport().url());
        assertThatThrownBy(() -> Guide.does(page, "Think of **something**."))
                .hasMessageContaining("no step of a guide: Think of");
    }
}
