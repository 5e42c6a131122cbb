package io.rapport.server.calling;

import io.rapport.server.access.Tokens;
import io.rapport.server.channel.Letters;
import io.rapport.server.customer.Customer;
import io.rapport.server.customer.Customers;
import io.rapport.server.interaction.Matters;
import io.rapport.server.page.Html;
import io.rapport.server.promise.Promised;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.ContactPoint;
import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.web.Language;
import io.rapport.server.workforce.Agent;
import io.rapport.server.workforce.Workforce;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

/// What customers are written about calls: that we tried, that we come later, and when it would suit them best, with
/// windows to choose by one click. Everything runs in the caller's transaction, with the customer locked.
final class CallLetters {
    /// How long a link in a letter works.
    static final Duration LASTS = Duration.ofDays(30);

    private static final int OFFERED = 6;

    private final CallBackStore store;
    private final CallBacks callBacks;
    private final Letters letters;
    private final Customers customers;
    private final Matters matters;
    private final Workforce workforce;
    private final String site;

    /// @param site our public address, without a slash at its end
    CallLetters(
            CallBackStore store,
            CallBacks callBacks,
            Letters letters,
            Customers customers,
            Matters matters,
            Workforce workforce,
            String site) {
        this.store = store;
        this.callBacks = callBacks;
        this.letters = letters;
        this.customers = customers;
        this.matters = matters;
        this.workforce = workforce;
        this.site = site;
    }

    /// Makes a link to the page on which they say when it suits them.
    String link(CustomerId customer, Promised promise, Instant now) {
        String token = Tokens.fresh();
        store.link(
                Tokens.hash(token),
                new CallBackStore.Link(customer, promise.matter(), Optional.of(promise.id())),
                now,
                now.plus(LASTS));
        return site + "/c/" + token;
    }

    /// We tried, and try again within the window.
    boolean tried(Promised promise, Optional<CallBack> planned, AgentId by, Instant now) {
        return send("tried", promise, Optional.of(by), now, (in, who, clock) -> {
            String again = planned.map(one -> in.say(
                            " " + who + " tries again before "
                                    + time(one.window().to(), clock, in) + ".",
                            " " + who + " lo intentará de nuevo antes de las "
                                    + time(one.window().to(), clock, in) + "."))
                    .orElse("");
            return in.say(
                    "we tried to call you just now, and did not reach you." + again
                            + " When would be the best time to speak with you?",
                    "acabamos de llamarle y no le hemos encontrado." + again
                            + " ¿Cuál sería el mejor momento para hablar con usted?");
        });
    }

    /// We did not reach them, and call within another window.
    boolean another(Promised promise, Window to, AgentId by, Instant now) {
        return send(
                "another",
                promise,
                Optional.of(by),
                now,
                (in, who, clock) -> in.say(
                        "we tried to call you and did not reach you. " + who + " calls you " + window(to, clock, in)
                                + ". When would be the best time to speak with you?",
                        "le hemos llamado y no le hemos encontrado. " + who + " le llamará " + window(to, clock, in)
                                + ". ¿Cuál sería el mejor momento para hablar con usted?"));
    }

    /// We can't keep the window that we promised: said before it ends.
    boolean replanned(Promised promise, Window from, Window to, Instant now) {
        return send(
                "replanned",
                promise,
                promise.owner(),
                now,
                (in, who, clock) -> in.say(
                        "we said that we would call you " + window(from, clock, in)
                                + ". We can't keep that, and we are sorry. " + who + " calls you "
                                + window(to, clock, in) + ". If another time suits you better, choose one:",
                        "le dijimos que le llamaríamos " + window(from, clock, in)
                                + ". No podemos cumplirlo, y lo sentimos. " + who + " le llamará "
                                + window(to, clock, in) + ". Si le viene mejor otro momento, elíjalo:"));
    }

    /// We did not reach them at all: when would it suit them?
    boolean whenSuits(Promised promise, AgentId by, Instant now) {
        return send(
                "when",
                promise,
                Optional.of(by),
                now,
                (in, who, clock) -> in.say(
                        "we called you several times and did not reach you. When would be the best time to speak with"
                                + " you? Choose one, or just answer this mail, and " + who + " writes to you instead.",
                        "le hemos llamado varias veces y no le hemos encontrado. ¿Cuál sería el mejor momento para"
                                + " hablar con usted? Elija uno o responda a este correo y " + who
                                + " le escribirá."));
    }

    private interface Words {
        String of(Language in, String who, ZoneId clock);
    }

    private boolean send(String kind, Promised promise, Optional<AgentId> by, Instant now, Words words) {
        Optional<ContactPoint> address = letters.address(promise.customer());
        Optional<Customer> customer = customers.find(promise.customer());
        if (address.isEmpty() || customer.isEmpty()) {
            return false;
        }
        Language in = Language.of(customer.get().language());
        CallBacks.Offer offer = callBacks.offer(promise.customer(), now);
        ZoneId clock = offer.clock();
        String who = by.flatMap(workforce::agent)
                .map(Agent::firstName)
                .orElseGet(() -> workforce.team(promise.team()).name());
        String name = customer.get().name();
        String hello = in.say("Hello " + name + ",", "Hola, " + name + ":");
        String said = words.of(in, who, clock);
        String link = link(promise.customer(), promise, now);
        List<Window> offered = offer.windows().stream().limit(OFFERED).toList();
        StringBuilder text = new StringBuilder(hello + "\n\n" + said + "\n\n");
        StringBuilder html = new StringBuilder("<p>" + Html.escape(hello) + "</p><p>" + Html.escape(said) + "</p><ul>");
        for (Window window : offered) {
            String slot = window(window, clock, in);
            String at = link + "?w=" + window.from().getEpochSecond();
            text.append(slot).append(":\n").append(at).append("\n\n");
            html.append("<li><a href=\"")
                    .append(Html.escape(at))
                    .append("\">")
                    .append(Html.escape(slot))
                    .append("</a></li>");
        }
        String other = in.say("Another time, or rather in writing", "Otro momento, o mejor por escrito");
        String just = in.say("You can also just answer this mail.", "También puede responder a este correo.");
        text.append(other)
                .append(":\n")
                .append(link)
                .append("\n\n")
                .append(just)
                .append("\n");
        html.append("</ul><p><a href=\"")
                .append(Html.escape(link))
                .append("\">")
                .append(Html.escape(other))
                .append("</a></p><p>")
                .append(Html.escape(just))
                .append("</p>");
        String about =
                matters.find(promise.matter()).map(matter -> matter.about()).orElse("");
        return letters.send(
                new Letters.Letter(
                        "call-" + kind + "-" + promise.id() + "-" + now.toEpochMilli(),
                        promise.customer(),
                        promise.matter(),
                        address.get(),
                        name,
                        who,
                        "Re: " + about,
                        text.toString(),
                        html.toString(),
                        Optional.empty()),
                now);
    }

    /// "Tuesday 24 November, between 15:00 and 16:00".
    static String window(Window window, ZoneId clock, Language in) {
        String pattern = in.say("EEEE d MMMM", "EEEE d 'de' MMMM");
        String day = DateTimeFormatter.ofPattern(pattern, in.locale())
                .format(window.from().atZone(clock));
        return day
                + in.say(
                        ", between " + time(window.from(), clock, in) + " and " + time(window.to(), clock, in),
                        ", entre las " + time(window.from(), clock, in) + " y las " + time(window.to(), clock, in));
    }

    private static String time(Instant at, ZoneId clock, Language in) {
        return DateTimeFormatter.ofPattern("HH:mm", in.locale()).format(at.atZone(clock));
    }
}
