package io.rapport.server.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.server.RunningRapport;
import io.rapport.server.customer.Customers;
import io.rapport.server.customer.LinkProof;
import io.rapport.server.customer.LinkedPoint;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.ContactPoint;
import io.rapport.server.vocabulary.CustomerId;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;

/// Addresses that colleagues add to customers and take away, and what arrives from them.
class EnteredPointsTest {
    private static RunningRapport rapport;
    private static Doorway doorway;
    private static AgentId nell;

    @BeforeAll
    static void start() {
        rapport = RunningRapport.start();
        nell = rapport.agent("Nell", rapport.team("Harbourside"), false);
        doorway = Doorway.of(rapport);
    }

    @AfterAll
    static void stop() {
        rapport.close();
    }

    private static CustomerId customer(Taken taken) {
        return taken.customer().orElseThrow();
    }

    private static List<String> addresses(CustomerId customer) {
        return rapport.bean(Customers.class).points(customer).stream()
                .map(point -> point.point().value())
                .toList();
    }

    private static Customers.Added add(CustomerId customer, String address, boolean shared) {
        return rapport.bean(TransactionTemplate.class)
                .execute(status -> rapport.bean(Customers.class)
                        .addPoint(customer, ContactPoint.email(address).orElseThrow(), shared, nell, Instant.now()));
    }

    @Test
    void an_address_that_a_colleague_enters_is_theirs_unproven_until_they_write_from_it() {
        CustomerId gwen = customer(doorway.letter(Doorway.fresh("gwen"), "A").taken());
        String other = Doorway.fresh("gwen.other");
        assertThat(add(gwen, other, false)).isEqualTo(new Customers.Added.Now());
        assertThat(add(gwen, other, false)).isEqualTo(new Customers.Added.AlreadyTheirs());
        assertThat(proof(gwen, other)).isEqualTo(LinkProof.CLAIMED);

        assertThat(customer(doorway.letter(other, "B").taken())).isEqualTo(gwen);
        assertThat(proof(gwen, other)).isEqualTo(LinkProof.VERIFIED);
    }

    @Test
    void somebody_elses_address_is_only_taken_as_a_shared_one() {
        String home = Doorway.fresh("gwen.home");
        String work = Doorway.fresh("gwen.work");
        CustomerId gwen = customer(doorway.letter(home, "Router").taken());
        customer(doorway.letter(work, "Invoice").taken());
        assertThat(add(gwen, work, false)).isInstanceOf(Customers.Added.OfAnother.class);
        assertThat(addresses(gwen)).containsExactly(home);
        assertThat(add(gwen, work, true)).isEqualTo(new Customers.Added.Now());
        assertThat(rapport.bean(Customers.class).points(gwen)).anyMatch(LinkedPoint::shared);
    }

    @Test
    void an_address_taken_away_comes_back_with_the_proof_it_had() {
        String address = Doorway.fresh("gwen");
        CustomerId gwen = customer(doorway.letter(address, "A").taken());
        Customers customers = rapport.bean(Customers.class);
        long point = customers.points(gwen).getFirst().id();
        rapport.bean(TransactionTemplate.class).executeWithoutResult(status -> {
            customers.lock(gwen);
            assertThat(customers.removePoint(gwen, point, nell, Instant.now())).isTrue();
        });
        assertThat(addresses(gwen)).isEmpty();
        assertThat(add(gwen, address, false)).isEqualTo(new Customers.Added.Now());
        assertThat(proof(gwen, address)).isEqualTo(LinkProof.VERIFIED);
    }

    private static LinkProof proof(CustomerId customer, String address) {
        return rapport.bean(Customers.class).points(customer).stream()
                .filter(point -> point.point().value().equals(address))
                .findFirst()
                .orElseThrow()
                .proof();
    }
}
