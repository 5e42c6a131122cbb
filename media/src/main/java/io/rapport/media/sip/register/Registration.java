package io.rapport.media.sip.register;

import io.rapport.media.mailbox.Mailbox;
import io.rapport.media.sip.Address;
import io.rapport.media.sip.SipHeader;
import io.rapport.media.sip.SipMessage;
import io.rapport.media.sip.Uri;
import io.rapport.media.sip.digest.Credentials;
import io.rapport.media.sip.transaction.ClientTransaction;
import io.rapport.media.sip.transaction.Flow;
import io.rapport.media.sip.transaction.Timers;
import io.rapport.media.sip.transaction.Transactions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Keeps a carrier told where we can be reached, until it is closed. Thread-safe.
public final class Registration implements AutoCloseable {
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(30);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);
    private static final int MOST_TRIES = 3;
    private static final int LEAST_SECONDS = 30;

    private final Transactions transactions;
    private final Timers timers;
    private final Order order;
    private final Flow flow;
    private final Watcher watcher;
    private final Mailbox mailbox;
    private final String callId;
    private final String tag;
    private int sequence;
    private int seconds;
    private int tries;
    private List<SipHeader> proofs = List.of();
    private Duration pause = FIRST_PAUSE;
    private Timers.Alarm next = () -> {};
    private boolean closed;
    private final CompletableFuture<Boolean> ended = new CompletableFuture<>();

    /// @param registrar whom we tell: `sip:carrier.example`
    /// @param address as whom we are known there: `sip:4711@carrier.example`
    /// @param user the part of our Contact before `@`, by which their calls to us are told apart
    /// @param lasts for how long we ask to be known; they may give us less
    public record Order(Uri registrar, String address, String user, Credentials credentials, Duration lasts) {}

    /// Hears how it stands.
    public interface Watcher {
        /// They know us for so long; we tell them again before that.
        void registered(Duration lasts);

        /// They don't want us just now; it is tried again later.
        void refused(int status, String reason);

        /// Nobody answers; it is tried again later.
        void unanswered();
    }

    public Registration(
            Transactions transactions, Timers timers, Executor executor, Order order, Flow flow, Watcher watcher) {
        this.transactions = transactions;
        this.timers = timers;
        this.order = order;
        this.flow = flow;
        this.watcher = watcher;
        this.mailbox = new Mailbox(executor);
        this.callId = transactions.token();
        this.tag = transactions.token();
        this.seconds = Math.toIntExact(order.lasts().toSeconds());
        mailbox.post(() -> tell(seconds));
    }

    private void tell(int lasting) {
        sequence++;
        List<SipHeader> headers = new ArrayList<>();
        headers.add(new SipHeader("Max-Forwards", "70"));
        headers.add(new SipHeader("From", "<" + order.address() + ">;tag=" + tag));
        headers.add(new SipHeader("To", "<" + order.address() + ">"));
        headers.add(new SipHeader("Call-ID", callId));
        headers.add(new SipHeader("CSeq", sequence + " REGISTER"));
        headers.add(new SipHeader("Contact", contact()));
        headers.add(new SipHeader("Expires", Integer.toString(lasting)));
        headers.addAll(proofs);
        transactions.ask("REGISTER", order.registrar(), headers, new byte[0], flow, new ClientTransaction.Watcher() {
            @Override
            public void response(SipMessage.Response response) {
                mailbox.post(() -> heard(response));
            }

            @Override
            public void timedOut() {
                mailbox.post(() -> {
                    if (!closed) {
                        watcher.unanswered();
                        later();
                    }
                });
            }
        });
    }

    private String contact() {
        String transport = flow.transport().equals("UDP")
                ? ""
                : ";transport=" + flow.transport().toLowerCase(java.util.Locale.ROOT);
        return "<sip:" + order.user() + "@" + flow.local() + transport + ">";
    }

    private void heard(SipMessage.Response response) {
        int status = response.status();
        if (status < 200) {
            return;
        }
        if ((status == 401 || status == 407) && isAsked(response)) {
            tell(closed ? 0 : seconds);
        } else if (closed) {
            ended.complete(true);
        } else if (status < 300) {
            registered(response);
        } else if (status == 423 && tries++ < MOST_TRIES) {
            response.header("Min-Expires")
                    .filter(value -> value.matches("[0-9]{1,6}"))
                    .ifPresent(value -> seconds = Math.max(seconds, Integer.parseInt(value)));
            tell(seconds);
        } else {
            watcher.refused(status, response.reason());
            later();
        }
    }

    private boolean isAsked(SipMessage.Response response) {
        if (tries++ >= MOST_TRIES || !proofs.isEmpty() && !Credentials.isStale(response)) {
            return false;
        }
        proofs = order.credentials().answers(response, "REGISTER", order.registrar());
        return !proofs.isEmpty();
    }

    private void registered(SipMessage.Response response) {
        tries = 0;
        proofs = List.of();
        pause = FIRST_PAUSE;
        int granted = Math.max(LEAST_SECONDS, granted(response));
        watcher.registered(Duration.ofSeconds(granted));
        // Early enough for a second try.
        next = timers.after(Duration.ofSeconds(granted * 4L / 5), () -> mailbox.post(this::again));
    }

    /// What stands at our contact, else for all, else what we asked for.
    private int granted(SipMessage.Response response) {
        return response.list("Contact").stream()
                .flatMap(text -> Address.of(text).stream())
                .filter(address -> address.uri() instanceof Uri.Sip sip
                        && sip.user().filter(order.user()::equals).isPresent())
                .flatMap(address -> address.parameters().get("expires").stream())
                .findFirst()
                .or(() -> response.header("Expires"))
                .filter(value -> value.matches("[0-9]{1,7}"))
                .map(Integer::parseInt)
                .orElse(seconds);
    }

    private void later() {
        proofs = List.of();
        tries = 0;
        next = timers.after(pause, () -> mailbox.post(this::again));
        pause = Duration.ofSeconds(Math.min(LONGEST_PAUSE.toSeconds(), pause.toSeconds() * 2));
    }

    private void again() {
        if (!closed) {
            tell(seconds);
        }
    }

    /// Waits until they know that it is over, which [#close] tells them.
    ///
    /// @return whether they do
    public boolean awaitEnd(Duration longest) {
        try {
            return ended.get(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | TimeoutException unheard) {
            return false;
        }
    }

    /// Begins to tell them that we can't be reached any more.
    @Override
    public void close() {
        mailbox.post(() -> {
            closed = true;
            next.cancel();
            tries = 0;
            tell(0);
        });
    }
}
