package io.rapport.server.outreach;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.web.Language;
import java.util.List;
import org.junit.jupiter.api.Test;

/// How words become one person's letter, whom a file names, and where links lead.
class WordingTest {

    @Test
    void the_first_name_stands_where_it_goes_and_nothing_where_it_is_not_known() {
        assertThat(Wording.filled("Hello {first name},", "Gwen Pritchard")).isEqualTo("Hello Gwen,");
        assertThat(Wording.filled("Hola, {nombre}:", "José Ruiz")).isEqualTo("Hola, José:");
        assertThat(Wording.filled("Hello {first name},", "gwen@bakery.example")).isEqualTo("Hello,");
        assertThat(Wording.filled("Hello {first name},", "+44 117 496 0001")).isEqualTo("Hello,");
        assertThat(Wording.filled("{first name}, your bill", "4711")).isEqualTo("your bill");
        assertThat(Wording.filled("It costs $1 {first name}", "A$1 \\ B")).isEqualTo("It costs $1");
        assertThat(Wording.filled("{first name}, hello {first name}", "D'Arcy Wu"))
                .isEqualTo("D'Arcy, hello D'Arcy");
    }

    @Test
    void a_blank_that_nobody_fills_is_found() {
        assertThat(Wording.unknownBlank("Hello {first name}, {nombre}")).isEmpty();
        assertThat(Wording.unknownBlank("Hello {first_name}")).isEqualTo("{first_name}");
        assertThat(Wording.unknownBlank("Your {contract} ends")).isEqualTo("{contract}");
    }

    @Test
    void what_a_customer_is_called_can_not_become_markup() {
        String html =
                Wording.html("Hello <b> & you", "https://x.example/n/1?a=1&b=2", "https://x.example/u/1", Language.EN);
        assertThat(html).contains("Hello &lt;b&gt; &amp; you").contains("/n/1?a=1&amp;b=2");
    }

    @Test
    void the_first_column_of_a_file_names_each_once() {
        assertThat(TouchedFile.read("\uFEFFEmail;Name\r\nGwen@Bakery.example;Gwen\n\n\"+44 117 496-0001\",x\n"
                        + "billing:4711\ngwen@bakery.example\nC-99\t7\n"))
                .isEqualTo(List.of("gwen@bakery.example", "+441174960001", "billing:4711", "C-99"));
        assertThat(TouchedFile.read("")).isEmpty();
        assertThat(TouchedFile.read("a".repeat(500))).isEmpty();
    }

    @Test
    void a_link_opens_what_it_was_made_for_and_nothing_else() {
        NoticeTokens tokens = new NoticeTokens(
                new byte[32], "another key of thirty-two bytes.".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        NoticeTokens.Page page = new NoticeTokens.Page(7, new CustomerId(4711));
        String token = tokens.of(page);
        assertThat(tokens.page(token)).contains(page);
        assertThat(tokens.stop(token)).isEmpty();
        assertThat(tokens.page(token.substring(1))).isEmpty();
        assertThat(tokens.page((token.charAt(0) == 'A' ? "B" : "A") + token.substring(1)))
                .isEmpty();
        assertThat(tokens.page("x".repeat(10_000))).isEmpty();
        assertThat(tokens.page("../../etc")).isEmpty();
        assertThat(tokens.of(new NoticeTokens.Stop(7, 4711))).isNotEqualTo(token);
    }

    @Test
    void nobody_is_chosen_by_forgetting_to_say_whom() {
        assertThat(Whom.LISTED.chooses()).isFalse();
        assertThat(Whom.LISTED.condition().sql()).contains("and false");
        Whom all = new Whom(true, List.of(), List.of(), null, null, null, null);
        assertThat(all.chooses()).isTrue();
        assertThat(all.condition().sql()).doesNotContain("and false");
        Whom.Condition some = new Whom(
                        false,
                        List.of(3L),
                        List.of("es"),
                        new Whom.FactIs(9, "Fibre*"),
                        new Whom.IdIs("billing", "47"),
                        5L,
                        "Bath")
                .condition();
        assertThat(some.sql().chars().filter(c -> c == '?').count())
                .isEqualTo(some.arguments().size())
                .isEqualTo(10);
    }
}
