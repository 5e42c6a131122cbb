package io.rapport.server.channel;

import io.rapport.server.customer.Customer;
import io.rapport.server.interaction.Matter;
import io.rapport.server.page.Html;
import io.rapport.server.promise.Promised;
import io.rapport.server.vocabulary.ContactPoint;
import io.rapport.server.workforce.Agent;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/// Tells a customer, in their language, who looks after their matter from now on, so that nobody learns it by
/// repeating themselves. Only to an address of that matter that was proven, and no more often than receipts go.
public final class HandOverNews {
    private final ChannelParts parts;
    private final Outbox outbox;

    HandOverNews(ChannelParts parts, Outbox outbox) {
        this.parts = parts;
        this.outbox = outbox;
    }

    /// Runs in the caller's transaction; the same hand-over is told once.
    ///
    /// @return whether a letter goes out
    public boolean tell(long handOver, Promised promise, Agent from, Agent to, Instant now) {
        Optional<InboundStore.Writer> writer = parts.inbounds().lastProvenWriter(promise.matter());
        Optional<Matter> matter = parts.matters().find(promise.matter());
        Optional<Customer> customer = parts.customers().find(promise.customer());
        String key = "hand-over-" + handOver;
        if (writer.isEmpty() || matter.isEmpty() || customer.isEmpty()) {
            return false;
        }
        ContactPoint address = writer.get().address();
        boolean enough = parts.outbounds().automaticTo(address.value(), now.minus(Receipts.PER)) >= Receipts.MOST;
        Optional<Door> door = outbox.doorFor(Optional.of(writer.get().door()));
        if (enough || door.isEmpty() || parts.outbounds().byKey(key).isPresent()) {
            return false;
        }
        ZoneId zone = parts.workforce().team(to.team()).calendar().zone();
        Words words = customer.get().language().startsWith("es")
                ? spanish(writer.get().name(), from, to, promise, zone)
                : english(writer.get().name(), from, to, promise, zone);
        String html = "<p>" + Html.escape(words.hello()) + "</p><p>" + Html.escape(words.news()) + "</p><p>"
                + Html.escape(words.close()) + "</p>";
        outbox.automatic(
                key,
                door.get(),
                promise.customer(),
                promise.matter(),
                address,
                writer.get().name(),
                to.firstName(),
                "Re: " + matter.get().about(),
                words.hello() + "\n\n" + words.news() + "\n\n" + words.close() + "\n",
                html,
                now);
        return true;
    }

    private record Words(String hello, String news, String close) {}

    private static Words english(String name, Agent from, Agent to, Promised promise, ZoneId zone) {
        String by = when(promise.deadline(), zone, "EEEE d MMMM, HH:mm", Locale.ENGLISH);
        return new Words(
                name.isBlank() ? "Hello," : "Hello " + name + ",",
                to.fullName() + " looks after this for you from now on, and has everything you told " + from.firstName()
                        + ". What we promised stands: you hear from " + to.firstName() + " by " + by + ".",
                "You can just answer this mail.");
    }

    private static Words spanish(String name, Agent from, Agent to, Promised promise, ZoneId zone) {
        String by = when(promise.deadline(), zone, "EEEE d 'de' MMMM, HH:mm", Locale.of("es"));
        return new Words(
                name.isBlank() ? "Hola:" : "Hola, " + name + ":",
                "A partir de ahora se ocupa de su asunto " + to.fullName() + ", que sabe todo lo que usted contó a "
                        + from.firstName() + ". Lo prometido sigue en pie: " + to.firstName()
                        + " le responde antes del "
                        + by + ".",
                "Puede responder directamente a este correo.");
    }

    private static String when(Instant instant, ZoneId zone, String pattern, Locale locale) {
        return DateTimeFormatter.ofPattern(pattern, locale).format(instant.atZone(zone));
    }
}
