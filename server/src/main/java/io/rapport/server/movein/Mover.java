package io.rapport.server.movein;

import io.rapport.server.channel.KnownMessages;
import io.rapport.server.customer.Customer;
import io.rapport.server.customer.Customers;
import io.rapport.server.customer.EnteredAddress;
import io.rapport.server.customer.Merges;
import io.rapport.server.customer.Roster;
import io.rapport.server.email.OldMail;
import io.rapport.server.interaction.InteractionEvent;
import io.rapport.server.interaction.Interactions;
import io.rapport.server.interaction.Matters;
import io.rapport.server.interaction.Said;
import io.rapport.server.promise.Promised;
import io.rapport.server.promise.Promises;
import io.rapport.server.vault.Vault;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.Channel;
import io.rapport.server.vocabulary.ContactPoint;
import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.vocabulary.MatterId;
import io.rapport.server.workforce.Team;
import io.rapport.server.workforce.Workforce;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.transaction.support.TransactionTemplate;

/// Takes conversations: whose each is, which of it is new, and what it becomes here. Of what was said long ago only the
/// story is written: no receipt, no promise to answer it, no knock.
final class Mover {
    private static final String ENDLESS = "These come behind its first messages, of which there are thousands.";

    private final ThingStore things;
    private final Here here;
    private final TransactionTemplate transaction;

    /// What the history becomes part of.
    record Here(
            Roster roster,
            Customers customers,
            Merges merges,
            Interactions interactions,
            Matters matters,
            Promises promises,
            KnownMessages knownMessages,
            Workforce workforce,
            OldMail mail,
            Vault vault) {}

    Mover(ThingStore things, Here here, TransactionTemplate transaction) {
        this.things = things;
        this.here = here;
        this.transaction = transaction;
    }

    /// What holds for the whole history.
    ///
    /// @param agents ours, by the names with which they sign in
    record Frame(MoveIn moveIn, AgentId by, Map<String, AgentId> agents) {}

    /// Takes one conversation in a transaction of its own.
    ///
    /// @param done what else belongs into that transaction; when it says no, nothing is written
    /// @return what `done` said
    boolean take(Frame frame, Thing.Conversation talk, Predicate<Outcome> done, Instant now) {
        MoveIn one = frame.moveIn();
        List<ThingStore.Kept> messages = things.messages(one.id(), talk.ref());
        List<String> keys =
                messages.stream().map(m -> Keys.of(one.source(), m.message())).toList();
        Set<Integer> known = known(one, talk, messages, keys);
        if (messages.isEmpty() || known.size() == messages.size()) {
            Outcome outcome = messages.isEmpty()
                    ? Outcome.refused(named(talk), "Nothing that was said in it is in the file.")
                    : Outcome.known(messages.size());
            return Boolean.TRUE.equals(transaction.execute(status -> done.test(outcome)));
        }
        Map<String, Thing.Person> people = people(one, talk, messages);
        return switch (whose(talk, people, frame)) {
            case Theirs.Nobody(var reason) -> {
                Outcome outcome = Outcome.refused(named(talk) + " (" + messages.size() + ")", reason);
                yield Boolean.TRUE.equals(transaction.execute(status -> done.test(outcome)));
            }
            case Theirs.Whose whose -> {
                List<Prepared> fresh = new ArrayList<>();
                for (int n = 0; n < messages.size(); n++) {
                    if (!known.contains(n)) {
                        ThingStore.Kept kept = directed(messages.get(n), talk, people);
                        fresh.add(Prepared.of(kept, keys.get(n), people, frame.agents(), here.mail(), here.vault()));
                    }
                }
                int beyond = things.beyond(one.id(), talk.ref());
                yield Boolean.TRUE.equals(transaction.execute(status -> {
                    Outcome written = write(frame, talk, whose, fresh, known.size(), now);
                    boolean going =
                            done.test(beyond == 0 ? written : written.and(named(talk) + " (" + beyond + ")", ENDLESS));
                    if (!going) {
                        status.setRollbackOnly();
                    }
                    return going;
                }));
            }
        };
    }

    /// Which of them were taken before, by their places; also where a beginning stood for them, or stands for them now.
    private Set<Integer> known(MoveIn one, Thing.Conversation talk, List<ThingStore.Kept> messages, List<String> keys) {
        Set<Integer> known = new HashSet<>(things.known(keys));
        if (one.source() == MoveIn.Source.ZENDESK) {
            known.addAll(things.known(messages.stream()
                    .map(m -> Keys.beginning(one.source(), m.message()))
                    .toList()));
            boolean stopgap =
                    messages.size() == 1 && messages.getFirst().message().standsIn();
            if (stopgap && things.moved(Keys.of(one.source(), talk)).isPresent()) {
                known.add(0);
            }
        }
        return known;
    }

    /// The customer of a conversation is the one who asked, even if they are staff; others who wrote in it are
    /// customers if the source says so.
    private static ThingStore.Kept directed(
            ThingStore.Kept kept, Thing.Conversation talk, Map<String, Thing.Person> people) {
        Thing.Message message = kept.message();
        if (message.way() != Thing.Way.BY_AUTHOR) {
            return kept;
        }
        Thing.Person author = people.get(message.author());
        boolean theirs = message.author().equals(talk.person())
                || author != null && author.standing() == Thing.Standing.CUSTOMER;
        return new ThingStore.Kept(message.going(theirs ? Thing.Way.INBOUND : Thing.Way.OUTBOUND), kept.raw());
    }

    static String named(Thing.Conversation talk) {
        return named(talk.ref());
    }

    /// A mail's thread is named by its first message, and that by whoever wrote it: no words of theirs.
    static String named(String conversation) {
        return conversation.chars().allMatch(Character::isDigit)
                ? "conversation " + conversation
                : "conversation " + Keys.digest(conversation).substring(0, 12);
    }

    private Map<String, Thing.Person> people(MoveIn one, Thing.Conversation talk, List<ThingStore.Kept> messages) {
        Set<String> refs = new HashSet<>();
        Stream.concat(
                        Stream.of(talk.person()),
                        messages.stream().map(m -> m.message().author()))
                .filter(ref -> !ref.isBlank())
                .forEach(refs::add);
        Map<String, Thing.Person> people = things.people(one.id(), refs);
        List<String> organisations = people.values().stream()
                .filter(Thing.Person::namesOrganisationByNumber)
                .map(Thing.Person::organisation)
                .distinct()
                .toList();
        if (!organisations.isEmpty()) {
            people.putAll(things.people(one.id(), organisations));
        }
        return people;
    }

    private sealed interface Theirs {
        /// @param address by which they are known: an e-mail address, else a telephone number
        /// @param phone beside an e-mail address
        record Whose(ContactPoint address, Optional<ContactPoint> phone, String name, Optional<String> organisation)
                implements Theirs {}

        record Nobody(String reason) implements Theirs {}
    }

    private static Theirs whose(Thing.Conversation talk, Map<String, Thing.Person> people, Frame frame) {
        Thing.Person person = people.get(talk.person());
        String email = person != null && !person.email().isBlank() ? person.email() : talk.email();
        String name = person != null && !person.name().isBlank() ? person.name() : talk.name();
        Optional<String> organisation = Optional.ofNullable(person)
                .map(p -> p.namesOrganisationByNumber()
                        ? Optional.ofNullable(people.get(p.organisation()))
                                .map(Thing.Person::name)
                                .orElse("")
                        : p.organisation())
                .filter(o -> !o.isBlank())
                .map(o -> o.length() > 200 ? o.substring(0, 200) : o);
        Optional<ContactPoint> mail = ContactPoint.email(email);
        Optional<ContactPoint> phone = Optional.ofNullable(person)
                .flatMap(p -> EnteredAddress.read(p.phone()))
                .filter(point -> point.kind() == ContactPoint.Kind.PHONE);
        if (mail.filter(point -> frame.agents().containsKey(point.value())).isPresent()) {
            return new Theirs.Nobody("It was asked by one of our own agents.");
        }
        Optional<ContactPoint> address = mail.or(() -> phone);
        if (address.isEmpty()) {
            return new Theirs.Nobody(
                    person == null && email.isBlank()
                            ? "Whoever asked is not among the people of the file."
                            : "Whoever asked has neither an e-mail address nor a telephone number there.");
        }
        String known = name.isBlank() ? address.get().value() : name;
        return new Theirs.Whose(
                address.get(),
                mail.flatMap(point -> phone),
                known.length() > 200 ? known.substring(0, 200) : known,
                organisation);
    }

    /// Who they are here.
    private sealed interface Found {
        record Record(CustomerId customer, boolean made, Optional<MatterId> matter) implements Found {}

        record Refused(String reason) implements Found {}
    }

    private Found find(Frame frame, Thing.Conversation talk, Theirs.Whose whose, Instant since) {
        Optional<ThingStore.Moved> before = things.moved(Keys.of(frame.moveIn().source(), talk));
        Set<ContactPoint> points = Stream.concat(Stream.of(whose.address()), whose.phone().stream())
                .collect(Collectors.toUnmodifiableSet());
        here.roster().lockAddresses(points);
        if (before.isPresent()) {
            CustomerId record = before.get().customer();
            here.customers().lock(record);
            return things.isErased(record)
                    ? new Found.Refused("Whoever wrote it asked to be forgotten.")
                    : new Found.Record(
                            record,
                            false,
                            before.get()
                                    .matter()
                                    .filter(m -> here.matters().find(m).isPresent()));
        }
        Map<ContactPoint, List<Roster.Holder>> holders = here.roster().holders(points);
        List<CustomerId> survivors = holders.getOrDefault(whose.address(), List.of()).stream()
                .map(Roster.Holder::survivor)
                .distinct()
                .toList();
        if (survivors.size() > 1) {
            return new Found.Refused("Its address belongs to several people: " + survivors + ".");
        }
        if (survivors.size() == 1) {
            here.roster().lock(Set.copyOf(survivors));
            CustomerId record =
                    things.recordAt(whose.address(), survivors.getFirst()).orElse(survivors.getFirst());
            return new Found.Record(record, false, Optional.empty());
        }
        Roster.Told told = new Roster.Told(
                whose.name(), whose.organisation(), Optional.empty(), Optional.empty(), Optional.empty());
        // A number that somebody has already stays theirs alone.
        List<ContactPoint> reached = Stream.concat(
                        Stream.of(whose.address()), whose.phone().stream().filter(point -> holders.get(point) == null))
                .toList();
        CustomerId made = here.roster()
                .make(List.of(new Roster.Draft(told, reached)), 0, since)
                .getFirst();
        return new Found.Record(made, true, Optional.empty());
    }

    private Outcome write(
            Frame frame, Thing.Conversation talk, Theirs.Whose whose, List<Prepared> fresh, int known, Instant now) {
        // Whoever is new here has been a customer since they first wrote.
        Instant since = fresh.getFirst().message().at();
        return switch (find(frame, talk, whose, since.isBefore(now) ? since : now)) {
            case Found.Refused(var reason) -> Outcome.refused(named(talk), reason);
            case Found.Record found -> {
                List<CustomerId> circle = here.merges().circle(found.customer());
                List<Prepared> unheard = fresh.stream()
                        .filter(one -> one.message().messageId().isEmpty()
                                || here.knownMessages()
                                        .matterOf(circle, one.message().messageId())
                                        .isEmpty())
                        .toList();
                yield write(frame, talk, whose, found, unheard, known + fresh.size() - unheard.size(), now);
            }
        };
    }

    private Outcome write(
            Frame frame,
            Thing.Conversation talk,
            Theirs.Whose whose,
            Found.Record found,
            List<Prepared> fresh,
            int known,
            Instant now) {
        if (fresh.isEmpty()) {
            return Outcome.known(known);
        }
        CustomerId customer = found.customer();
        Instant first = fresh.getFirst().message().at();
        Instant last = fresh.getLast().message().at();
        MatterId matter = found.matter().orElseGet(() -> here.matters().open(customer, talk.subject(), false, first));
        int notes = 0;
        for (Prepared one : fresh) {
            if (one.message().way() == Thing.Way.NOTE) {
                here.interactions()
                        .note(
                                "moved-" + one.key(),
                                customer,
                                Optional.of(matter),
                                one.author().orElse(frame.by()),
                                one.text(),
                                one.message().at());
                notes++;
            } else {
                keep(customer, matter, whose, one);
            }
            things.moved(one.key(), customer, Optional.empty());
            if (one.message().standsIn()) {
                things.moved(Keys.beginning(frame.moveIn().source(), one.message()), customer, Optional.empty());
            }
        }
        here.matters().mentioned(matter, last);
        things.moved(Keys.of(frame.moveIn().source(), talk), customer, Optional.of(matter));
        boolean opened = found.matter().isEmpty();
        boolean carriedOn = opened && talk.open() && frame.moveIn().carryOn();
        if (carriedOn) {
            carryOn(customer, matter, talk, now);
        } else if (opened) {
            here.matters().close(matter, InteractionEvent.MatterClosed.Why.BY_AGENT, Optional.empty(), last);
        }
        return new Outcome(
                found.made() ? 1 : 0, opened ? 1 : 0, fresh.size() - notes, notes, carriedOn ? 1 : 0, known, List.of());
    }

    private void keep(CustomerId customer, MatterId matter, Theirs.Whose whose, Prepared one) {
        Thing.Message message = one.message();
        boolean inbound = message.way() == Thing.Way.INBOUND;
        here.vault().record(one.written());
        String address = inbound
                ? ContactPoint.email(one.authorEmail()).orElse(whose.address()).value()
                : whose.address().value();
        here.interactions()
                .keep(new Said(
                        customer,
                        Optional.of(matter),
                        // A chat of the past is no chat that is going on.
                        message.channel() == Channel.MAIL ? Channel.MAIL : Channel.FORM,
                        inbound ? Said.Direction.INBOUND : Said.Direction.OUTBOUND,
                        Optional.empty(),
                        Optional.empty(),
                        one.author(),
                        false,
                        "UNKNOWN",
                        message.at(),
                        address,
                        inbound && !one.authorName().isBlank() ? one.authorName() : whose.name(),
                        Optional.empty(),
                        one.content().subject().isBlank()
                                ? message.subject()
                                : one.content().subject(),
                        one.text(),
                        one.content().quoted(),
                        one.content().html(),
                        one.content().remoteImages(),
                        one.content().truncated(),
                        false,
                        Optional.empty(),
                        one.files()));
        one.author().ifPresent(agent -> here.customers().talked(customer, agent, message.at()));
        if (!message.messageId().isEmpty()) {
            here.knownMessages().remember(message.messageId(), customer, matter);
        }
    }

    private void carryOn(CustomerId customer, MatterId matter, Thing.Conversation talk, Instant now) {
        Team team = here.workforce()
                .team(here.customers().find(customer).map(Customer::homeTeam).orElseThrow());
        here.promises()
                .make(
                        new Promises.Draft(
                                customer,
                                matter,
                                team.id(),
                                Promised.Kind.SAID,
                                "Carry on: " + (talk.subject().isBlank() ? "(no subject)" : talk.subject()),
                                team.calendar().due(now, team.answerWithin()),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                true),
                        Channel.MAIL,
                        Optional.empty(),
                        now);
    }
}
