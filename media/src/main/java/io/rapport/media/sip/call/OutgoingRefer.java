package io.rapport.media.sip.call;

import io.rapport.media.mailbox.Mailbox;
import io.rapport.media.sip.SipHeader;
import io.rapport.media.sip.SipMessage;
import io.rapport.media.sip.Uri;
import io.rapport.media.sip.transaction.ClientTransaction;
import io.rapport.media.sip.transaction.ServerTransaction;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A REFER of ours until its last NOTIFY (RFC 3515). All but its making happens in the mailbox of its leg.
final class OutgoingRefer implements ClientTransaction.Watcher {
    /// So long after they took it they may be silent.
    static final Duration SILENT = Duration.ofSeconds(6);

    /// So long it may ring there.
    static final Duration RINGING = Duration.ofSeconds(60);

    private static final int MOST_FRAGMENT = 4_000;
    private static final Pattern STATUS = Pattern.compile("^SIP/2\\.0 ([1-6][0-9]{2})(?: |\r?\n|$)");

    private final LegWire wire;
    private final Mailbox mailbox;
    private final ReferWatcher watcher;
    private final Runnable over;
    private boolean finished;
    private boolean heard;

    /// @param over told in the mailbox when nothing comes any more
    OutgoingRefer(LegWire wire, Mailbox mailbox, ReferWatcher watcher, Runnable over) {
        this.wire = wire;
        this.mailbox = mailbox;
        this.watcher = watcher;
        this.over = over;
    }

    void ask(Dialog dialog, Uri to) {
        wire.ask(
                dialog,
                "REFER",
                List.of(
                        wire.contact(),
                        new SipHeader("Refer-To", "<" + to.text() + ">"),
                        new SipHeader("Referred-By", "<sip:" + wire.flow().local() + ">"),
                        wire.calls().program("User-Agent")),
                LegWire.NOTHING,
                this);
        later(RINGING, () -> finish(408));
    }

    @Override
    public void response(SipMessage.Response response) {
        mailbox.post(() -> {
            if (response.status() >= 300) {
                finish(response.status());
            } else if (response.status() >= 200 && !finished) {
                watcher.accepted();
                later(SILENT, () -> {
                    if (!heard) {
                        finish(408);
                    }
                });
            }
        });
    }

    @Override
    public void timedOut() {
        mailbox.post(() -> finish(408));
    }

    /// They tell how it goes.
    void notified(ServerTransaction transaction) {
        SipMessage.Request notify = transaction.request();
        boolean ours = notify.header("Event")
                .map(event -> event.split(";", 2)[0].strip())
                .filter("refer"::equalsIgnoreCase)
                .isPresent();
        if (!ours) {
            wire.respond(transaction, 489, List.of(new SipHeader("Allow-Events", "refer")), LegWire.NOTHING);
            return;
        }
        wire.respond(transaction, 200, List.of(wire.contact()), LegWire.NOTHING);
        heard = true;
        int status = status(notify);
        boolean last = notify.header("Subscription-State")
                .filter(state -> state.toLowerCase(Locale.ROOT).startsWith("terminated"))
                .isPresent();
        if (status >= 200) {
            finish(status);
        } else if (last) {
            finish(480);
        }
    }

    /// 100 where it can't be read.
    private static int status(SipMessage.Request notify) {
        if (notify.body().length > MOST_FRAGMENT) {
            return 100;
        }
        Matcher line = STATUS.matcher(new String(notify.body(), StandardCharsets.ISO_8859_1));
        return line.find() ? Integer.parseInt(line.group(1)) : 100;
    }

    /// The call has ended: nothing can be told of it any more.
    void ended() {
        finish(487);
    }

    private void finish(int status) {
        if (!finished) {
            finished = true;
            over.run();
            watcher.done(status);
        }
    }

    private void later(Duration pause, Runnable then) {
        wire.calls().timers().after(pause, () -> mailbox.post(then));
    }
}
