package io.rapport.server.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CsvTest {
    private static List<Csv.Row> rows(String text, char separator) throws IOException {
        List<Csv.Row> rows = new ArrayList<>();
        try (Csv csv = new Csv(new StringReader(text), separator)) {
            for (Optional<Csv.Row> row = csv.next(); row.isPresent(); row = csv.next()) {
                rows.add(row.get());
            }
        }
        return rows;
    }

    @Test
    void quotes_hold_separators_line_ends_and_quotes_together() throws IOException {
        List<Csv.Row> rows = rows("\uFEFFname,note\r\n\"Baker, Gwen\",\"says \"\"yes\"\"\nand no\"\rBen,\n", ',');
        assertThat(rows)
                .extracting(Csv.Row::cells)
                .containsExactly(
                        List.of("name", "note"), List.of("Baker, Gwen", "says \"yes\"\nand no"), List.of("Ben", ""));
        assertThat(rows).extracting(Csv.Row::line).containsExactly(1, 2, 4);
    }

    @Test
    void a_cell_without_end_is_cut_and_says_so() throws IOException {
        List<Csv.Row> rows = rows("a\n\"" + "x".repeat(3 * Csv.MAX_CELL), ',');
        assertThat(rows.getLast().cut()).isTrue();
        assertThat(rows.getLast().cells().getFirst()).hasSize(Csv.MAX_CELL);
    }

    @Test
    void the_separator_is_the_one_that_stands_most_often_outside_of_quotes() {
        assertThat(Csv.separator("\"a;b;c;d\",e,f\n;;;;;")).isEqualTo(',');
        assertThat(Csv.separator("Vorname;Nachname;\"Ort, Land\"\n")).isEqualTo(';');
        assertThat(Csv.separator("a\tb\tc")).isEqualTo('\t');
        assertThat(Csv.separator("email")).isEqualTo(',');
    }

    private static Charset guessed(byte[] bytes) {
        CharsetGuess guess = new CharsetGuess();
        guess.add(bytes, bytes.length);
        return guess.told();
    }

    @Test
    void the_encoding_is_told_from_the_bytes() {
        String text = "Näme,Zoë,Kovač\n".repeat(20);
        assertThat(guessed(text.getBytes(StandardCharsets.UTF_8))).isEqualTo(StandardCharsets.UTF_8);
        assertThat(guessed(text.getBytes(StandardCharsets.UTF_16LE))).isEqualTo(StandardCharsets.UTF_16LE);
        assertThat(guessed(text.getBytes(StandardCharsets.UTF_16BE))).isEqualTo(StandardCharsets.UTF_16BE);
        assertThat(guessed(text.getBytes(StandardCharsets.UTF_16))).isEqualTo(StandardCharsets.UTF_16BE);
        assertThat(guessed("Müller;Zoë\n".getBytes(Charset.forName("windows-1252"))))
                .isEqualTo(Charset.forName("windows-1252"));
        assertThat(guessed("plain".getBytes(StandardCharsets.US_ASCII))).isEqualTo(StandardCharsets.UTF_8);
    }

    @Test
    void what_a_spreadsheet_would_take_for_a_formula_is_no_formula_any_more() {
        assertThat(Csv.cell("=HYPERLINK(\"http://evil\")")).isEqualTo("\"'=HYPERLINK(\"\"http://evil\"\")\"");
        assertThat(Csv.cell("+1")).isEqualTo("'+1");
        assertThat(Csv.cell("-1")).isEqualTo("'-1");
        assertThat(Csv.cell("@SUM(A1)")).isEqualTo("'@SUM(A1)");
        assertThat(Csv.cell("\t=1")).startsWith("'");
        assertThat(Csv.cell("a,b")).isEqualTo("\"a,b\"");
    }

    @Test
    void columns_are_guessed_by_their_headings() {
        assertThat(List.of("E-Mail", "Vorname", "Nachname", "Firma", "Billing ID", "Telefon", "Kundennummer", "Hobby"))
                .extracting(heading -> Target.guess(heading, List.of()))
                .containsExactly("EMAIL", "FIRST_NAME", "LAST_NAME", "ORGANISATION", "ID:billing", "PHONE", "", "");
    }
}
