package io.rapport.media.sip.call;

import io.rapport.media.sdp.Sdp;
import io.rapport.media.sdp.SdpReader;
import io.rapport.media.sdp.SdpReading;
import io.rapport.media.sip.SipHeader;
import io.rapport.media.sip.SipMessage;
import io.rapport.media.sip.Uri;
import io.rapport.media.sip.transaction.Answers;
import io.rapport.media.sip.transaction.ClientTransaction;
import io.rapport.media.sip.transaction.Flow;
import io.rapport.media.sip.transaction.ServerTransaction;
import io.rapport.media.sip.transaction.Timers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Somebody and us in one call, from the first ring to the end. Any thread may ask anything of it; what it is asked
/// happens in order, after what has happened already, and what can no longer be is left out in silence.
public final class Leg {
    private static final byte[] NOTHING = {};
    private static final Pattern SIGNAL = Pattern.compile("(?im)^\\s*(?:Signal\\s*=\\s*)?([0-9*#A-D])\\s*$");
    private static final String SDP = "application/sdp";

    private enum State {
        /// Nobody has answered yet.
        EARLY,
        UP,
        ENDED
    }

    private final SipCalls calls;
    private final Mailbox mailbox;
    private final Flow flow;
    private final String callId;
    private final String tag;
    private final Optional<ServerTransaction> invite;
    private LegWatcher watcher = how -> {};
    private State state = State.EARLY;
    private Optional<Dialog> dialog = Optional.empty();
    private Optional<Sdp> ours = Optional.empty();

    /// What is asked of us and not yet answered.
    private Optional<ServerTransaction> asked = Optional.empty();

    /// A 2xx of ours whose ACK has not come.
    private Optional<Unacknowledged> unacknowledged = Optional.empty();

    private boolean offering;
    private boolean hangUpWhenAcknowledged;
    private Optional<ClientTransaction> calling = Optional.empty();
    private boolean rung;
    private Optional<String> remoteTag = Optional.empty();
    private byte[] acknowledgement = NOTHING;
    private Optional<SessionTimer> timer = Optional.empty();
    private Optional<Timers.Alarm> timerAlarm = Optional.empty();
    private boolean theyUpdate;
    private final Reliable reliable;

    private record Unacknowledged(long sequence, boolean weOffered, boolean first) {}

    /// Somebody calls us.
    Leg(SipCalls calls, ServerTransaction invite, String tag) {
        this.calls = calls;
        this.mailbox = new Mailbox(calls.executor());
        this.flow = invite.flow();
        this.callId = invite.request().callId();
        this.tag = tag;
        this.invite = Optional.of(invite);
        this.dialog = Optional.of(Dialog.called(invite.request(), tag));
        this.reliable = new Reliable(calls.timers(), invite, this::wasUnheard);
        this.theyUpdate = allowsUpdate(invite.request());
        invite.watch(new ServerTransaction.Watcher() {
            @Override
            public void cancelled() {
                mailbox.post(Leg.this::cancelled);
            }
        });
    }

    /// We call somebody.
    Leg(SipCalls calls, Flow flow, String callId, LegWatcher watcher) {
        this.calls = calls;
        this.mailbox = new Mailbox(calls.executor());
        this.flow = flow;
        this.callId = callId;
        this.tag = calls.transactions().token();
        this.invite = Optional.empty();
        this.watcher = watcher;
        this.reliable = Reliable.NONE;
    }

    String key() {
        return key(callId, tag);
    }

    static String key(String callId, String tag) {
        return callId + '\n' + tag;
    }

    public String callId() {
        return callId;
    }

    public Flow flow() {
        return flow;
    }

    /// Who hears of it from now on.
    public void watch(LegWatcher by) {
        mailbox.post(() -> watcher = by);
    }

    // ---------------------------------------------------------------------------------------------- somebody calls us

    /// What the caller offers; none: we are to offer.
    public Optional<Sdp> offer() {
        return invite.flatMap(transaction -> described(transaction.request()));
    }

    /// Whether it was refused for what no one need look at.
    boolean refusesAtOnce() {
        ServerTransaction transaction = invite.orElseThrow();
        if (refusesBody(transaction)) {
            return true;
        }
        if (SessionTimer.asked(transaction.request()) instanceof SessionTimer.Asked.TooShort(var headers)) {
            respond(transaction, 422, headers, NOTHING);
            return true;
        }
        return false;
    }

    private boolean refusesBody(ServerTransaction transaction) {
        SipMessage.Request request = transaction.request();
        if (request.body().length == 0) {
            return false;
        }
        boolean sdp = request.header("Content-Type")
                .filter(type -> type.strip().toLowerCase(java.util.Locale.ROOT).startsWith(SDP))
                .isPresent();
        if (!sdp) {
            respond(transaction, 415, List.of(new SipHeader("Accept", SDP)), NOTHING);
            return true;
        }
        if (described(request).isEmpty()) {
            respond(transaction, 400, List.of(), NOTHING);
            return true;
        }
        return false;
    }

    private static Optional<Sdp> described(SipMessage message) {
        if (message.body().length == 0) {
            return Optional.empty();
        }
        return SdpReader.read(new String(message.body(), StandardCharsets.UTF_8)) instanceof SdpReading.Whole whole
                ? Optional.of(whole.sdp())
                : Optional.empty();
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
            headers.add(contact());
            headers.addAll(recordRoutes(transaction.request()));
            early.ifPresent(sdp -> headers.add(new SipHeader("Content-Type", SDP)));
            byte[] body = early.map(Leg::bytes).orElse(NOTHING);
            reliable.send(status, headers, body, tag);
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
        headers.add(new SipHeader("Content-Type", SDP));
        SipMessage.Response response = Answers.to(request, flow, 200, tag, headers, bytes(sdp));
        if (!transaction.respond(response)) {
            return;
        }
        if (request.method().equals("INVITE")) {
            unacknowledged = Optional.of(new Unacknowledged(
                    request.cseq().number(), described(request).isEmpty(), first));
            long sequence = request.cseq().number();
            repeat(response.bytes(), sequence, Timers.T1);
            later(Timers.GIVE_UP, () -> {
                if (waitsFor(sequence)) {
                    unacknowledged = Optional.empty();
                    bye();
                    end(new LegWatcher.Ending.Lost("no acknowledgement of our answer"));
                }
            });
        }
    }

    private List<SipHeader> answerHeaders(SipMessage.Request request) {
        List<SipHeader> headers = new ArrayList<>();
        headers.add(contact());
        headers.addAll(recordRoutes(request));
        headers.add(new SipHeader("Allow", SipCalls.ALLOWED));
        headers.add(new SipHeader("Supported", SipCalls.EXTENSIONS));
        headers.add(calls.program("Server"));
        if (SessionTimer.asked(request) instanceof SessionTimer.Asked.Fine(var granted, var more)) {
            headers.addAll(more);
            granted.ifPresent(this::startTimer);
        }
        return headers;
    }

    private static List<SipHeader> recordRoutes(SipMessage.Request request) {
        return request.headers().stream().filter(h -> h.is("Record-Route")).toList();
    }

    private boolean waitsFor(long sequence) {
        return unacknowledged.filter(one -> one.sequence() == sequence).isPresent();
    }

    /// A 2xx is repeated by whoever gave it, over any transport (RFC 3261 section 13.3.1.4).
    private void repeat(byte[] response, long sequence, Duration pause) {
        later(pause, () -> {
            if (waitsFor(sequence) && state != State.ENDED) {
                flow.send(response);
                Duration next = pause.multipliedBy(2);
                repeat(response, sequence, next.compareTo(Timers.T2) > 0 ? Timers.T2 : next);
            }
        });
    }

    /// Refuses the call.
    ///
    /// @param status 300 to 699
    public void refuse(int status) {
        mailbox.post(() -> invite.filter(transaction -> state == State.EARLY).ifPresent(transaction -> {
            respond(transaction, status, List.of(), NOTHING);
            end(new LegWatcher.Ending.ByUs());
        }));
    }

    private void cancelled() {
        if (state == State.EARLY) {
            invite.ifPresent(transaction -> respond(transaction, 487, List.of(), NOTHING));
            end(new LegWatcher.Ending.ByThem());
        }
    }

    void acknowledged(SipMessage.Request ack) {
        mailbox.post(() -> unacknowledged
                .filter(one -> one.sequence() == ack.cseq().number())
                .ifPresent(one -> {
                    unacknowledged = Optional.empty();
                    if (hangUpWhenAcknowledged) {
                        bye();
                    } else if (one.first()) {
                        watcher.up(one.weOffered() ? described(ack) : Optional.empty());
                    } else if (one.weOffered()) {
                        described(ack).ifPresent(watcher::agreed);
                    }
                }));
    }

    private void wasUnheard() {
        mailbox.post(() -> {
            if (state == State.EARLY) {
                invite.ifPresent(transaction -> respond(transaction, 500, List.of(), NOTHING));
                end(new LegWatcher.Ending.Lost("no acknowledgement of a provisional answer"));
            }
        });
    }

    // ------------------------------------------------------------------------------------------------ we call somebody

    void begin(Uri uri, String from, String to, List<SipHeader> more, Sdp offer) {
        ours = Optional.of(offer);
        invite(uri, from, to, more, offer, 1, List.of(new SipHeader("Session-Expires", SessionTimer.WANTED + "")));
    }

    private void invite(
            Uri uri, String from, String to, List<SipHeader> more, Sdp offer, int sequence, List<SipHeader> timers) {
        List<SipHeader> headers = new ArrayList<>();
        headers.add(new SipHeader("Max-Forwards", "70"));
        headers.add(new SipHeader("From", from + ";tag=" + tag));
        headers.add(new SipHeader("To", to));
        headers.add(new SipHeader("Call-ID", callId));
        headers.add(new SipHeader("CSeq", sequence + " INVITE"));
        headers.add(contact());
        headers.add(new SipHeader("Allow", SipCalls.ALLOWED));
        headers.add(new SipHeader("Supported", SipCalls.EXTENSIONS));
        headers.add(calls.program("User-Agent"));
        headers.addAll(timers);
        headers.addAll(more);
        headers.add(new SipHeader("Content-Type", SDP));
        ClientTransaction.Watcher answers = new ClientTransaction.Watcher() {
            @Override
            public void response(SipMessage.Response response) {
                mailbox.post(() -> {
                    Optional<SipHeader> longer = longer(response);
                    if (longer.isPresent() && state == State.EARLY && sequence < 3) {
                        SipHeader expires =
                                new SipHeader("Session-Expires", longer.get().value());
                        invite(uri, from, to, more, offer, sequence + 1, List.of(expires, longer.get()));
                    } else {
                        heard(response);
                    }
                });
            }

            @Override
            public void timedOut() {
                mailbox.post(() -> {
                    if (state == State.EARLY) {
                        end(new LegWatcher.Ending.Lost("no answer"));
                    }
                });
            }
        };
        calling = Optional.of(calls.transactions().ask("INVITE", uri, headers, bytes(offer), flow, answers));
    }

    /// They want sessions to last longer without a refreshment (RFC 4028 section 6).
    private static Optional<SipHeader> longer(SipMessage.Response response) {
        return response.status() == 422
                ? response.header("Min-SE")
                        .filter(value -> value.matches("\\d{1,6}"))
                        .map(value -> new SipHeader("Min-SE", value))
                : Optional.empty();
    }

    private void heard(SipMessage.Response response) {
        int status = response.status();
        if (status < 200) {
            heardProvisional(response);
        } else if (status < 300) {
            heardAcceptance(response);
        } else if (state == State.EARLY) {
            end(new LegWatcher.Ending.Refused(status, response.reason()));
        }
    }

    private void heardProvisional(SipMessage.Response response) {
        boolean first = !rung;
        rung = true;
        if (state == State.ENDED) {
            if (first) {
                calling.ifPresent(calls.transactions()::cancel);
            }
            return;
        }
        if (state != State.EARLY || response.status() == 100) {
            return;
        }
        if (response.list("Require").stream().anyMatch("100rel"::equalsIgnoreCase)) {
            confirm(response);
        }
        watcher.ringing(described(response));
    }

    /// RFC 3262 section 4: each provisional answer that asks for it is confirmed, in the dialog that it makes.
    private void confirm(SipMessage.Response response) {
        String number = response.header("RSeq").orElse("");
        if (!number.matches("\\d{1,10}")) {
            return;
        }
        Dialog early =
                dialog.orElseGet(() -> Dialog.calling(calling.orElseThrow().request(), response));
        dialog = Optional.of(early);
        List<SipHeader> headers = new ArrayList<>(early.headers("PRACK", early.nextSequence()));
        headers.add(new SipHeader("RAck", number + " " + response.cseq()));
        calls.transactions().ask("PRACK", early.target(), headers, NOTHING, flow, IGNORED);
    }

    private void heardAcceptance(SipMessage.Response response) {
        SipMessage.Request request = calling.orElseThrow().request();
        Dialog made = Dialog.calling(request, response);
        boolean again = acknowledgement.length > 0;
        if (again && !sameSide(response)) {
            // Another telephone answered too (section 13.2.2.4).
            send(made, "ACK", request.cseq().number(), List.of(), NOTHING);
            ask(made, "BYE", List.of(), NOTHING, IGNORED);
            return;
        }
        if (again) {
            flow.send(acknowledgement);
            return;
        }
        dialog.ifPresent(made::continues);
        dialog = Optional.of(made);
        remoteTag = response.to().tag();
        acknowledgement = send(made, "ACK", request.cseq().number(), List.of(), NOTHING);
        if (state == State.ENDED) {
            bye();
            return;
        }
        state = State.UP;
        theyUpdate = allowsUpdate(response);
        startTimer(SessionTimer.granted(response));
        watcher.up(described(response));
    }

    private boolean sameSide(SipMessage.Response response) {
        return response.to().tag().equals(remoteTag);
    }

    /// A 2xx that came after its transaction was forgotten.
    void stray(SipMessage.Response response) {
        mailbox.post(() -> {
            if (response.status() >= 200
                    && response.status() < 300
                    && response.cseq().method().equals("INVITE")
                    && acknowledgement.length > 0
                    && sameSide(response)) {
                flow.send(acknowledgement);
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
                invite.ifPresent(transaction -> respond(transaction, 480, List.of(), NOTHING));
                if (rung) {
                    calling.ifPresent(calls.transactions()::cancel);
                }
            } else if (unacknowledged.isPresent()) {
                hangUpWhenAcknowledged = true;
            } else {
                bye();
            }
            end(new LegWatcher.Ending.ByUs());
        });
    }

    private void bye() {
        dialog.ifPresent(now -> ask(now, "BYE", List.of(), NOTHING, IGNORED));
    }

    /// Offers to speak otherwise: hold, resume, another place or codec. Left out while an offer is under way.
    public void offer(Sdp sdp) {
        mailbox.post(() -> {
            if (state == State.UP && !offering && asked.isEmpty()) {
                reinvite(sdp, true);
            }
        });
    }

    private void reinvite(Sdp sdp, boolean told) {
        Optional<Sdp> before = ours;
        offering = true;
        ours = Optional.of(sdp);
        Dialog now = dialog.orElseThrow();
        long sequence = now.nextSequence();
        List<SipHeader> headers = new ArrayList<>(now.headers("INVITE", sequence));
        headers.add(contact());
        headers.add(new SipHeader("Allow", SipCalls.ALLOWED));
        headers.add(new SipHeader("Supported", SipCalls.EXTENSIONS));
        timer.ifPresent(t -> headers.add(
                new SipHeader("Session-Expires", t.seconds() + ";refresher=" + (t.ours() ? "uac" : "uas"))));
        headers.add(new SipHeader("Content-Type", SDP));
        Answering answering = new Answering(sdp, told, before, sequence);
        calls.transactions().ask("INVITE", now.target(), headers, bytes(sdp), flow, answering);
    }

    /// Hears the answer to an offer of ours within the call.
    private final class Answering implements ClientTransaction.Watcher {
        private final Sdp offered;
        private final boolean told;
        private final Optional<Sdp> before;
        private final long sequence;
        private byte[] ack = NOTHING;

        Answering(Sdp offered, boolean told, Optional<Sdp> before, long sequence) {
            this.offered = offered;
            this.told = told;
            this.before = before;
            this.sequence = sequence;
        }

        @Override
        public void response(SipMessage.Response response) {
            mailbox.post(() -> {
                int status = response.status();
                if (status < 200) {
                    return;
                }
                if (status < 300) {
                    agreed(response);
                    return;
                }
                offering = false;
                if (state != State.UP) {
                    return;
                }
                switch (status) {
                    // Both offered at once (RFC 3261 section 14.1): who made the call waits longer.
                    case 491 ->
                        later(pauseAfterGlare(), () -> {
                            if (state == State.UP && !offering && asked.isEmpty()) {
                                reinvite(offered, told);
                            }
                        });
                    case 408, 481 -> {
                        bye();
                        end(new LegWatcher.Ending.Lost("the other side knows nothing of the call: " + status));
                    }
                    default -> {
                        ours = before;
                        if (told) {
                            watcher.disagreed(status);
                        }
                    }
                }
            });
        }

        private void agreed(SipMessage.Response response) {
            Dialog now = dialog.orElseThrow();
            if (ack.length > 0) {
                flow.send(ack);
                return;
            }
            now.refreshed(response);
            ack = send(now, "ACK", sequence, List.of(), NOTHING);
            acknowledgement = ack;
            offering = false;
            if (state == State.UP) {
                startTimer(SessionTimer.granted(response));
                if (told) {
                    described(response).ifPresent(watcher::agreed);
                }
            }
        }

        @Override
        public void timedOut() {
            mailbox.post(() -> {
                offering = false;
                if (state == State.UP) {
                    bye();
                    end(new LegWatcher.Ending.Lost("no answer to an offer"));
                }
            });
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
            respond(transaction, 488, List.of(), NOTHING);
        }));
    }

    /// A request within the call.
    void received(ServerTransaction transaction) {
        mailbox.post(() -> {
            SipMessage.Request request = transaction.request();
            Dialog now = dialog.orElseThrow();
            boolean over = state == State.ENDED || state == State.EARLY && invite.isEmpty();
            if (over && !request.method().equals("BYE")) {
                respond(transaction, 481, List.of(), NOTHING);
            } else if (!now.inOrder(request)) {
                respond(transaction, 500, List.of(), NOTHING);
            } else {
                within(transaction, request, now);
            }
        });
    }

    private void within(ServerTransaction transaction, SipMessage.Request request, Dialog now) {
        switch (request.method()) {
            case "BYE" -> {
                respond(transaction, 200, List.of(), NOTHING);
                asked.ifPresent(open -> respond(open, 487, List.of(), NOTHING));
                invite.filter(open -> state == State.EARLY).ifPresent(open -> respond(open, 487, List.of(), NOTHING));
                if (state != State.ENDED) {
                    end(new LegWatcher.Ending.ByThem());
                }
            }
            case "INVITE", "UPDATE" -> offered(transaction, request, now);
            case "PRACK" -> respond(transaction, reliable.confirmed(request) ? 200 : 481, List.of(), NOTHING);
            case "INFO" -> info(transaction, request);
            case "OPTIONS" -> respond(transaction, 200, List.of(new SipHeader("Allow", SipCalls.ALLOWED)), NOTHING);
            default -> respond(transaction, 405, List.of(new SipHeader("Allow", SipCalls.ALLOWED)), NOTHING);
        }
    }

    private void offered(ServerTransaction transaction, SipMessage.Request request, Dialog now) {
        boolean update = request.method().equals("UPDATE");
        if (offering && (!update || request.body().length > 0)) {
            respond(transaction, 491, List.of(), NOTHING);
            return;
        }
        if (asked.isPresent() || unacknowledged.isPresent() || state == State.EARLY && !update) {
            String seconds = Integer.toString(ThreadLocalRandom.current().nextInt(0, 11));
            respond(transaction, 500, List.of(new SipHeader("Retry-After", seconds)), NOTHING);
            return;
        }
        if (refusesBody(transaction)) {
            return;
        }
        if (SessionTimer.asked(request) instanceof SessionTimer.Asked.TooShort(var headers)) {
            respond(transaction, 422, headers, NOTHING);
            return;
        }
        now.refreshed(request);
        if (update && request.body().length == 0) {
            transaction.respond(Answers.to(request, flow, 200, tag, answerHeaders(request), NOTHING));
            return;
        }
        asked = Optional.of(transaction);
        watcher.offered(described(request));
    }

    private void info(ServerTransaction transaction, SipMessage.Request request) {
        String type = request.header("Content-Type").orElse("").toLowerCase(java.util.Locale.ROOT);
        if (request.body().length > 0 && !type.startsWith("application/dtmf")) {
            respond(transaction, 415, List.of(), NOTHING);
            return;
        }
        respond(transaction, 200, List.of(), NOTHING);
        Matcher signal = SIGNAL.matcher(new String(request.body(), StandardCharsets.US_ASCII));
        if (signal.find()) {
            watcher.pressed(Character.toUpperCase(signal.group(1).charAt(0)));
        }
    }

    // ---------------------------------------------------------------------------------------------------- session
    // timer

    private void startTimer(SessionTimer granted) {
        timerAlarm.ifPresent(Timers.Alarm::cancel);
        timer = Optional.of(granted);
        timerAlarm = Optional.of(calls.timers()
                .after(Duration.ofSeconds(granted.dueSeconds()), () -> mailbox.post(() -> timerDue(granted))));
    }

    private void timerDue(SessionTimer due) {
        if (state != State.UP || !timer.filter(due::equals).isPresent()) {
            return;
        }
        if (!due.ours()) {
            bye();
            end(new LegWatcher.Ending.Lost("no refreshment for " + due.seconds() + " s"));
            return;
        }
        startTimer(due);
        if (offering || asked.isPresent()) {
            return;
        }
        if (theyUpdate) {
            List<SipHeader> headers = List.of(
                    contact(),
                    new SipHeader("Supported", SipCalls.EXTENSIONS),
                    new SipHeader("Session-Expires", due.seconds() + ";refresher=uac"));
            ask(dialog.orElseThrow(), "UPDATE", headers, NOTHING, new ClientTransaction.Watcher() {
                @Override
                public void response(SipMessage.Response response) {
                    mailbox.post(() -> {
                        if (state == State.UP && (response.status() == 481 || response.status() == 408)) {
                            end(new LegWatcher.Ending.Lost("the other side knows nothing of the call any more"));
                        }
                    });
                }

                @Override
                public void timedOut() {
                    mailbox.post(() -> {
                        if (state == State.UP) {
                            bye();
                            end(new LegWatcher.Ending.Lost("no answer to a refreshment"));
                        }
                    });
                }
            });
        } else {
            ours.ifPresent(sdp -> reinvite(sdp, false));
        }
    }

    // ------------------------------------------------------------------------------------------------------------
    // parts

    private static boolean allowsUpdate(SipMessage message) {
        return message.list("Allow").stream().anyMatch("UPDATE"::equals);
    }

    private void end(LegWatcher.Ending how) {
        state = State.ENDED;
        timerAlarm.ifPresent(Timers.Alarm::cancel);
        calls.forget(this);
        watcher.ended(how);
    }

    private void later(Duration pause, Runnable then) {
        calls.timers().after(pause, () -> mailbox.post(then));
    }

    /// The transport stands in it, or answers would come by another one.
    private SipHeader contact() {
        String transport = flow.transport().equals("UDP")
                ? ""
                : ";transport=" + flow.transport().toLowerCase(java.util.Locale.ROOT);
        return new SipHeader("Contact", "<sip:" + flow.local() + transport + ">");
    }

    private void respond(ServerTransaction transaction, int status, List<SipHeader> more, byte[] body) {
        transaction.respond(Answers.to(transaction.request(), flow, status, tag, more, body));
    }

    private void ask(
            Dialog within, String method, List<SipHeader> more, byte[] body, ClientTransaction.Watcher answers) {
        List<SipHeader> headers = new ArrayList<>(within.headers(method, within.nextSequence()));
        headers.addAll(more);
        calls.transactions().ask(method, within.target(), headers, body, flow, answers);
    }

    /// What belongs to no transaction.
    private byte[] send(Dialog within, String method, long sequence, List<SipHeader> more, byte[] body) {
        List<SipHeader> headers = new ArrayList<>();
        headers.add(new SipHeader(
                "Via",
                "SIP/2.0/" + flow.transport() + " " + flow.local() + ";branch=" + io.rapport.media.sip.Via.MAGIC
                        + calls.transactions().token() + ";rport"));
        headers.addAll(within.headers(method, sequence));
        headers.addAll(more);
        headers.add(new SipHeader("Content-Length", Integer.toString(body.length)));
        byte[] bytes =
                SipMessage.request(method, within.target(), headers, body).bytes();
        flow.send(bytes);
        return bytes;
    }

    private static byte[] bytes(Sdp sdp) {
        return sdp.text().getBytes(StandardCharsets.UTF_8);
    }

    private static final ClientTransaction.Watcher IGNORED = new ClientTransaction.Watcher() {
        @Override
        public void response(SipMessage.Response response) {}

        @Override
        public void timedOut() {}
    };
}
