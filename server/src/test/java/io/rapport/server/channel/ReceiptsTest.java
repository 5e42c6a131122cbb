package io.rapport.server.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.server.RunningRapport;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.TeamId;
import io.rapport.server.workforce.Workforce;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ReceiptsTest {
    private static final Pattern LINK = Pattern.compile("/r/[A-Za-z0-9_-]{16,}");

    private static RunningRapport rapport;
    private static Doorway doors;
    private static AgentId nell;

    @BeforeAll
    static void start() {
        rapport = RunningRapport.start();
        TeamId team = rapport.team("Harbourside");
        nell = rapport.agent("Nell", team, false);
        rapport.agent("Tobias", team, false);
        seen(true);
        doors = Doorway.of(rapport);
    }

    @AfterAll
    static void stop() {
        rapport.close();
    }

    private static void seen(boolean agreed) {
        Workforce workforce = rapport.bean(Workforce.class);
        workforce.showOnPage(workforce.agent(nell).orElseThrow(), agreed);
    }

    private static String page(String letter) throws Exception {
        Matcher link = LINK.matcher(letter);
        assertThat(link.find()).isTrue();
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(rapport.url() + link.group()))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private static long receipts(Taken taken) {
        return rapport.count(
                "select count(*) from outbound where automatic and customer = ?",
                taken.customer().orElseThrow().value());
    }

    private static String receipt(Taken taken) {
        return java.util.Objects.requireNonNull(rapport.jdbc()
                .queryForObject(
                        """
                        select c.text from outbound o join interaction_content c on c.interaction = o.interaction
                         where o.automatic and o.customer = ?
                        """, String.class, taken.customer().orElseThrow().value()));
    }

    @Test
    void a_receipt_goes_to_a_proven_sender_and_to_nobody_else() {
        assertThat(receipts(doors.letter(Doorway.fresh("ana"), "Line").taken())).isEqualTo(1);
        assertThat(receipts(
                        doors.letter(Doorway.fresh("ana"), "Line").unproven().taken()))
                .isZero();
    }

    @Test
    void two_machines_can_t_keep_each_other_busy_with_receipts() {
        String address = Doorway.fresh("ana");
        for (int i = 1; i < 10; i++) {
            doors.letter(address, "Line " + i).taken();
        }
        assertThat(receipts(doors.letter(address, "Line 10").taken())).isEqualTo(Receipts.MOST);
    }

    @Test
    void the_receipt_and_its_page_are_written_in_the_language_of_whoever_wrote() throws Exception {
        Taken english = doors.letter(Doorway.fresh("ana"), "Router")
                .name("Ana")
                .says("The router has not worked for two days. Could you please look at it with me?")
                .taken();
        assertThat(receipt(english)).contains("Hello Ana,", "A person answers you by", "Nell looks after you there");

        Taken spanish = doors.letter(Doorway.fresh("ana"), "Avería")
                .name("Ana")
                .says(
                        "Hola, el router no funciona desde el martes y la línea está cortada. ¿Pueden venir por la tarde? Gracias")
                .taken();
        String letter = receipt(spanish);
        assertThat(letter)
                .contains("Hola, Ana:", "Una persona le responde antes del", "Allí le atiende Nell")
                .doesNotContain("Hello", "answers you");

        assertThat(page(letter))
                .contains("lang=\"es\"", "Lo prometido", "Una persona le responde", "¿Qué más debemos saber?")
                .doesNotContain("What is promised", "Add something", "Save");
    }

    @Test
    void a_receipt_names_those_who_agreed_to_be_seen_and_nobody_else() throws Exception {
        String letter = receipt(doors.letter(Doorway.fresh("ana"), "Router").taken());
        assertThat(letter).contains("Nell looks after you there").doesNotContain("Tobias");
        assertThat(page(letter)).contains("class=\"faces\"", "Nell").doesNotContain("Tobias");
        seen(false);
        try {
            assertThat(page(letter)).contains("What is promised").doesNotContain("class=\"faces\"", "Nell");
            assertThat(receipt(doors.letter(Doorway.fresh("ana"), "Router").taken()))
                    .contains("A person answers you by")
                    .doesNotContain("Nell", "look after");
        } finally {
            seen(true);
        }
    }
}
