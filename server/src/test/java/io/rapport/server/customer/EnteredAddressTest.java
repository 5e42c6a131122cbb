package io.rapport.server.customer;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.server.vocabulary.ContactPoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnteredAddressTest {
    @ParameterizedTest
    @CsvSource({
        "+44 (117) 496-0123, +441174960123",
        "0044 117 496 0123, +441174960123",
        "0117.4960123, 01174960123",
        "' +49/30/123456 ', +4930123456"
    })
    void two_spellings_of_one_number_are_one_number(String typed, String number) {
        assertThat(EnteredAddress.read(typed)).contains(new ContactPoint(ContactPoint.Kind.PHONE, number));
    }

    @Test
    void an_address_is_read_in_lower_case() {
        assertThat(EnteredAddress.read(" Gwen@Bakery.example "))
                .contains(new ContactPoint(ContactPoint.Kind.EMAIL, "gwen@bakery.example"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  ",
                "gwen",
                "1234",
                "+1234567890123456",
                "@bakery.example",
                "a@",
                "a b@c.example",
                "+44 117 x"
            })
    void what_reaches_nobody_is_refused(String typed) {
        assertThat(EnteredAddress.read(typed)).isEmpty();
    }
}
