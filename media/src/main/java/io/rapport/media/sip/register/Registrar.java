package io.rapport.media.sip.register;

import io.rapport.media.sip.Address;
import io.rapport.media.sip.SipHeader;
import io.rapport.media.sip.SipMessage;
import io.rapport.media.sip.Uri;
import io.rapport.media.sip.digest.Gatekeeper;
import io.rapport.media.sip.transaction.Answers;
import io.rapport.media.sip.transaction.Flow;
import io.rapport.media.sip.transaction.ServerTransaction;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Knows where telephones are that have shown who they are. A telephone is called by the way by which it told us, as it
/// may stand behind a router. Thread-safe.
public final class Registrar {
    /// Of one user.
    static final int MOST = 5;

    static final Duration LEAST = Duration.ofSeconds(60);
    static final Duration LONGEST = Duration.ofHours(1);
    private static final Duration USUAL = Duration.ofMinutes(10);

    private final Gatekeeper gatekeeper;
    private final Clock clock;
    private final Watcher watcher;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, List<Binding>> bindings = new ConcurrentHashMap<>();

    /// One telephone of a user.
    ///
    /// @param contact as it calls itself
    public record Binding(Uri contact, Flow flow, Instant until, String callId, long sequence) {}

    /// Hears of telephones.
    public interface Watcher {
        /// What telephones a user has has changed.
        void changed(String user);

        /// Somebody tried a password that is wrong.
        void wrong(Flow from);
    }

    public Registrar(Gatekeeper gatekeeper, Clock clock, Watcher watcher) {
        this.gatekeeper = gatekeeper;
        this.clock = clock;
        this.watcher = watcher;
    }

    /// Where a user's telephones are; those that told us last come first.
    public List<Binding> of(String user) {
        Instant now = clock.instant();
        return bindings.getOrDefault(user, List.of()).stream()
                .filter(binding -> binding.until().isAfter(now))
                .toList();
    }

    /// Answers a REGISTER.
    public void asked(ServerTransaction transaction) {
        SipMessage.Request request = transaction.request();
        switch (gatekeeper.check(request, clock.instant())) {
            case Gatekeeper.Verdict.Ask(var challenges, boolean wrong) -> {
                if (wrong) {
                    watcher.wrong(transaction.flow());
                }
                answer(transaction, 401, challenges);
            }
            case Gatekeeper.Verdict.Welcome(var user) -> {
                boolean theirs = request.to().uri() instanceof Uri.Sip sip
                        && sip.user().filter(user::equals).isPresent();
                if (theirs) {
                    register(transaction, user);
                } else {
                    answer(transaction, 403, List.of());
                }
            }
        }
    }

    private synchronized void register(ServerTransaction transaction, String user) {
        SipMessage.Request request = transaction.request();
        List<String> contacts = request.list("Contact");
        List<Binding> now = new ArrayList<>(of(user));
        if (contacts.equals(List.of("*"))) {
            if (!request.header("Expires").filter("0"::equals).isPresent()) {
                answer(transaction, 400, List.of());
                return;
            }
            now.clear();
        }
        for (String text : contacts.equals(List.of("*")) ? List.<String>of() : contacts) {
            Optional<Address> contact = Address.of(text);
            Optional<Duration> lasts = contact.flatMap(address -> lasts(address, request));
            if (lasts.isEmpty()) {
                answer(transaction, 400, List.of());
                return;
            }
            if (!lasts.get().isZero() && lasts.get().compareTo(LEAST) < 0) {
                answer(transaction, 423, List.of(new SipHeader("Min-Expires", Long.toString(LEAST.toSeconds()))));
                return;
            }
            if (isOutOfOrder(now, contact.get(), request)) {
                answer(transaction, 500, List.of());
                return;
            }
            now.removeIf(binding ->
                    binding.contact().text().equals(contact.get().uri().text()));
            if (!lasts.get().isZero()) {
                now.addFirst(new Binding(
                        contact.get().uri(),
                        transaction.flow(),
                        clock.instant().plus(lasts.get()),
                        request.callId(),
                        request.cseq().number()));
            }
        }
        List<Binding> kept = List.copyOf(now.subList(0, Math.min(MOST, now.size())));
        bindings.put(user, kept);
        answer(transaction, 200, kept.stream().map(this::header).toList());
        if (!contacts.isEmpty()) {
            watcher.changed(user);
        }
    }

    /// RFC 3261 section 10.3, step 7: what was overtaken on the way changes nothing.
    private static boolean isOutOfOrder(List<Binding> now, Address contact, SipMessage.Request request) {
        return now.stream()
                .filter(binding -> binding.contact().text().equals(contact.uri().text()))
                .anyMatch(binding -> binding.callId().equals(request.callId())
                        && binding.sequence() >= request.cseq().number());
    }

    private static Optional<Duration> lasts(Address contact, SipMessage.Request request) {
        String text = contact.parameters()
                .get("expires")
                .or(() -> request.header("Expires"))
                .orElse(Long.toString(USUAL.toSeconds()));
        if (!text.matches("[0-9]{1,10}")) {
            return Optional.empty();
        }
        return Optional.of(Duration.ofSeconds(Math.min(LONGEST.toSeconds(), Long.parseLong(text))));
    }

    private SipHeader header(Binding binding) {
        long left =
                Math.max(0, Duration.between(clock.instant(), binding.until()).toSeconds());
        return new SipHeader("Contact", "<" + binding.contact().text() + ">;expires=" + left);
    }

    private void answer(ServerTransaction transaction, int status, List<SipHeader> more) {
        byte[] tag = new byte[8];
        random.nextBytes(tag);
        transaction.respond(Answers.to(
                transaction.request(),
                transaction.flow(),
                status,
                HexFormat.of().formatHex(tag),
                more,
                new byte[0]));
    }

    /// A way is gone: who told us by it can't be reached until they tell us again.
    public void lost(Flow flow) {
        bindings.forEach((user, known) -> {
            List<Binding> left = known.stream()
                    .filter(binding -> !binding.flow().equals(flow))
                    .toList();
            if (left.size() < known.size() && bindings.replace(user, known, left)) {
                watcher.changed(user);
            }
        });
    }
}
