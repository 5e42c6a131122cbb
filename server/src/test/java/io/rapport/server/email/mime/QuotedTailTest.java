package io.rapport.server.email.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuotedTailTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "On Tue, 6 Jan 2026 at 10:00, Nell <help@brightline.example> wrote:",
                "On Tue, 6 Jan 2026 at 10:00, Nell\n<help@brightline.example> wrote:",
                "Am 06.01.2026 um 10:00 schrieb Nell <help@brightline.example>:",
                "Am Di., 6. Jan. 2026 um 10:00 Uhr schrieb Nell:",
                "Le 6 janv. 2026 à 10:00, Nell <help@brightline.example> a écrit :",
                "El 6 ene 2026, a las 10:00, Nell <help@brightline.example> escribió:",
                "Il giorno 6 gen 2026, alle ore 10:00, Nell ha scritto:",
                "Em 6 de jan. de 2026, às 10:00, Nell escreveu:",
                "Op 6 jan. 2026 om 10:00 schreef Nell <help@brightline.example>:",
                "Den 6 jan. 2026 kl. 10:00 skrev Nell <help@brightline.example>:",
                "W dniu 6.01.2026 o 10:00, Nell napisał(a):",
                "6 янв. 2026 г., в 10:00, Nell <help@brightline.example> написал(а):",
                "2026年1月6日(火) 10:00 Nell <help@brightline.example>さんは書きました:",
            })
    void a_marked_tail_is_cut_with_its_introduction(String introduction) {
        QuotedTail split =
                QuotedTail.split("Re: Line", "It works now.\n\n" + introduction + "\n\n> Try again.\n> Nell\n");
        assertThat(split.text()).isEqualTo("It works now.");
        assertThat(split.quoted()).startsWith(introduction.split("\n")[0]).endsWith("> Nell");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-----Original Message-----\nFrom: Nell\nSent: Tuesday\nTo: Ana\nSubject: Line",
                "-----Ursprüngliche Nachricht-----\nVon: Nell",
                "________________________________\nFrom: Nell <help@brightline.example>\nSent: Tuesday, January 6\nTo: Ana\nSubject: Line",
                "Von: Nell\nGesendet: Dienstag, 6. Januar 2026\nAn: Ana\nBetreff: Leitung",
                "De : Nell\nEnvoyé : mardi 6 janvier\nÀ : Ana\nObjet : Ligne",
                "De: Nell\nEnviado el: martes\nPara: Ana\nAsunto: Línea",
                "*From:* Nell\n*Sent:* Tuesday\n*To:* Ana\n*Subject:* Line",
                "发件人: Nell\n发送时间: 2026年\n收件人: Ana\n主题: 线路",
            })
    void outlooks_tail_is_cut(String block) {
        QuotedTail split = QuotedTail.split("Re: Line", "It works now.\n\n" + block + "\n\nTry again.\nNell\n");
        assertThat(split.text()).isEqualTo("It works now.");
        assertThat(split.quoted()).contains("Try again.");
    }

    @Test
    void new_words_are_never_cut() {
        for (String body : List.of(
                "On Tue, Nell <help@brightline.example> wrote:\n> Try again.\n\nI did, it works.",
                "> Try again.\nI did.\n> And the lamp?\nIt is red.",
                "> only a quote\n> and nothing else",
                "My neighbour wrote:\nit is broken\nand he is right",
                "From: the kitchen\nTo: the garden\nit is dead",
                "---------- Forwarded message ---------\nFrom: Shop <a@x.example>\nDate: Tue\nTo: Ana\nSubject: Bill\n\nYou owe 5.",
                "Hello\n\n-- \nAna",
                "")) {
            QuotedTail split = QuotedTail.split("Line", body);
            assertThat(split.text()).as(body).isEqualTo(body.strip());
            assertThat(split.quoted()).isEmpty();
        }
    }

    @Test
    void a_forwarded_mail_is_news() {
        String body = "See below.\n\nFrom: Shop\nSent: Tuesday\nTo: Ana\nSubject: Bill\n\nYou owe 5.";
        assertThat(QuotedTail.split("FW: Bill", body).quoted()).isEmpty();
        assertThat(QuotedTail.split("WG: Rechnung", body).quoted()).isEmpty();
    }

    @Test
    void a_customers_own_sentence_above_a_quote_stays() {
        QuotedTail split = QuotedTail.split("Re: x", "Your colleague wrote:\n> It is fixed.\n");
        assertThat(split.text()).isEqualTo("Your colleague wrote:");
    }

    @Test
    void hostile_text_takes_no_long_time() {
        for (String line : List.of("From: a\n", "> \n", "-----\n", "on on on on on on\n", "On ", "a:", "\n")) {
            QuotedTail.split("Re: x", "x\n" + line.repeat(700_000 / line.length()));
        }
    }
}
