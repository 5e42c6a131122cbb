package io.rapport.server.customer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BearingsTest {
    @ParameterizedTest
    @CsvSource({
        "+449098790000, true",
        "+448712345678, true",
        "+34806123456, true",
        "+441174960100, false",
        "+447700900123, false",
        "+443001234567, false",
        "+34912345678, false",
        "+44999, false"
    })
    void numbers_whose_owner_is_paid_by_whoever_calls_are_told_from_others(String number, boolean paid) {
        assertThat(Bearings.isPaidFor(number)).isEqualTo(paid);
    }
}
