package io.rapport.server.endtoend;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.rapport.outside.mail.MailWriter;
import io.rapport.server.RunningRapport;
import io.rapport.server.customer.Merges;
import io.rapport.server.journal.JournalReaders;
import io.rapport.server.search.Hit;
import io.rapport.server.search.Search;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.vocabulary.TeamId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;

/// What was said is found by its words.
class SearchTest {
    private static RunningRapport rapport;
    private static Browser browser;
    private static Search search;

    @BeforeAll
    static void start() throws Exception {
        rapport = RunningRapport.start("--rapport.demo=true");
        browser = new Browser();
        search = rapport.bean(Search.class);
        writes("Gwen", "The oven is off line", "Since the thunderstorm my Küchenherd says E-42 and nothing else.");
        writes("Zoë", "A question", "Does the café on the corner have your thunderstorm insurance?");
        writes("Mallory", "Markup", "<script>alert('zebracrossing')</script> & more");
        rapport.caughtUp();
    }

    @AfterAll
    static void stop() {
        browser.close();
        rapport.close();
    }

    private static void writes(String name, String subject, String text) throws Exception {
        String address = name.toLowerCase(java.util.Locale.ROOT).replace("ë", "e") + "@bakery.example";
        new MailWriter(rapport.smtpPort())
                .send(new MailWriter.Letter(name + " Baker", address, "support@brightline.example", subject, text, ""));
    }

    private static List<String> subjects(String words) {
        return find(words, Search.Among.ALL).hits().stream().map(Hit::subject).toList();
    }

    private static Search.Page find(String words, Search.Among among) {
        return search.find(words, among, Optional.empty());
    }

    @Test
    void all_words_must_be_there_whatever_their_case_and_accents() {
        assertThat(subjects("THUNDERSTORM")).containsExactly("A question", "The oven is off line");
        assertThat(subjects("thunderstorm kuchenherd")).containsExactly("The oven is off line");
        assertThat(subjects("cafe thunderstorm")).containsExactly("A question");
        assertThat(subjects("thunderstorm -insurance")).containsExactly("The oven is off line");
        assertThat(subjects("\"off the\"")).isEmpty();
        assertThat(subjects("thunderst")).hasSize(2);
    }

    @Test
    void parts_of_addresses_and_numbers_are_found_and_words_in_their_order() {
        assertThat(subjects("bakery")).contains("A question", "The oven is off line");
        assertThat(subjects("gwen@bakery.example")).containsExactly("The oven is off line");
        assertThat(subjects("42 küchenherd")).containsExactly("The oven is off line");
        assertThat(subjects("\"thunderstorm my\"")).containsExactly("The oven is off line");
        assertThat(subjects("\"my thunderstorm\"")).isEmpty();
        assertThat(subjects("kuchenherd or insurance")).hasSize(2);
    }

    @Test
    void a_text_as_long_and_odd_as_can_be_is_taken_whole() throws Exception {
        StringBuilder odd = new StringBuilder("aardvark ");
        for (int i = 0; odd.length() < 100_000; i++) {
            odd.append('\uFDFA').append(i).append(i % 12 == 0 ? "\r\n" : " ");
        }
        writes("Olga", "All the words", odd + " \\ ' : * & | ! ( ) <->");
        rapport.caughtUp();
        assertThat(subjects("aardvark")).containsExactly("All the words");
        assertThat(rapport.count("select count(*) from journal_parked where reader = 'search'"))
                .isZero();
    }

    @Test
    void what_was_found_is_marked_in_its_sentence() {
        Hit hit = find("küchenherd", Search.Among.ALL).hits().getFirst();
        assertThat(hit.parts().stream().filter(Hit.Part::found).map(Hit.Part::text))
                .containsExactly("Küchenherd");
        assertThat(hit.parts().stream().map(Hit.Part::text).collect(Collectors.joining()))
                .contains("Since the thunderstorm my Küchenherd says");
    }

    @Test
    void only_one_customer_or_one_team_is_searched_when_asked() {
        Hit gwen = find("kuchenherd", Search.Among.ALL).hits().getFirst();
        CustomerId other = find("insurance", Search.Among.ALL).hits().getFirst().customer();
        TeamId home = new TeamId(rapport.count(
                "select home_team from customer where id = ?", gwen.customer().value()));
        TeamId elsewhere = new TeamId(rapport.count("select min(id) from team where id <> ?", home.value()));

        assertThat(find("kuchenherd", new Search.Among(List.of(gwen.customer()), Optional.empty()))
                        .hits())
                .hasSize(1);
        assertThat(find("kuchenherd", new Search.Among(List.of(other), Optional.empty()))
                        .hits())
                .isEmpty();
        assertThat(find("kuchenherd", new Search.Among(List.of(), Optional.of(home)))
                        .hits())
                .hasSize(1);
        assertThat(find("kuchenherd", new Search.Among(List.of(), Optional.of(elsewhere)))
                        .hits())
                .isEmpty();
    }

    @Test
    void pages_follow_each_other_without_a_gap_and_newest_first() {
        Search.Page first = find("router", Search.Among.ALL);
        assertThat(first.hits()).hasSize(Search.PAGE);
        Search.Page second = search.find("router", Search.Among.ALL, first.before());
        List<Long> both = java.util.stream.Stream.concat(first.hits().stream(), second.hits().stream())
                .map(Hit::id)
                .toList();
        assertThat(both).doesNotHaveDuplicates().hasSize(2 * Search.PAGE);
        assertThat(second.hits().getFirst().at())
                .isBeforeOrEqualTo(first.hits().getLast().at());
        assertThatThrownBy(() -> search.find("router", Search.Among.ALL, Optional.of("no cursor")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void what_people_type_by_mistake_finds_nothing_and_breaks_nothing() {
        for (String odd :
                List.of("", "  ", "'", "\"", "-", "& | !", ":*", "a:b & (", "\\", "\0", "%", "((((", "or or")) {
            assertThat(search.find(odd, Search.Among.ALL, Optional.empty())).isNotNull();
        }
    }

    @Test
    void what_the_index_forgot_is_read_again_from_the_journal() {
        Hit before = find("insurance", Search.Among.ALL).hits().getFirst();
        rapport.jdbc()
                .update(
                        "delete from search_entry where customer = ?",
                        before.customer().value());
        assertThat(subjects("insurance")).isEmpty();

        search.apply(rapport.bean(JournalReaders.class).of(before.customer()));

        assertThat(find("insurance", Search.Among.ALL).hits()).containsExactly(before);
    }

    @Test
    void an_agent_finds_a_sentence_and_opens_the_person_who_wrote_it() {
        Page nell = browser.signIn(rapport.url(), "nell@brightline.example", "brightline-demo");
        nell.keyboard().press("2");
        nell.getByLabel("Search people and what was said").fill("kuchenherd");
        Locator row = nell.locator(".said-row");
        assertThat(row).hasCount(1);
        assertThat(row.locator("mark")).hasText("Küchenherd");
        row.click();
        assertThat(nell.locator("h1")).hasText("Gwen Baker");
        nell.keyboard().press("Escape");
    }

    @Test
    void what_a_merged_record_said_is_the_survivors() throws Exception {
        writes("Ida", "The first", "A quicksilver question.");
        writes("Oda", "The second", "A quicksilver answer.");
        rapport.caughtUp();
        CustomerId ida = named("Ida Baker");
        CustomerId oda = named("Oda Baker");
        AgentId nell = new AgentId(rapport.count("select id from agent where first_name = 'Nell'"));
        rapport.bean(TransactionTemplate.class)
                .executeWithoutResult(status -> rapport.bean(Merges.class).merge(ida, oda, nell, Instant.now()));

        Page page = browser.signIn(rapport.url(), "nell@brightline.example", "brightline-demo");
        page.keyboard().press("2");
        page.getByLabel("Search people and what was said").fill("quicksilver");
        assertThat(page.locator(".said-row b")).hasText(new String[] {"Ida Baker", "Ida Baker"});
        String among = page.request()
                .get(rapport.url() + "/api/search?q=quicksilver&customer=" + oda)
                .text();
        assertThat(among).contains("The first").contains("The second").doesNotContain("Oda Baker");
    }

    private static CustomerId named(String name) {
        return new CustomerId(rapport.count("select id from customer where name = ?", name));
    }

    @Test
    void what_a_customer_wrote_stays_text_and_what_nobody_said_is_told() {
        Page nell = browser.signIn(rapport.url(), "nell@brightline.example", "brightline-demo");
        nell.keyboard().press("2");
        nell.getByLabel("Search people and what was said").fill("zebracrossing");
        assertThat(nell.locator(".said-row")).containsText("alert('zebracrossing')");
        nell.getByLabel("Search people and what was said").fill("nobodysaidthisever");
        assertThat(nell.getByText("Nobody said “nobodysaidthisever”.")).isVisible();
        assertThat(nell.getByRole(AriaRole.COMBOBOX, new Page.GetByRoleOptions().setName("Among")))
                .isVisible();
    }
}
