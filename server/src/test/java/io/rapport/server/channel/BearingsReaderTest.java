package io.rapport.server.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.server.customer.Bearings;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BearingsReaderTest {

    private static Bearings read(String text) {
        return BearingsReader.read(Content.words("", text));
    }

    @Test
    void a_companys_own_form_says_where_somebody_lives() {
        Bearings read = read("""
                Name: Gwen Pritchard
                Postcode: BS1 4QA
                Phone: 0117 496 0100

                Can I have a second line?
                """);
        assertThat(read.postcode()).contains("BS1 4QA");
        assertThat(read.numbers()).containsExactly("+441174960100");
        assertThat(read.likelyCountry()).contains("GB");
    }

    @Test
    void a_form_in_spanish_is_read_as_well() {
        Bearings read = read("Código postal: 28013\nPaís: España\nTeléfono: 91 123 45 67\n");
        assertThat(read.postcode()).contains("28013");
        assertThat(read.country()).contains("ES");
        assertThat(read.numbers()).containsExactly("+34911234567");
    }

    @Test
    void answers_beside_the_words_count_too() {
        Content content = new Content(
                "",
                "",
                "",
                Optional.empty(),
                false,
                false,
                List.of(),
                List.of(new Content.Field("postcode", "BA1 2QX"), new Content.Field("topic", "other")));
        assertThat(BearingsReader.read(content).postcode()).contains("BA1 2QX");
    }

    @Test
    void the_small_words_tell_how_somebody_speaks_and_a_short_line_tells_nothing() {
        assertThat(read("No tengo línea desde el lunes y la luz del router está roja. Gracias por su ayuda.")
                        .language())
                .contains("es");
        assertThat(read("the line is dead and we have not heard of you").language())
                .contains("en");
        assertThat(read("ok, thanks").language()).isEmpty();
    }

    @Test
    void nonsense_and_hostile_lines_are_nobodys_place() {
        Bearings read =
                read("Postcode: \nPhone: 123456789012345678901234567890\nCountry: Nowhere\n" + ": ".repeat(50_000));
        assertThat(read).isEqualTo(Bearings.NONE);
    }
}
