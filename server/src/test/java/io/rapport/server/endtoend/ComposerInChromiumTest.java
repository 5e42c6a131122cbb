package io.rapport.server.endtoend;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.rapport.server.endtoend.Desk.button;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.rapport.outside.mail.MailWriter;
import io.rapport.outside.mail.SmtpSink;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Writing: templates, files, and what a reply takes with it on its way out.
class ComposerInChromiumTest {
    private static final Duration SOON = Duration.ofSeconds(40);
    private static final AtomicInteger NEXT = new AtomicInteger();

    private static DemoHouse house;

    @BeforeAll
    static void open() throws Exception {
        house = DemoHouse.open();
    }

    @AfterAll
    static void shut() {
        house.close();
    }

    @AfterEach
    void no_page_made_a_mistake() {
        assertThat(house.browser().mistakes()).isEmpty();
    }

    private record Writer(String name, String address, String subject) {}

    /// A stranger writes to Harbourside, and Nell has their page open.
    private static Writer writes(Page nell) throws Exception {
        int n = NEXT.incrementAndGet();
        Writer writer = new Writer("Ana Lima" + n, "ana" + n + "@shop.example", "The line is down, case " + n);
        house.post()
                .send(new MailWriter.Letter(
                        writer.name(),
                        writer.address(),
                        "harbourside@brightline.example",
                        writer.subject(),
                        "Hello,\n\nthe line is down since noon.\n\nAna",
                        ""));
        Desk.open(nell, writer.subject(), writer.name());
        return writer;
    }

    private static Locator field(Page page) {
        return page.getByLabel("Write to Ana");
    }

    private static SmtpSink.Received arrived(Writer writer) throws Exception {
        return house.world()
                .await(
                        mail -> mail.recipient().equals(writer.address())
                                && mail.header("Auto-Submitted").isEmpty(),
                        SOON);
    }

    @Test
    void a_template_is_written_by_an_agent_and_comes_into_a_reply_by_a_slash() throws Exception {
        Page nell = house.signIn("nell");
        nell.keyboard().press("7");
        button(nell, "Templates").click();
        button(nell, "New template").click();
        nell.getByLabel("Title").fill("Line restarted");
        nell.getByLabel("Shortcut").fill("/Restart line");
        nell.getByLabel("Text", new Page.GetByLabelOptions().setExact(true)).fill("Dear ");
        button(nell, "their first name").click();
        nell.keyboard().type(", we restart it by {{promise.deadline}}. {{agent.firstName}}, {{team.name}}");
        button(nell, "Keep").click();
        assertThat(nell.locator(".field .wrong")).containsText("One word");
        nell.getByLabel("Shortcut").fill("/Restart");
        button(nell, "Keep").click();
        assertThat(nell.locator("[data-template]").filter(new Locator.FilterOptions().setHasText("Line restarted")))
                .containsText("/restart");

        nell.keyboard().press("1");
        Writer ana = writes(nell);
        field(nell).click();
        nell.keyboard().type("Hello! and/or /resta");
        assertThat(nell.locator(".typing-list li")).containsText("Line restarted");
        nell.keyboard().press("Enter");
        assertThat(field(nell))
                .hasValue("Hello! and/or Dear Ana, we restart it by {{promise.deadline}}. Nell, Harbourside");

        button(nell, "Nothing more").click();
        button(nell, "Send to Ana, " + ana.address()).click();
        assertThat(nell.locator(".reply [role=alert]")).containsText("still to be filled in");
        nell.locator(".blanks").getByRole(AriaRole.BUTTON).click();
        nell.keyboard().type("four");
        assertThat(nell.locator(".blanks")).hasCount(0);
        button(nell, "Send to Ana, " + ana.address()).click();
        assertThat(text(arrived(ana))).contains("Dear Ana, we restart it by four. Nell, Harbourside");
    }

    @Test
    void another_team_sees_no_template_of_ours_but_everybodys() throws Exception {
        Page nell = house.signIn("nell");
        for (boolean company : new boolean[] {true, false}) {
            nell.navigate(house.rapport().url() + "/knowledge");
            button(nell, "Templates").click();
            button(nell, "New template").click();
            nell.getByLabel("Title").fill(company ? "Ours all" : "Ours alone");
            nell.getByLabel("Shortcut").fill(company ? "all" : "alone");
            nell.getByLabel("Text", new Page.GetByLabelOptions().setExact(true)).fill("Words.");
            nell.getByLabel("For everybody, not only my team").setChecked(company);
            button(nell, "Keep").click();
            assertThat(nell.getByLabel("Title")).hasCount(0);
        }
        String outsider = house.rapport().jdbc().queryForObject("""
                        select a.name from account a join agent g on g.account = a.id
                         where g.team <> (select team from agent where first_name = 'Nell') and g.enabled
                         order by a.id limit 1
                        """, String.class);
        Page other = house.browser().signIn(house.rapport().url(), outsider, DemoHouse.PASSWORD);
        other.keyboard().press("7");
        button(other, "Templates").click();
        assertThat(other.locator(".adm-row", new Page.LocatorOptions().setHasText("Ours all")))
                .isVisible();
        assertThat(other.locator(".adm-row", new Page.LocatorOptions().setHasText("Ours alone")))
                .hasCount(0);
    }

    @Test
    void pasted_and_dropped_files_are_renamed_kept_by_the_draft_and_arrive() throws Exception {
        Page nell = house.signIn("nell");
        Writer ana = writes(nell);
        field(nell).fill("Two files for you.");
        hand(nell, "paste", "image.png", "image/png", "a picture of a router");
        assertThat(nell.locator("[data-file]")).hasCount(1);
        hand(nell, "drop", "plan.txt", "text/plain", "restart, wait, look");
        assertThat(nell.locator("[data-file]")).hasCount(2);
        button(nell, "Rename image.png").click();
        nell.getByLabel("New name of image.png").fill("Your router, back side.png");
        nell.keyboard().press("Enter");
        assertThat(nell.locator("[data-file]").first()).containsText("Your router, back side.png");
        assertThat(nell.locator(".reply .foot")).containsText("draft saved");
        nell.reload();
        assertThat(nell.locator("[data-file]")).hasCount(2);

        button(nell, "Nothing more").click();
        button(nell, "Send to Ana, " + ana.address()).click();
        assertThat(files(arrived(ana).message()))
                .containsEntry("Your router, back side.png", "a picture of a router")
                .containsEntry("plan.txt", "restart, wait, look");
    }

    @Test
    void a_file_that_is_too_large_never_travels_and_one_that_was_removed_does_not_go() throws Exception {
        Page nell = house.signIn("nell");
        Writer ana = writes(nell);
        field(nell).evaluate("""
                area => {
                  const large = new File(['x'], 'film.mov', { type: 'video/quicktime' })
                  Object.defineProperty(large, 'size', { value: 26 * 1024 * 1024 })
                  const data = new DataTransfer()
                  const event = new Event('drop', { bubbles: true, cancelable: true })
                  Object.defineProperty(event, 'dataTransfer', { value: { files: [large] } })
                  area.dispatchEvent(event)
                }
                """);
        assertThat(nell.locator(".toast.wrong")).containsText("film.mov is too large");
        hand(nell, "drop", "wrong one.txt", "text/plain", "not for Ana");
        button(nell, "Remove wrong one.txt").click();
        assertThat(nell.locator("[data-file]")).hasCount(0);
        Desk.answer(nell, "Ana", "Nothing with it.");
        assertThat(files(arrived(ana).message())).isEmpty();
    }

    /// As a hand gives it: with a real file in the clipboard or under the pointer.
    private static void hand(Page page, String how, String name, String type, String words) {
        field(page).evaluate("""
                (area, [how, name, type, words]) => {
                  const data = new DataTransfer()
                  data.items.add(new File([words], name, { type }))
                  const event = how === 'paste'
                    ? new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })
                    : new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true })
                  area.dispatchEvent(event)
                }
                """, new String[] {how, name, type, words});
    }

    static String text(SmtpSink.Received mail) throws Exception {
        Object content = mail.message().getContent();
        return (content instanceof Multipart parts
                        ? parts.getBodyPart(0).getContent().toString()
                        : content.toString())
                .replace("\r\n", "\n");
    }

    private static Map<String, String> files(Part message) throws Exception {
        Map<String, String> files = new LinkedHashMap<>();
        if (message.getContent() instanceof Multipart parts) {
            for (int i = 0; i < parts.getCount(); i++) {
                Part part = parts.getBodyPart(i);
                if (Part.ATTACHMENT.equals(part.getDisposition())) {
                    String name = jakarta.mail.internet.MimeUtility.decodeText(part.getFileName());
                    files.put(name, new String(part.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
                }
            }
        }
        return files;
    }
}
