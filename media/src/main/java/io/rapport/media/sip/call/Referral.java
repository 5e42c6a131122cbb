package io.rapport.media.sip.call;

import io.rapport.media.mailbox.Mailbox;
import io.rapport.media.sip.Address;
import io.rapport.media.sip.SipHeader;
import io.rapport.media.sip.SipMessage;
import io.rapport.media.sip.Uri;
import io.rapport.media.sip.transaction.Answers;
import io.rapport.media.sip.transaction.ClientTransaction;
import io.rapport.media.sip.transaction.ServerTransaction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What somebody in a call asks of us: to connect it to somebody else in their place (REFER, RFC 3515). To be answered
/// by [#accept] or [#refuse]; once accepted, they hear how it goes until [#done]. Thread-safe.
public final class Referral {
    private static final int MOST_URI = 600;
    private static final SipHeader FRAGMENT = new SipHeader("Content-Type", "message/sipfrag;version=2.0");

    private final LegWire wire;
    private final Mailbox mailbox;
    private final Dialog dialog;
    private final ServerTransaction transaction;
    private final Wish wish;
    private final String event;
    private final Runnable over;
    private boolean answered;
    private boolean finished;
    private boolean sending;
    private Optional<Integer> next = Optional.empty();

    /// Whom a REFER names.
    ///
    /// @param replaces the call with them that there is already
    /// @param quiet they don't want to hear how it goes (RFC 4488)
    record Wish(Uri target, Optional<Replaces> replaces, boolean quiet) {}

    /// @param first of this call: only then may the event go without a number (RFC 3515 section 2.4.6)
    /// @param over told in the mailbox when there is nothing left to do
    Referral(
            LegWire wire,
            Mailbox mailbox,
            Dialog dialog,
            ServerTransaction transaction,
            Wish wish,
            boolean first,
            Runnable over) {
        this.wire = wire;
        this.mailbox = mailbox;
        this.dialog = dialog;
        this.transaction = transaction;
        this.wish = wish;
        this.event =
                first ? "refer" : "refer;id=" + transaction.request().cseq().number();
        this.over = over;
    }

    /// Empty where it names nobody, or several, or in too many words. Pure.
    static Optional<Wish> wish(SipMessage.Request refer) {
        List<String> named = refer.headers().stream()
                .filter(h -> h.is("Refer-To"))
                .map(SipHeader::value)
                .toList();
        if (named.size() != 1 || named.getFirst().length() > MOST_URI) {
            return Optional.empty();
        }
        boolean quiet =
                refer.header("Refer-Sub").filter("false"::equalsIgnoreCase).isPresent();
        return Address.of(named.getFirst())
                .map(Address::uri)
                .map(uri -> new Wish(
                        uri, uri instanceof Uri.Sip sip ? Replaces.of(sip.headers()) : Optional.empty(), quiet));
    }

    /// Whom they name. Said by the far side: it proves nothing.
    public Uri target() {
        return wish.target();
    }

    /// The call with them that there is already.
    public Optional<Replaces> replaces() {
        return wish.replaces();
    }

    /// It is tried.
    public void accept() {
        mailbox.post(() -> {
            if (!answered) {
                answered = true;
                List<SipHeader> headers = new ArrayList<>(List.of(wire.contact()));
                if (wish.quiet()) {
                    headers.add(new SipHeader("Refer-Sub", "false"));
                }
                wire.respond(transaction, 202, headers, LegWire.NOTHING);
                say(100);
            }
        });
    }

    /// It is not.
    ///
    /// @param status 300 to 699
    public void refuse(int status) {
        mailbox.post(() -> {
            if (!answered) {
                answered = true;
                finish();
                wire.respond(transaction, status, List.of(), LegWire.NOTHING);
            }
        });
    }

    /// How it ended.
    ///
    /// @param status 200: they are connected; 300 to 699: why they are not
    public void done(int status) {
        mailbox.post(() -> {
            if (answered && !finished) {
                finish();
                say(status);
            }
        });
    }

    private void finish() {
        finished = true;
        over.run();
    }

    /// One after the other, as one that overtakes another would be refused.
    private void say(int status) {
        if (wish.quiet()) {
            return;
        }
        if (sending) {
            next = Optional.of(status);
        } else {
            tell(status);
        }
    }

    /// The call is about to be hung up: what waits for its turn is told before that, or never. In the mailbox.
    void hurry() {
        Optional<Integer> last = next;
        next = Optional.empty();
        last.ifPresent(this::tell);
    }

    private void tell(int status) {
        sending = true;
        String state = status >= 200 ? "terminated;reason=noresource" : "active;expires=180";
        String line = "SIP/2.0 " + status + " " + Answers.reason(status) + "\r\n";
        wire.ask(
                dialog,
                "NOTIFY",
                List.of(
                        wire.contact(),
                        new SipHeader("Event", event),
                        new SipHeader("Subscription-State", state),
                        FRAGMENT),
                line.getBytes(StandardCharsets.US_ASCII),
                new ClientTransaction.Watcher() {
                    @Override
                    public void response(SipMessage.Response response) {
                        if (response.status() >= 200) {
                            mailbox.post(Referral.this::said);
                        }
                    }

                    @Override
                    public void timedOut() {
                        mailbox.post(Referral.this::said);
                    }
                });
    }

    private void said() {
        sending = false;
        Optional<Integer> more = next;
        next = Optional.empty();
        more.ifPresent(this::say);
    }
}
