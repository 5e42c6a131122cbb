package io.rapport.media.sip.call;

import io.rapport.media.mailbox.Mailbox;
import io.rapport.media.sdp.Sdp;
import io.rapport.media.sip.SipHeader;
import io.rapport.media.sip.SipMessage;
import io.rapport.media.sip.Uri;
import io.rapport.media.sip.transaction.Answers;
import io.rapport.media.sip.transaction.ClientTransaction;
import io.rapport.media.sip.transaction.Flow;
import io.rapport.media.sip.transaction.ServerTransaction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;

/// Somebody and us in one call, from the first ring to the end. Any thread may ask anything of it; what it is asked
/// happens in order, after what has happened already, and what can no longer be is left out in silence.
public final class Leg {
    private enum State {
        /// Nobody has answered yet.
        EARLY,
        UP,
        ENDED
    }

    private final LegWire wire;
    private final Mailbox mailbox;
    private final Refresher refresher;
    private final Referrals referrals;
    private final Optional<ServerTransaction> invite;
    private final Reliable reliable;
    private Optional<LegWatcher> watcher = Optional.empty();
    private Optional<LegWatcher.Ending> ending = Optional.empty();
    private Optional<OutgoingInvite> calling = Optional.empty();
    private State state = State.EARLY;
    private Optional<Dialog> dialog = Optional.empty();
    private Optional<Sdp> ours = Optional.empty();

    /// What is asked of us and not yet answered.
    private Optional<ServerTransaction> asked = Optional.empty();

    /// A 2xx of ours whose ACK has not come.
    private Optional<Acceptance> unacknowledged = Optional.empty();

    private boolean offering;
    private boolean hangUpWhenAcknowledged;
    private boolean theyUpdate;

    /// Somebody calls us.
    Leg(SipCalls calls, ServerTransaction invite, String tag) {
        this.wire = new LegWire(calls, invite.flow(), invite.request().callId(), tag);
        this.mailbox = new Mailbox(calls.executor());
        this.refresher = new Refresher(calls.timers(), mailbox, this::refresh, this::expired);
        this.referrals = new Referrals(wire, mailbox);
        this.invite = Optional.of(invite);
        this.dialog = Optional.of(Dialog.called(invite.request(), tag));
        this.reliable = new Reliable(calls.timers(), invite, this::wasUnheard);
        this.theyUpdate = LegWire.allowsUpdate(invite.request());
        invite.watch(new ServerTransaction.Watcher() {
            @Override
            public void cancelled() {
                mailbox.post(Leg.this::cancelled);
            }
        });
    }

    /// We call somebody.
    Leg(SipCalls calls, Flow flow, String callId, LegWatcher watcher) {
        this.wire = new LegWire(calls, flow, callId, calls.transactions().token());
        this.mailbox = new Mailbox(calls.executor());
        this.refresher = new Refresher(calls.timers(), mailbox, this::refresh, this::expired);
        this.referrals = new Referrals(wire, mailbox);
        this.invite = Optional.empty();
        this.reliable = Reliable.NONE;
        this.watcher = Optional.of(watcher);
    }

    String key() {
        return key(wire.callId(), wire.tag());
    }

    static String key(String callId, String tag) {
        return callId + '\n' + tag;
    }

    public String callId() {
        return wire.callId();
    }

    public Flow flow() {
        return wire.flow();
    }

    /// Who hears of it from now on; told at once if it has ended already.
    public void watch(LegWatcher by) {
        mailbox.post(() -> {
            watcher = Optional.of(by);
            ending.ifPresent(by::ended);
        });
    }

    // ---------------------------------------------------------------------------------------------- somebody calls us

    /// What the caller offers; none: we are to offer.
    public Optional<Sdp> offer() {
        return invite.flatMap(transaction -> LegWire.described(transaction.request()));
    }

    /// Whether it was refused for what no one need look at.
    boolean refusesAtOnce() {
        return refuses(invite.orElseThrow());
    }

    private boolean refuses(ServerTransaction transaction) {
        Optional<Screening.Refusal> refusal = Screening.of(transaction.request());
        refusal.ifPresent(why -> wire.respond(transaction, why.status(), why.headers(), LegWire.NOTHING));
        return refusal.isPresent();
    }

    /// Tells the caller that somebody is being looked for.
    public void ring() {
        mailbox.post(() -> provisional(180, Optional.empty()));
    }

    /// Lets the caller hear something before anybody answers.
    public void progress(Sdp early) {
        mailbox.post(() -> provisional(183, Optional.of(early)));
    }

    private void provisional(int status, Optional<Sdp> early) {
        invite.filter(transaction -> state == State.EARLY).ifPresent(transaction -> {
            ours = early.or(() -> ours);
            List<SipHeader> headers = new ArrayList<>();
            headers.add(wire.contact());
            headers.addAll(recordRoutes(transaction.request()));
            early.ifPresent(sdp -> headers.add(LegWire.DESCRIBED));
            reliable.send(status, headers, early.map(LegWire::bytes).orElse(LegWire.NOTHING), wire.tag());
        });
    }

    /// Answers the call.
    ///
    /// @param sdp our answer, or our offer where they made none
    public void accept(Sdp sdp) {
        mailbox.post(() -> invite.filter(transaction -> state == State.EARLY).ifPresent(transaction -> {
            state = State.UP;
            accepted(transaction, sdp, true);
        }));
    }

    private void accepted(ServerTransaction transaction, Sdp sdp, boolean first) {
        ours = Optional.of(sdp);
        SipMessage.Request request = transaction.request();
        List<SipHeader> headers = new ArrayList<>(answerHeaders(request));
        headers.add(LegWire.DESCRIBED);
        SipMessage.Response response = Answers.to(request, wire.flow(), 200, wire.tag(), headers, LegWire.bytes(sdp));
        if (transaction.respond(response) && request.method().equals("INVITE")) {
            unacknowledged =
                    Optional.of(new Acceptance(wire, mailbox, request, response, first, this::neverAcknowledged));
        }
    }

    private void neverAcknowledged() {
        unacknowledged = Optional.empty();
        hangUpLate();
        lose("no acknowledgement of our answer");
    }

    /// Who answers must not hang up before the ACK (RFC 3261 section 15).
    private void hangUpLate() {
        if (hangUpWhenAcknowledged) {
            hangUpWhenAcknowledged = false;
            dialog.ifPresent(wire::bye);
        }
    }

    private List<SipHeader> answerHeaders(SipMessage.Request request) {
        List<SipHeader> headers = new ArrayList<>(wire.abilities("Server"));
        headers.addAll(recordRoutes(request));
        if (SessionTimer.asked(request) instanceof SessionTimer.Asked.Fine(var granted, var more)) {
            headers.addAll(more);
            granted.ifPresent(refresher::start);
        }
        return headers;
    }

    private static List<SipHeader> recordRoutes(SipMessage.Request request) {
        return request.headers().stream().filter(h -> h.is("Record-Route")).toList();
    }

    /// Refuses the call.
    ///
    /// @param status 300 to 699
    public void refuse(int status) {
        refuse(status, List.of());
    }

    /// Refuses it, with more to say: who they are is asked by 401 with challenges.
    public void refuse(int status, List<SipHeader> more) {
        mailbox.post(() -> invite.filter(transaction -> state == State.EARLY).ifPresent(transaction -> {
            wire.respond(transaction, status, more, LegWire.NOTHING);
            end(new LegWatcher.Ending.ByUs());
        }));
    }

    /// Refuses it with a sentence in place of the usual words: a telephone shows it to whoever dialled.
    ///
    /// @param words printable ASCII on one line
    public void refuse(int status, String words) {
        mailbox.post(() -> invite.filter(transaction -> state == State.EARLY).ifPresent(transaction -> {
            SipMessage.Response usual =
                    Answers.to(transaction.request(), wire.flow(), status, wire.tag(), List.of(), LegWire.NOTHING);
            transaction.respond(
                    SipMessage.response(status, words.replaceAll("[^ -~]", "?"), usual.headers(), LegWire.NOTHING));
            end(new LegWatcher.Ending.ByUs());
        }));
    }

    private void cancelled() {
        if (state == State.EARLY) {
            invite.ifPresent(transaction -> respond(transaction, 487));
            end(new LegWatcher.Ending.ByThem());
        }
    }

    void acknowledged(SipMessage.Request ack) {
        mailbox.post(() -> unacknowledged
                .filter(one -> one.isAcknowledgedBy(ack))
                .ifPresent(one -> {
                    one.close();
                    unacknowledged = Optional.empty();
                    hangUpLate();
                    if (one.first()) {
                        tell().up(one.answerIn(ack));
                    } else {
                        one.answerIn(ack).ifPresent(tell()::agreed);
                    }
                }));
    }

    private void wasUnheard() {
        mailbox.post(() -> {
            if (state == State.EARLY) {
                invite.ifPresent(transaction -> respond(transaction, 500));
                end(new LegWatcher.Ending.Lost("no confirmation of a provisional answer"));
            }
        });
    }

    // ------------------------------------------------------------------------------------------------ we call somebody

    void begin(OutgoingInvite.Order order) {
        mailbox.post(() -> {
            ours = Optional.of(order.offer());
            calling = Optional.of(new OutgoingInvite(wire, mailbox, order, new Outcome()));
        });
    }

    private final class Outcome implements OutgoingInvite.Outcome {
        private Optional<Sdp> early = Optional.empty();

        @Override
        public void trying() {
            tell().trying();
        }

        @Override
        public void ringing(Optional<Sdp> described) {
            early = described.or(() -> early);
            tell().ringing(described);
        }

        @Override
        public void answered(SipMessage.Response response, Dialog made) {
            dialog = Optional.of(made);
            state = State.UP;
            theyUpdate = LegWire.allowsUpdate(response);
            refresher.start(SessionTimer.granted(response));
            // Who has answered while it rang, and knows that we heard, need not say it again (RFC 3262 section 5).
            tell().up(LegWire.described(response).or(() -> early));
        }

        @Override
        public void refused(int status, String reason) {
            end(new LegWatcher.Ending.Refused(status, reason));
        }

        @Override
        public void unanswered() {
            end(new LegWatcher.Ending.Lost("no answer"));
        }
    }

    /// A response whose transaction was forgotten.
    void stray(SipMessage.Response response) {
        mailbox.post(() -> {
            if (response.status() >= 200 && response.status() < 300) {
                calling.ifPresent(call -> call.acceptedAgain(response));
            }
        });
    }

    // --------------------------------------------------------------------------------------------------- while it is
    // up

    /// Hangs up, or takes the call back, or refuses it: whatever ends it now.
    public void hangUp() {
        mailbox.post(() -> {
            if (state == State.ENDED) {
                return;
            }
            if (state == State.EARLY) {
                invite.ifPresent(transaction -> respond(transaction, 480));
                calling.ifPresent(OutgoingInvite::takeBack);
            } else if (unacknowledged.isPresent()) {
                hangUpWhenAcknowledged = true;
            } else {
                referrals.hurry();
                dialog.ifPresent(wire::bye);
            }
            end(new LegWatcher.Ending.ByUs());
        });
    }

    /// Offers to speak otherwise: hold, resume, another place or codec. Left out while an offer is under way.
    public void offer(Sdp sdp) {
        mailbox.post(() -> {
            if (mayOffer()) {
                reinvite(sdp, true);
            }
        });
    }

    private boolean mayOffer() {
        return state == State.UP && !offering && asked.isEmpty();
    }

    /// @param told whether the watcher hears of it
    private void reinvite(Sdp sdp, boolean told) {
        Offering outcome = new Offering(sdp, told, ours);
        offering = true;
        ours = Optional.of(sdp);
        List<SipHeader> headers = new ArrayList<>(wire.abilities("User-Agent"));
        headers.addAll(refresher.headers());
        headers.add(LegWire.DESCRIBED);
        new OutgoingOffer(wire, mailbox, dialog.orElseThrow(), outcome).ask(sdp, headers);
    }

    private final class Offering implements OutgoingOffer.Outcome {
        private final Sdp offered;
        private final boolean told;
        private final Optional<Sdp> before;

        /// @param before what holds if it is refused
        Offering(Sdp offered, boolean told, Optional<Sdp> before) {
            this.offered = offered;
            this.told = told;
            this.before = before;
        }

        @Override
        public void agreed(SipMessage.Response response) {
            offering = false;
            if (state == State.UP) {
                refresher.start(SessionTimer.granted(response));
            }
            if (told) {
                LegWire.described(response).ifPresent(tell()::agreed);
            }
        }

        @Override
        public void refused(int status) {
            offering = false;
            switch (status) {
                // Both offered at once (RFC 3261 section 14.1): who made the call waits longer.
                case 491 ->
                    later(pauseAfterGlare(), () -> {
                        if (mayOffer()) {
                            reinvite(offered, told);
                        }
                    });
                case 408, 481 -> lose("the other side knows nothing of the call: " + status);
                default -> {
                    ours = before;
                    if (told) {
                        tell().disagreed(status);
                    }
                }
            }
        }

        @Override
        public void unanswered() {
            offering = false;
            lose("no answer to an offer");
        }
    }

    private Duration pauseAfterGlare() {
        int tens = invite.isEmpty()
                ? ThreadLocalRandom.current().nextInt(210, 401)
                : ThreadLocalRandom.current().nextInt(0, 201);
        return Duration.ofMillis(10L * tens);
    }

    /// Agrees to what was asked by [LegWatcher#offered].
    public void answer(Sdp sdp) {
        mailbox.post(() -> asked.ifPresent(transaction -> {
            asked = Optional.empty();
            accepted(transaction, sdp, false);
        }));
    }

    /// Refuses it; all stays as it was.
    public void refuseOffer() {
        mailbox.post(() -> asked.ifPresent(transaction -> {
            asked = Optional.empty();
            respond(transaction, 488);
        }));
    }

    /// Asks them to connect this call to somebody else in our place. The watcher hears at once that it can't be where
    /// nobody has answered yet or it is over.
    public void refer(Uri to, ReferWatcher by) {
        mailbox.post(() -> {
            if (state == State.UP) {
                referrals.ask(dialog.orElseThrow(), to, by);
            } else {
                by.done(487);
            }
        });
    }

    /// As which the other side may be told of this call, that another one is to take its place (RFC 3891).
    ///
    /// @return none where nobody has answered
    public CompletableFuture<Optional<Replaces>> named() {
        CompletableFuture<Optional<Replaces>> name = new CompletableFuture<>();
        mailbox.post(
                () -> name.complete(dialog.map(known -> new Replaces(wire.callId(), known.remoteTag(), wire.tag()))));
        return name;
    }

    /// Whether somebody means this call, whichever side they take for which.
    public boolean is(Replaces named) {
        return named.callId().equals(wire.callId())
                && (named.toTag().equals(wire.tag()) || named.fromTag().equals(wire.tag()));
    }

    /// A request within the call.
    void received(ServerTransaction transaction) {
        mailbox.post(() -> {
            SipMessage.Request request = transaction.request();
            boolean over = state == State.ENDED || dialog.isEmpty();
            if (over && !request.method().equals("BYE")) {
                respond(transaction, 481);
            } else if (dialog.filter(now -> !now.inOrder(request)).isPresent()) {
                respond(transaction, 500);
            } else {
                within(transaction, request);
            }
        });
    }

    private void within(ServerTransaction transaction, SipMessage.Request request) {
        switch (request.method()) {
            case "BYE" -> {
                respond(transaction, 200);
                asked.ifPresent(open -> respond(open, 487));
                unacknowledged.ifPresent(Acceptance::close);
                invite.filter(open -> state == State.EARLY).ifPresent(open -> respond(open, 487));
                if (state != State.ENDED) {
                    end(new LegWatcher.Ending.ByThem());
                }
            }
            case "INVITE", "UPDATE" -> offered(transaction, request);
            case "PRACK" -> respond(transaction, reliable.confirmed(request) ? 200 : 481);
            case "INFO" -> {
                respond(transaction, Screening.understands(request) ? 200 : 415);
                Screening.key(request).ifPresent(tell()::pressed);
            }
            case "OPTIONS" -> respond(transaction, 200, new SipHeader("Allow", SipCalls.ALLOWED));
            case "REFER" -> {
                if (state == State.UP) {
                    referrals.asked(transaction, dialog.orElseThrow(), tell());
                } else {
                    respond(transaction, 403);
                }
            }
            case "NOTIFY" -> referrals.notified(transaction);
            default -> respond(transaction, 405, new SipHeader("Allow", SipCalls.ALLOWED));
        }
    }

    private void offered(ServerTransaction transaction, SipMessage.Request request) {
        boolean update = request.method().equals("UPDATE");
        boolean refreshment = update && request.body().length == 0;
        if (offering && !refreshment) {
            respond(transaction, 491);
            return;
        }
        if (asked.isPresent() || unacknowledged.isPresent() || state == State.EARLY && !update) {
            String seconds = Integer.toString(ThreadLocalRandom.current().nextInt(0, 11));
            respond(transaction, 500, new SipHeader("Retry-After", seconds));
            return;
        }
        if (refuses(transaction)) {
            return;
        }
        dialog.ifPresent(now -> now.refreshed(request));
        if (refreshment) {
            wire.respond(transaction, 200, answerHeaders(request), LegWire.NOTHING);
            return;
        }
        asked = Optional.of(transaction);
        tell().offered(LegWire.described(request));
    }

    /// By UPDATE where they know it, which touches nothing else; else by the offer that holds.
    private void refresh() {
        if (!mayOffer()) {
            return;
        }
        if (!theyUpdate) {
            ours.ifPresent(sdp -> reinvite(sdp, false));
            return;
        }
        List<SipHeader> headers = new ArrayList<>(wire.abilities("User-Agent"));
        headers.addAll(refresher.headers());
        ClientTransaction.Watcher answers = new ClientTransaction.Watcher() {
            @Override
            public void response(SipMessage.Response response) {
                if (response.status() == 481 || response.status() == 408) {
                    mailbox.post(() -> lose("the other side knows nothing of the call: " + response.status()));
                }
            }

            @Override
            public void timedOut() {
                mailbox.post(() -> lose("no answer to a refreshment"));
            }
        };
        wire.ask(dialog.orElseThrow(), "UPDATE", headers, LegWire.NOTHING, answers);
    }

    private void expired() {
        lose("no refreshment in time");
    }

    // ------------------------------------------------------------------------------------------------------------
    // parts

    /// Nothing comes after the end.
    private LegWatcher tell() {
        return watcher.filter(by -> state != State.ENDED).orElse(how -> {});
    }

    private void respond(ServerTransaction transaction, int status, SipHeader... more) {
        wire.respond(transaction, status, List.of(more), LegWire.NOTHING);
    }

    /// Ends it because of them; they are told, should they still be there.
    private void lose(String why) {
        if (state == State.UP) {
            dialog.ifPresent(wire::bye);
            end(new LegWatcher.Ending.Lost(why));
        }
    }

    private void end(LegWatcher.Ending how) {
        LegWatcher told = tell();
        state = State.ENDED;
        ending = Optional.of(how);
        refresher.stop();
        wire.calls().forget(this);
        referrals.ended();
        told.ended(how);
    }

    private void later(Duration pause, Runnable then) {
        wire.calls().timers().after(pause, () -> mailbox.post(then));
    }
}
