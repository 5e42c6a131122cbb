package io.rapport.server.endtoend;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.rapport.server.endtoend.Desk.button;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// A lead looks at figures and the list behind one, publishes a standing promise that anybody reads, and
/// sees with whom nobody has spoken; an agent sees the own team. With `-Dpictures=DIR` it keeps pictures.
class FiguresInChromiumTest {
    private static final String PICTURES = System.getProperty("pictures", "");

    private static DemoHouse house;

    @BeforeAll
    static void open() throws Exception {
        house = DemoHouse.open("--rapport.voice.enabled=false");
        // As if customers had been asked for half a year: faces and NPS, by three teams, on three channels.
        house.rapport().jdbc().execute("select setseed(0.25)");
        house.rapport().jdbc().update("""
                        insert into survey (name, question, state, share_percent, delay_minutes, words, seed, changed)
                        select n, q, 'OFF', 0, 0, '{}', decode(repeat('00', 32), 'hex'), now()
                          from (values ('Faces of a test', 'FACES'), ('NPS of a test', 'NPS')) x (n, q)
                        """);
        house.rapport().jdbc().update("""
                        with someone as (select id, home_team, row_number() over (order by id) as n from customer where not mystery),
                        asked as (
                            insert into ask (survey, series, customer, team, channel, how, language, key_id, asked, delivered,
                                             expires, closes)
                            select s.id, 1, c.id, c.home_team, (array['MAIL', 'PHONE', 'CHAT'])[1 + g % 3], 'LOT', 'en', 1,
                                   now() - (g % 160) * interval '1 day', now() - (g % 160) * interval '1 day', now(), now()
                              from generate_series(1, 900) g join someone c on c.n = 1 + g % 300
                              join survey s on s.name like '% of a test' returning id, survey, customer, team, asked)
                        insert into vote (ask, survey, series, question, customer, team, channel, answer, again, confirmed, changed,
                                          interaction)
                        select a.id, a.survey, 1, s.question, a.customer, a.team, 'MAIL',
                               case when s.question = 'FACES' then least(4, 1 + (random() * 4)::int)
                                    else least(10, 4 + (random() * 7)::int) end,
                               random() < 0.1, a.asked + interval '1 hour', a.asked + interval '1 hour',
                               (select min(id) from interaction)
                          from asked a join survey s on s.id = a.survey where random() < 0.4
                        """);
    }

    @AfterAll
    static void shut() {
        house.close();
    }

    private static void picture(Page page, String name) throws Exception {
        if (PICTURES.isEmpty()) {
            return;
        }
        for (int wide : new int[] {1440, 400}) {
            for (String theme : new String[] {"light", "dark"}) {
                page.setViewportSize(wide, 2400);
                page.evaluate("theme => { document.documentElement.dataset.theme = theme }", theme);
                Files.createDirectories(Path.of(PICTURES));
                page.screenshot(new Page.ScreenshotOptions()
                        .setFullPage(true)
                        .setPath(Path.of(PICTURES, name + "-" + wide + "-" + theme + ".png")));
            }
        }
        page.setViewportSize(1440, 900);
        page.evaluate("() => { document.documentElement.dataset.theme = 'light' }");
    }

    private static Locator part(Page page, String name) {
        return page.locator(".adm nav")
                .getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(name).setExact(true));
    }

    @Test
    void a_number_opens_its_list_and_a_promise_to_everybody_is_read_by_everybody() throws Exception {
        Page ada = house.signIn("admin");
        ada.navigate(house.rapport().url() + "/figures");
        Locator nps = ada.locator(".figure-card")
                .filter(new Locator.FilterOptions()
                        .setHas(ada.getByText("NPS", new Page.GetByTextOptions().setExact(true))));
        assertThat(nps).containsText("of ");
        assertThat(ada.locator(".chart svg")).isVisible();
        assertThat(Axe.violations(ada, "#screen")).isEmpty();
        picture(ada, "figures");
        nps.getByRole(AriaRole.BUTTON).click();
        assertThat(ada.locator(".adm h2")).containsText("Behind “NPS”");
        assertThat(ada.locator(".adm .place li").first()).isVisible();
        assertThat(Axe.violations(ada, "#screen")).isEmpty();
        picture(ada, "figure-list");
        button(ada, "Back to the figures").click();

        part(ada, "What we promise").click();
        button(ada, "Write another one").click();
        ada.getByLabel("What we promise, in English").fill("A person answers within four working hours.");
        ada.getByLabel("What we do if we break it, in English").fill("Five pounds off your next bill.");
        ada.getByLabel("Money that they are owed").fill("5");
        assertThat(Axe.violations(ada, "#screen")).isEmpty();
        picture(ada, "standing-form");
        button(ada, "Save").click();
        ada.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("^Publish:")))
                .click();
        assertThat(ada.locator(".standing-row")).containsText("Published");
        assertThat(ada.locator(".standing-row")).containsText("£5.00");
        assertThat(Axe.violations(ada, "#screen")).isEmpty();
        picture(ada, "standing");
        Page anybody = house.browser().open(house.rapport().url() + "/our-promises");
        assertThat(anybody.locator("h2")).containsText("within four working hours");
        assertThat(anybody.locator("main")).containsText("too few to say");
        assertThat(Axe.violations(anybody, "main")).isEmpty();
        picture(anybody, "our-promises");

        part(ada, "Spoken to").click();
        assertThat(ada.locator(".cut-row").first()).isVisible();
        ada.locator(".cut-row .linkish").first().click();
        assertThat(ada.locator(".adm .place").last().locator("li").first()).isVisible();
        assertThat(Axe.violations(ada, "#screen")).isEmpty();
        picture(ada, "coverage");

        part(ada, "Others’ scores").click();
        button(ada, "Add one").click();
        ada.getByLabel("Whose").fill("JetBlue");
        ada.getByLabel("Score", new Page.GetByLabelOptions().setExact(true)).fill("60");
        ada.getByLabel("Answers", new Page.GetByLabelOptions().setExact(true)).fill("22000");
        ada.getByLabel("Where it was published").fill("Satmetrix");
        ada.getByLabel("How it was asked").fill("US consumers, online");
        ada.getByLabel("Measured on").fill("2011-03-01");
        button(ada, "Save").click();
        assertThat(ada.locator(".cut-row").last()).containsText("± 2 at the most");
        assertThat(Axe.violations(ada, "#screen")).isEmpty();
        picture(ada, "benchmarks");

        Page nell = house.signIn("nell");
        nell.navigate(house.rapport().url() + "/figures");
        assertThat(nell.locator(".figure-card").first()).isVisible();
        assertThat(nell.locator(".adm nav")).hasCount(0);
        assertThat(Axe.violations(nell, "#screen")).isEmpty();
        picture(nell, "figures-of-my-team");
        assertThat(house.browser().mistakes()).isEmpty();
    }
}
