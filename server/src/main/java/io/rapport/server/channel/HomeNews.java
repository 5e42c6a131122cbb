package io.rapport.server.channel;

import io.rapport.server.customer.Customer;
import io.rapport.server.interaction.Matter;
import io.rapport.server.page.Html;
import io.rapport.server.vocabulary.ContactPoint;
import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.web.Language;
import io.rapport.server.workforce.Team;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Tells a customer, in their language, which team looks after them from now on. Only at an address that was proven,
/// and
/// no more often than receipts go.
public final class HomeNews {
    private final ChannelParts parts;
    private final Outbox outbox;
    private final String publicUrl;

    HomeNews(ChannelParts parts, Outbox outbox, String publicUrl) {
        this.parts = parts;
        this.outbox = outbox;
        this.publicUrl = publicUrl;
    }

    /// What the customer would read.
    ///
    /// @param language in which it is, as pages name it
    public record Letter(String address, String language, String text) {}

    /// The letter as it would leave now; empty where no address of theirs is proven.
    ///
    /// @param circle all records of the person, the one that speaks for them first
    public Optional<Letter> letter(List<CustomerId> circle, Team to) {
        Language in = language(circle);
        return parts.inbounds()
                .lastProvenWriter(circle)
                .map(heard -> new Letter(
                        heard.writer().address().value(),
                        in.tag(),
                        words(heard.writer().name(), to, in)));
    }

    /// How many letters to a person are to leave later.
    public int scheduled(List<CustomerId> circle) {
        return parts.outbounds().scheduled(circle).size();
    }

    /// Runs in the caller's transaction with the customer locked; the same move is told once.
    ///
    /// @return whether a letter goes out
    public boolean tell(long move, List<CustomerId> circle, Team to, Instant now) {
        String key = "home-move-" + move;
        Optional<InboundStore.Heard> heard = parts.inbounds().lastProvenWriter(circle);
        Optional<Matter> matter = heard.flatMap(h -> parts.matters().find(h.matter()));
        if (heard.isEmpty() || matter.isEmpty()) {
            return false;
        }
        InboundStore.Writer writer = heard.get().writer();
        ContactPoint address = writer.address();
        boolean enough = parts.outbounds().automaticTo(address.value(), now.minus(Receipts.PER)) >= Receipts.MOST;
        Optional<Door> door = outbox.doorFor(Optional.of(writer.door()));
        if (enough || door.isEmpty() || parts.outbounds().byKey(key).isPresent()) {
            return false;
        }
        String text = words(writer.name(), to, language(circle));
        outbox.automatic(
                key,
                door.get(),
                heard.get().record(),
                heard.get().matter(),
                address,
                writer.name(),
                to.name(),
                "Re: " + matter.get().about(),
                text,
                html(text),
                now);
        return true;
    }

    private Language language(List<CustomerId> circle) {
        return Language.of(parts.customers()
                .find(circle.getFirst())
                .map(Customer::language)
                .orElse("en"));
    }

    private String words(String name, Team to, Language in) {
        String hello = in == Language.ES
                ? name.isBlank() ? "Hola:" : "Hola, " + name + ":"
                : name.isBlank() ? "Hello," : "Hello " + name + ",";
        String where = to.place().isBlank() ? "" : in.say(" in ", " en ") + to.place();
        String news = in.say(
                "the " + to.name() + " team" + where + " looks after you from now on. They have your whole story, and"
                        + " everything that we promised you stands.",
                "a partir de ahora le atiende el equipo " + to.name() + where
                        + ". Conoce toda su historia, y todo lo que le prometimos sigue en pie.");
        StringBuilder text =
                new StringBuilder(hello).append("\n\n").append(news).append("\n\n");
        if (!to.address().isBlank()) {
            text.append(in.say("Write to them directly: ", "Escríbales directamente: "))
                    .append(to.address())
                    .append('\n');
        }
        if (!to.page().number().isBlank()) {
            text.append(in.say("Call them: ", "Llámelos: "))
                    .append(to.page().number())
                    .append('\n');
        }
        to.page()
                .path()
                .ifPresent(path -> text.append(
                                in.say("Who they are, and when they are there: ", "Quiénes son y cuándo están: "))
                        .append(publicUrl)
                        .append(path)
                        .append('\n'));
        return text.append('\n')
                .append(in.say("You can just answer this mail.", "Puede responder directamente a este correo."))
                .append('\n')
                .toString();
    }

    private static String html(String text) {
        StringBuilder html = new StringBuilder();
        for (String part : text.strip().split("\n\n+")) {
            html.append("<p>")
                    .append(Html.escape(part.strip()).replace("\n", "<br>"))
                    .append("</p>");
        }
        return html.toString();
    }
}
