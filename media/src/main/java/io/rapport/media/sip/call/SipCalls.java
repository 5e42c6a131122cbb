package io.rapport.media.sip.call;

import io.rapport.media.sdp.Sdp;
import io.rapport.media.sip.SipHeader;
import io.rapport.media.sip.SipMessage;
import io.rapport.media.sip.Uri;
import io.rapport.media.sip.digest.Credentials;
import io.rapport.media.sip.register.Registration;
import io.rapport.media.sip.transaction.Answers;
import io.rapport.media.sip.transaction.ClientTransaction;
import io.rapport.media.sip.transaction.Flow;
import io.rapport.media.sip.transaction.ServerTransaction;
import io.rapport.media.sip.transaction.Timers;
import io.rapport.media.sip.transaction.TransactionUser;
import io.rapport.media.sip.transaction.Transactions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/// All calls of this end. Thread-safe.
public final class SipCalls implements TransactionUser {
    static final String ALLOWED = "INVITE, ACK, CANCEL, BYE, OPTIONS, INFO, UPDATE, PRACK, REFER, NOTIFY";
    static final String EXTENSIONS = "timer, 100rel";
    private static final Set<String> KNOWN_EXTENSIONS = Set.of("timer", "100rel", "norefersub");
    private static final byte[] NOTHING = {};

    private final Timers timers;
    private final Executor executor;
    private final Transactions transactions;
    private final Receptionist receptionist;
    private final String program;
    private final Map<String, Leg> legs = new ConcurrentHashMap<>();

    /// @param executor on which watchers are called: one that gives each task a thread of its own
    /// @param program how we call ourselves in User-Agent and Server
    public SipCalls(Timers timers, Executor executor, Receptionist receptionist, String program) {
        this.timers = timers;
        this.executor = executor;
        this.receptionist = receptionist;
        this.program = program;
        this.transactions = new Transactions(timers, this);
    }

    /// Where messages that were read are handed in.
    public Transactions transactions() {
        return transactions;
    }

    Executor executor() {
        return executor;
    }

    Timers timers() {
        return timers;
    }

    SipHeader program(String header) {
        return new SipHeader(header, program);
    }

    /// How many legs there are.
    public int count() {
        return legs.size();
    }

    /// Calls somebody.
    ///
    /// @param uri whom
    /// @param from our From header without a tag: `"Team" <sip:help@example.com>`
    /// @param to their To header without a tag
    /// @param more further headers, such as P-Asserted-Identity
    /// @throws IllegalArgumentException where a header does not keep to the grammar
    public Leg call(Uri uri, String from, String to, List<SipHeader> more, Sdp offer, Flow flow, LegWatcher watcher) {
        return call(uri, from, to, more, offer, Optional.empty(), flow, watcher);
    }

    /// Calls somebody by a carrier that asks who we are.
    public Leg call(
            Uri uri,
            String from,
            String to,
            List<SipHeader> more,
            Sdp offer,
            Optional<Credentials> credentials,
            Flow flow,
            LegWatcher watcher) {
        Leg leg = new Leg(this, flow, transactions.token() + "@" + flow.local().replaceAll("[\\[\\]:]", "."), watcher);
        legs.put(leg.key(), leg);
        leg.begin(new OutgoingInvite.Order(uri, from, to, more, offer, credentials));
        return leg;
    }

    /// Keeps a carrier told where we can be reached, until that is closed.
    public Registration register(Registration.Order order, Flow flow, Registration.Watcher watcher) {
        return new Registration(transactions, timers, executor, order, flow, watcher);
    }

    /// Asks a far side whether it is there (OPTIONS, RFC 3261 section 11).
    ///
    /// @param patience how long it may take
    /// @param heard told once: the status of its answer, or nothing where none came
    public void ping(Uri uri, Flow flow, Duration patience, Consumer<Optional<Integer>> heard) {
        AtomicBoolean told = new AtomicBoolean();
        Consumer<Optional<Integer>> once = status -> {
            if (told.compareAndSet(false, true)) {
                executor.execute(() -> heard.accept(status));
            }
        };
        String us = "<sip:" + flow.local() + ">";
        transactions.ask(
                "OPTIONS",
                uri,
                List.of(
                        new SipHeader("Max-Forwards", "70"),
                        new SipHeader("From", us + ";tag=" + transactions.token()),
                        new SipHeader("To", "<" + uri.text() + ">"),
                        new SipHeader("Call-ID", transactions.token()),
                        new SipHeader("CSeq", "1 OPTIONS"),
                        new SipHeader("Accept", "application/sdp"),
                        program("User-Agent")),
                NOTHING,
                flow,
                new ClientTransaction.Watcher() {
                    @Override
                    public void response(SipMessage.Response response) {
                        if (response.status() >= 200) {
                            once.accept(Optional.of(response.status()));
                        }
                    }

                    @Override
                    public void timedOut() {
                        once.accept(Optional.empty());
                    }
                });
        timers.after(patience, () -> once.accept(Optional.empty()));
    }

    void forget(Leg leg) {
        // What the far side repeats is still known for as long as it may.
        timers.after(Timers.GIVE_UP, () -> legs.remove(leg.key()));
    }

    @Override
    public void request(ServerTransaction transaction, SipMessage.Request request) {
        List<String> unknown = request.list("Require").stream()
                .filter(option -> !KNOWN_EXTENSIONS.contains(option.toLowerCase(java.util.Locale.ROOT)))
                .toList();
        if (!unknown.isEmpty()) {
            answer(transaction, 420, List.of(new SipHeader("Unsupported", String.join(", ", unknown))));
            return;
        }
        Optional<String> ours = request.to().tag();
        if (ours.isPresent()) {
            Leg leg = legs.get(Leg.key(request.callId(), ours.get()));
            if (leg == null) {
                answer(transaction, 481, List.of());
            } else {
                leg.received(transaction);
            }
            return;
        }
        if (request.uri() instanceof Uri.Other) {
            answer(transaction, 416, List.of());
            return;
        }
        switch (request.method()) {
            case "INVITE" -> invited(transaction, request);
            case "OPTIONS" ->
                answer(
                        transaction,
                        200,
                        List.of(
                                new SipHeader("Allow", ALLOWED),
                                new SipHeader("Accept", "application/sdp"),
                                new SipHeader("Supported", EXTENSIONS)));
            case "BYE", "UPDATE", "PRACK", "INFO", "NOTIFY" -> answer(transaction, 481, List.of());
            // Nobody is put through who is in no call with us.
            case "REFER" -> answer(transaction, 403, List.of());
            default -> {
                if (!receptionist.asked(transaction)) {
                    answer(transaction, 405, List.of(new SipHeader("Allow", ALLOWED)));
                }
            }
        }
    }

    private void invited(ServerTransaction transaction, SipMessage.Request invite) {
        Leg leg = new Leg(this, transaction, transactions.token());
        if (leg.refusesAtOnce()) {
            return;
        }
        legs.put(leg.key(), leg);
        transaction.respond(Answers.to(invite, transaction.flow(), 100, "", List.of(), NOTHING));
        receptionist.called(leg, invite);
    }

    private void answer(ServerTransaction transaction, int status, List<SipHeader> more) {
        transaction.respond(
                Answers.to(transaction.request(), transaction.flow(), status, transactions.token(), more, NOTHING));
    }

    @Override
    public void ack(SipMessage.Request ack, Flow flow) {
        ack.to().tag().map(tag -> legs.get(Leg.key(ack.callId(), tag))).ifPresent(leg -> leg.acknowledged(ack));
    }

    @Override
    public void stray(SipMessage.Response response, Flow flow) {
        response.from()
                .tag()
                .map(tag -> legs.get(Leg.key(response.callId(), tag)))
                .ifPresent(leg -> leg.stray(response));
    }
}
