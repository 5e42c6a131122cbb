package io.rapport.server.endtoend;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.rapport.server.endtoend.Desk.button;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.rapport.outside.mail.MailWriter;
import io.rapport.outside.mail.SmtpSink;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What we know is written from an answer, found while writing, and read by everybody; colleagues are pointed at what
/// is theirs, and a reply that waits does not leave unseen.
class KnowledgeInChromiumTest {
    private static final Duration SOON = Duration.ofSeconds(45);
    private static final AtomicInteger NEXT = new AtomicInteger();
    private static final HttpClient ANYBODY = HttpClient.newHttpClient();

    private static DemoHouse house;

    @BeforeAll
    static void open() throws Exception {
        house = DemoHouse.open();
    }

    @AfterAll
    static void shut() {
        house.close();
        ANYBODY.close();
    }

    @AfterEach
    void no_page_made_a_mistake() {
        assertThat(house.browser().mistakes()).isEmpty();
    }

    private record Writer(String name, String address, String subject) {}

    private static Writer writes(String words) throws Exception {
        int n = NEXT.incrementAndGet();
        Writer writer = new Writer("Ana Lima" + n, "lima" + n + "@shop.example", "A question of Lima, number " + n);
        again(writer, words, "");
        return writer;
    }

    private static void again(Writer writer, String words, String answers) throws Exception {
        house.post()
                .send(new MailWriter.Letter(
                        writer.name(),
                        writer.address(),
                        "harbourside@brightline.example",
                        (answers.isEmpty() ? "" : "Re: ") + writer.subject(),
                        words,
                        answers));
    }

    private static SmtpSink.Received arrived(Writer writer) throws Exception {
        return house.world()
                .await(
                        mail -> mail.recipient().equals(writer.address())
                                && mail.header("Auto-Submitted").isEmpty(),
                        SOON);
    }

    private static void keep(Page page) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("Keep").setExact(true))
                .click();
    }

    private static void later(Page page, Writer writer, String words) {
        page.getByLabel("Write to Ana").fill(words);
        button(page, "Nothing more").click();
        button(page, "Send later").click();
        page.getByRole(AriaRole.MENUITEM).first().click();
        assertThat(page.locator(".later")).containsText("If they write before, it is held");
        button(page, "Send to Ana, " + writer.address()).click();
        assertThat(page.locator("[data-waiting=SCHEDULED]")).isVisible();
    }

    @Test
    void a_colleague_who_is_named_in_a_note_sees_it_at_once_and_opening_it_dismisses_it() throws Exception {
        Page nell = house.signIn("nell");
        Page ben = house.signIn("ben");
        Writer ana = writes("Which of you did I speak with?");
        Desk.open(nell, ana.subject(), ana.name());
        nell.getByLabel("What colleagues should know").click();
        nell.keyboard().type("This was you, @Ben");
        assertThat(nell.locator(".typing-list li").first()).containsText("Ben Otieno");
        nell.keyboard().press("Enter");
        nell.keyboard().type("wasn't it?");
        assertThat(nell.locator(".note")).containsText("Ben will see this on Today.");
        button(nell, "Keep note").click();
        assertThat(nell.locator(".paper .named")).hasText("@Ben Otieno");

        Locator row = ben.locator("[data-pointer]");
        assertThat(row).containsText("Nell mentions you on " + ana.name() + "’s page");
        row.locator("a").click();
        assertThat(ben.locator(".paper")).containsText("This was you, @Ben Otieno wasn't it?");
        ben.keyboard().press("1");
        assertThat(row).hasCount(0);
    }

    @Test
    void a_reply_that_waits_is_held_when_the_customer_writes_and_any_colleague_may_send_it() throws Exception {
        Page nell = house.signIn("nell");
        Page ben = house.signIn("ben");
        Writer ana = writes("When do you come?");
        Desk.open(nell, ana.subject(), ana.name());
        later(nell, ana, "We come on Monday.");
        assertThat(house.rapport()
                        .count(
                                "select count(*) from promise p join customer c on c.id = p.customer"
                                        + " where c.name = ? and p.kind = 'ANSWER' and p.state = 'OPEN'",
                                ana.name()))
                .as("what is owed stays due")
                .isEqualTo(1);
        nell.keyboard().press("Escape");
        nell.keyboard().press("1");

        again(ana, "Not on Monday, please.", "");
        Locator held = nell.locator("[data-pointer]").filter(new Locator.FilterOptions().setHasText(ana.name()));
        assertThat(held).containsText("Your reply is held: " + ana.name() + " wrote first");
        Desk.open(ben, ana.subject(), ana.name());
        Locator waiting = ben.locator("[data-waiting=HELD]");
        assertThat(waiting).containsText("Read first, then decide");
        waiting.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Change"))
                .click();
        ben.getByLabel("What it says").fill("We come on Tuesday.");
        ben.locator(".waiting.change").getByLabel("When it leaves").fill("in 3 days");
        button(ben, "Keep and wait").click();
        ben.locator("[data-waiting=SCHEDULED]")
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Send now"))
                .click();
        assertThat(ComposerInChromiumTest.text(arrived(ana)))
                .contains("We come on Tuesday.")
                .doesNotContain("on Monday.\n\n--");
        assertThat(ben.locator("[data-waiting]")).hasCount(0);
    }

    @Test
    void a_reply_leaves_by_itself_at_its_moment_and_one_that_was_called_back_never_does() throws Exception {
        Page nell = house.signIn("nell");
        Writer first = writes("Please write tomorrow.");
        Desk.open(nell, first.subject(), first.name());
        later(nell, first, "Good morning, as you wished.");
        house.rapport()
                .jdbc()
                .update(
                        "update outbound set next_attempt_at = now() where state = 'SCHEDULED' and recipient = ?",
                        first.address());
        assertThat(ComposerInChromiumTest.text(arrived(first))).contains("Good morning, as you wished.");

        nell.keyboard().press("Escape");
        nell.keyboard().press("1");
        Writer other = writes("And me too.");
        Desk.open(nell, other.subject(), other.name());
        later(nell, other, "This must not leave.");
        button(nell, "Call back").click();
        assertThat(nell.locator("[data-waiting]")).hasCount(0);
        assertThat(nell.getByLabel("Write to Ana")).hasValue("This must not leave.");
        assertThat(house.rapport()
                        .count(
                                "select count(*) from outbound where state = 'CANCELLED' and recipient = ?",
                                other.address()))
                .isEqualTo(1);
    }

    @Test
    void a_reply_takes_the_signature_and_the_words_it_answers_with_it_unless_they_are_left_out() throws Exception {
        Page nell = house.signIn("nell");
        nell.keyboard().press("7");
        button(nell, "Signature").click();
        nell.getByLabel("Under the replies of Harbourside").fill("Brightline\nHarbourside 1");
        keep(nell);
        assertThat(nell.locator(".toast")).containsText("Signatures are kept");
        nell.keyboard().press("Escape");
        nell.keyboard().press("1");
        Writer with = writes("May I have a static address?\nAnd what does it cost?");
        Desk.open(nell, with.subject(), with.name());
        nell.getByLabel("Write to Ana").fill("You may.");
        assertThat(nell.locator(".under")).containsText("Brightline · Harbourside 1");
        Desk.answer(nell, "Ana", "You may.");
        assertThat(ComposerInChromiumTest.text(arrived(with)))
                .startsWith("You may.\n\n-- \nBrightline\nHarbourside 1\n\nOn ")
                .contains(with.name() + " wrote:\n> May I have a static address?\n> And what does it cost?");

        nell.keyboard().press("Escape");
        nell.keyboard().press("1");
        Writer without = writes("And I?");
        Desk.open(nell, without.subject(), without.name());
        nell.getByLabel("Write to Ana").fill("You too.");
        nell.getByLabel("With their words quoted below").uncheck();
        button(nell, "Send later").click();
        nell.getByRole(AriaRole.MENUITEM).first().click();
        assertThat(nell.locator(".later")).containsText("If they write before, it is held");
        assertThat(nell.locator(".reply .foot")).containsText("draft saved");
        nell.reload();
        assertThat(nell.locator(".later")).containsText("If they write before, it is held");
        assertThat(nell.getByLabel("With their words quoted below")).not().isChecked();
        button(nell, "Send right away").click();
        nell.locator(".under input").first().uncheck();
        Desk.answer(nell, "Ana", "You too.");
        assertThat(ComposerInChromiumTest.text(arrived(without)).strip()).isEqualTo("You too.");
    }

    @Test
    void an_answer_becomes_an_article_in_two_clicks_is_found_while_writing_and_read_by_everybody() throws Exception {
        Page nell = house.signIn("nell");
        Writer first = writes("My zeppelin modem blinks purple.");
        Desk.open(nell, first.subject(), first.name());
        Desk.answer(nell, "Ana", "A zeppelin modem that blinks purple wants its **cover** closed.");
        arrived(first);

        button(nell, "Keep as article").click();
        assertThat(nell.getByLabel("Title")).hasValue(first.subject());
        keep(nell);
        assertThat(nell.getByRole(AriaRole.DIALOG)).hasCount(0);
        assertThat(house.rapport()
                        .count(
                                "select count(*) from article a join agent g on g.id = a.owner"
                                        + " where g.first_name = 'Nell' and a.review = ? and a.origin is not null",
                                LocalDate.now(java.time.ZoneOffset.UTC).plusMonths(6)))
                .isEqualTo(1);
        long article = house.rapport().count("select max(id) from article where title = ?", first.subject());
        assertThat(get("/help/" + article, "en").statusCode()).isEqualTo(404);
        assertThat(get("/help?q=zeppelin", "en").body()).doesNotContain(first.subject());

        nell.keyboard().press("Escape");
        nell.keyboard().press("7");
        button(nell, first.subject()).click();
        button(nell, "Change").click();
        nell.getByLabel("Title").fill("A modem that blinks purple");
        nell.getByLabel("Everybody may read it on the help pages").check();
        keep(nell);

        nell.keyboard().press("1");
        Writer second = writes("Hello, my zeppelin blinks purple, too!");
        Desk.open(nell, second.subject(), second.name());
        assertThat(nell.locator(".found")).containsText("A modem that blinks purple");
        nell.getByLabel("Write to Ana").click();
        nell.keyboard().press("Alt+k");
        assertThat(nell.getByLabel("Write to Ana")).hasValue(java.util.regex.Pattern.compile("wants its \\*\\*cover"));
        button(nell, "Nothing more").click();
        button(nell, "Send to Ana, " + second.address()).click();
        SmtpSink.Received answer = arrived(second);
        nell.keyboard().press("Escape");
        nell.keyboard().press("7");
        Locator row = nell.locator("[data-article='" + article + "']");
        assertThat(row).containsText("helped 1, did not 0");

        again(second, "It still blinks.", answer.header("Message-ID"));
        house.rapport().caughtUp();
        Page reader = house.browser().withoutScript();
        reader.navigate(house.rapport().url() + "/help?q=purple+blink");
        reader.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("A modem that blinks purple"))
                .click();
        assertThat(reader.locator("article b")).hasText("cover");
        reader.getByLabel("What was missing? (if you like)").fill("Which cover?");
        button(reader, "No").click();
        assertThat(reader.getByText("Thank you.")).isVisible();

        nell.keyboard().press("1");
        nell.keyboard().press("7");
        assertThat(row).containsText("helped 0, did not 2");
        button(nell, "A modem that blinks purple").click();
        assertThat(nell.locator(".reading")).containsText("Which cover?");
    }

    @Test
    void the_help_pages_take_what_hostile_people_send_and_show_only_what_is_public() throws Exception {
        long agent = house.rapport().count("select id from agent where first_name = 'Nell'");
        String insert = "insert into article (language, title, text, owner, review, public, changed)"
                + " values ('en', ?, ?, ?, current_date, ?, now())";
        house.rapport().jdbc().update(insert, "<script>alert('title')</script> gargoyle", """
                # <img src=x onerror=alert(1)>
                [click](javascript:alert(1)) [there](https://safe.example/?a=1&b="><script>x</script>)
                - [ok](https://safe.example/a?b=1&c=2)
                **<b onmouseover=x>**
                """, agent, true);
        house.rapport().jdbc().update(insert, "Hidden gargoyle", "Not for everybody.", agent, false);
        long id = house.rapport().count("select id from article where title like '<script>%'");

        HttpResponse<String> page = get("/help/" + id, "en");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .doesNotContain("<script", "<img src=x", "href=\"javascript", "<b onmouseover")
                .contains("href=\"https://safe.example/a?b=1&amp;c=2\"");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'")
                .doesNotContain("script-src");
        assertThat(get("/help?q=gargoyle", "en").body()).contains("gargoyle").doesNotContain("Hidden");
        for (String odd : List.of(
                "'",
                "\"><script>alert(1)</script>",
                "& | !",
                ":*",
                "((",
                "\\",
                "\0",
                "%00",
                "a".repeat(5_000),
                "🙂 ґ")) {
            HttpResponse<String> found = get("/help?q=" + URLEncoder.encode(odd, StandardCharsets.UTF_8), "en");
            assertThat(found.statusCode()).as(odd).isEqualTo(200);
            assertThat(found.body()).as(odd).doesNotContain("<script");
        }
        for (String path : List.of("0", "-1", "x", "99999999999999999999", "1%2F..%2F", "%3Cscript%3E")) {
            assertThat(get("/help/" + path, "en").statusCode()).as(path).isBetween(400, 404);
        }
        assertThat(get("/help", "es-ES,es;q=0.9").body())
                .contains("lang=\"es\"")
                .contains("Buscar por palabras");
        assertThat(vote(id, "helped=perhaps&words=" + "w".repeat(3_000))).isEqualTo(200);
        assertThat(house.rapport().count("select count(*) from article_vote where article = ?", id))
                .isZero();
        assertThat(vote(id, "helped=no&words=" + "w".repeat(3_000))).isEqualTo(200);
        assertThat(house.rapport().count("select max(length(words)) from article_vote where article = ?", id))
                .isEqualTo(1_000);
        assertThat(vote(house.rapport().count("select id from article where title = 'Hidden gargoyle'"), "helped=yes"))
                .isEqualTo(404);
    }

    private static HttpResponse<String> get(String path, String language) throws Exception {
        return ANYBODY.send(
                HttpRequest.newBuilder(URI.create(house.rapport().url() + path))
                        .header("Accept-Language", language)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static int vote(long article, String form) throws Exception {
        return ANYBODY.send(
                        HttpRequest.newBuilder(URI.create(house.rapport().url() + "/help/" + article + "/vote"))
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(HttpRequest.BodyPublishers.ofString(form))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .statusCode();
    }
}
