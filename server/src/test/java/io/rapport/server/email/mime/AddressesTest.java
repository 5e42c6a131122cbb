package io.rapport.server.email.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ana@customer.example                                  |           | ana@customer.example
            Ana <ana@customer.example>                            | Ana       | ana@customer.example
            "Doe, Ana" <ana@customer.example>                     | Doe, Ana  | ana@customer.example
            Doe, Ana <ana@customer.example>                       | Doe, Ana  | ana@customer.example
            ana@customer.example (Ana)                            | Ana       | ana@customer.example
            =?utf-8?q?Ana_M=C3=BCller?= <ana@customer.example>    | Ana Müller | ana@customer.example
            "=?utf-8?q?Ana_M=C3=BCller?=" <ana@customer.example>  | Ana Müller | ana@customer.example
            =?utf-8?q?Ana_=3Cana=40customer=2Eexample=3E?=        | Ana       | ana@customer.example
            <ana@customer.example                                 |           | ana@customer.example
            Ana ana@customer.example                              | Ana       | ana@customer.example
            <@relay.example:ana@customer.example>                 |           | ana@customer.example
            "evil@x.example" <ana@customer.example>               | evil@x.example | ana@customer.example
            ana @ customer . example                              |           | ana@customer.example
            Ana <mailto:ana@customer.example>                     | Ana       | ana@customer.example
            'Ana' <ana@customer.example.>                         | Ana       | ana@customer.example
            """)
    void a_mailbox_is_read_as_it_is_found(String field, String name, String address) {
        assertThat(Addresses.parse(field, ""))
                .containsExactly(new Addresses.Mailbox(name == null ? "" : name, address));
    }

    @Test
    void lists_and_groups_are_taken_apart() {
        assertThat(Addresses.parse("Team: a@x.example, \"B, C\" <b@x.example>; , d@x.example", ""))
                .extracting(Addresses.Mailbox::address)
                .containsExactly("a@x.example", "b@x.example", "d@x.example");
        assertThat(Addresses.parse("undisclosed-recipients:;", "")).isEmpty();
    }

    @Test
    void what_is_no_address_is_none() {
        for (String nonsense : List.of("", "@", "a@", "@b", "<>", "a b c", "<<<<", "\"", "((((", "a@b@", ",,,,;;;;")) {
            assertThat(Addresses.parse(nonsense, "")).as(nonsense).isEmpty();
        }
    }

    @Test
    void a_long_nonsense_takes_no_long_time() {
        assertThat(Addresses.parse("a,".repeat(100_000), "")).isEmpty();
        assertThat(Addresses.parse("\"".repeat(20_000), "")).isEmpty();
    }
}
