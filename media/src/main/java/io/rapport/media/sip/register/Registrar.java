package io.rapport.media.sip.register;

import io.rapport.media.sip.Address;
import io.rapport.media.sip.SipHeader;
import io.rapport.media.sip.SipMessage;
import io.rapport.media.sip.Uri;
import io.rapport.media.sip.digest.Gatekeeper;
import io.rapport.media.sip.transaction.Answers;
import io.rapport.media.sip.transaction.Flow;
import io.rapport.media.sip.transaction.ServerTransaction;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/// Knows where telephones are that have shown who they are. A telephone is called by the way by which it told us, as it
/// may stand behind a router. Thread-safe.
public final class Registrar {
    /// Of one user.
    static final int MOST = 5;

    static final Duration LEAST = Duration.ofSeconds(60);
    /// A telephone that went without a word, or that an older process of ours knew, is seldom in doubt for longer.
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private static final int MOST_PROGRAM = 80;

    private final Gatekeeper gatekeeper;
    private final Clock clock;
    private final Duration longest;
    private final Watcher watcher;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, List<Binding>> bindings = new ConcurrentHashMap<>();

    /// One telephone of a user.
    ///
    /// @param contact as it calls itself
    /// @param program what it says it is (`Yealink SIP-T46U 108.86.0.45`), at most 80 characters; empty: nothing
    /// @param since when it told us first without a break
    public record Binding(
            Uri contact, Flow flow, String program, Instant since, Instant until, String callId, long sequence) {}

    /// Hears of telephones.
    public interface Watcher {
        /// What telephones a user has has changed.
        void changed(String user);

        /// Somebody tried a password that is wrong.
        void wrong(Flow from);
    }

    public Registrar(Gatekeeper gatekeeper, Clock clock, Watcher watcher) {
        this(gatekeeper, clock, LONGEST, watcher);
    }

    /// @param longest for which a telephone is known without telling us again; at least a minute
    public Registrar(Gatekeeper gatekeeper, Clock clock, Duration longest, Watcher watcher) {
        this.gatekeeper = gatekeeper;
        this.clock = clock;
        this.longest = longest;
        this.watcher = watcher;
    }

    /// Where a user's telephones are; those that told us last come first.
    public List<Binding> of(String user) {
        Instant now = clock.instant();
        return bindings.getOrDefault(user, List.of()).stream()
                .filter(binding -> binding.until().isAfter(now))
                .toList();
    }

    /// Who has a telephone now.
    public Set<String> users() {
        return bindings.keySet().stream().filter(user -> !of(user).isEmpty()).collect(Collectors.toUnmodifiableSet());
    }

    /// The user whose telephone is at the other end of this way.
    public Optional<String> at(Flow flow) {
        return users().stream()
                .filter(user ->
                        of(user).stream().anyMatch(binding -> binding.flow().equals(flow)))
                .findFirst();
    }

    /// Whether a telephone is there. Quick: it is asked for each message.
    public boolean knows(InetAddress address) {
        Instant now = clock.instant();
        for (List<Binding> known : bindings.values()) {
            for (Binding one : known) {
                if (one.until().isAfter(now) && one.flow().remote().getAddress().equals(address)) {
                    return true;
                }
            }
        }
        return false;
    }

    /// A user has no telephones any more, whatever those believe.
    public void forget(String user) {
        if (bindings.remove(user) != null) {
            watcher.changed(user);
        }
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
            Instant since = now.stream()
                    .filter(binding -> isAt(binding, contact.get()))
                    .map(Binding::since)
                    .findFirst()
                    .orElseGet(clock::instant);
            now.removeIf(binding -> isAt(binding, contact.get()));
            if (!lasts.get().isZero()) {
                now.addFirst(new Binding(
                        contact.get().uri(),
                        transaction.flow(),
                        program(request),
                        since,
                        clock.instant().plus(lasts.get()),
                        request.callId(),
                        request.cseq().number()));
            }
        }
        List<Binding> kept = List.copyOf(now.subList(0, Math.min(MOST, now.size())));
        if (kept.isEmpty()) {
            bindings.remove(user);
        } else {
            bindings.put(user, kept);
        }
        answer(transaction, 200, kept.stream().map(this::header).toList());
        if (!contacts.isEmpty()) {
            watcher.changed(user);
        }
    }

    private static boolean isAt(Binding binding, Address contact) {
        return binding.contact().text().equals(contact.uri().text());
    }

    private static String program(SipMessage.Request request) {
        String said = request.header("User-Agent")
                .orElse("")
                .replaceAll("\\p{Cntrl}", "")
                .strip();
        return said.length() > MOST_PROGRAM ? said.substring(0, MOST_PROGRAM) : said;
    }

    /// RFC 3261 section 10.3, step 7: what was overtaken on the way changes nothing.
    private static boolean isOutOfOrder(List<Binding> now, Address contact, SipMessage.Request request) {
        return now.stream()
                .filter(binding -> isAt(binding, contact))
                .anyMatch(binding -> binding.callId().equals(request.callId())
                        && binding.sequence() >= request.cseq().number());
    }

    private Optional<Duration> lasts(Address contact, SipMessage.Request request) {
        String text = contact.parameters()
                .get("expires")
                .or(() -> request.header("Expires"))
                .orElse(Long.toString(longest.toSeconds()));
        if (!text.matches("[0-9]{1,10}")) {
            return Optional.empty();
        }
        return Optional.of(Duration.ofSeconds(Math.min(longest.toSeconds(), Long.parseLong(text))));
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
