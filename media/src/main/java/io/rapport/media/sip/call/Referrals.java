package io.rapport.media.sip.call;

import io.rapport.media.mailbox.Mailbox;
import io.rapport.media.sip.Uri;
import io.rapport.media.sip.transaction.ServerTransaction;
import java.util.List;
import java.util.Optional;

/// Of one leg: what they ask of us by REFER, and what we ask of them; one of each at a time. In the mailbox of the leg.
final class Referrals {
    private final LegWire wire;
    private final Mailbox mailbox;
    private boolean theirs;
    private boolean first = true;
    private Optional<Referral> last = Optional.empty();
    private Optional<OutgoingRefer> ours = Optional.empty();

    Referrals(LegWire wire, Mailbox mailbox) {
        this.wire = wire;
        this.mailbox = mailbox;
    }

    /// They ask; what can't be taken is refused at once.
    void asked(ServerTransaction transaction, Dialog dialog, LegWatcher watcher) {
        Optional<Referral.Wish> wish = Referral.wish(transaction.request());
        if (wish.isEmpty()) {
            refuse(transaction, 400);
        } else if (wish.get().target() instanceof Uri.Other) {
            refuse(transaction, 416);
        } else if (theirs) {
            refuse(transaction, 491);
        } else {
            theirs = true;
            Referral referral =
                    new Referral(wire, mailbox, dialog, transaction, wish.get(), first, () -> theirs = false);
            first = false;
            last = Optional.of(referral);
            watcher.referred(referral);
        }
    }

    private void refuse(ServerTransaction transaction, int status) {
        wire.respond(transaction, status, List.of(), LegWire.NOTHING);
    }

    /// We ask.
    void ask(Dialog dialog, Uri to, ReferWatcher watcher) {
        if (ours.isPresent()) {
            watcher.done(491);
            return;
        }
        OutgoingRefer refer = new OutgoingRefer(wire, mailbox, watcher, () -> ours = Optional.empty());
        ours = Optional.of(refer);
        refer.ask(dialog, to);
    }

    void notified(ServerTransaction transaction) {
        if (ours.isPresent()) {
            ours.get().notified(transaction);
        } else {
            refuse(transaction, 481);
        }
    }

    /// We are about to hang up.
    void hurry() {
        last.ifPresent(Referral::hurry);
    }

    void ended() {
        ours.ifPresent(OutgoingRefer::ended);
    }
}
