package io.rapport.server.voice;

import io.rapport.server.access.Accounts;
import io.rapport.server.vocabulary.AlwaysAnswered;
import io.rapport.server.vocabulary.Networks;
import io.rapport.server.vocabulary.OneOf;
import io.rapport.server.web.May;
import io.rapport.server.web.Permission;
import io.rapport.server.web.Refusal;
import java.security.Principal;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Trunks, as an administrator sets them up.
@RestController
@RequestMapping("/api/admin/trunks")
@May(Permission.SEE_SETTINGS)
class TrunkRoutes {
    private static final Duration LATELY = Duration.ofDays(7);
    private static final int MOST_ADDRESSES = 50;
    private static final int MOST_PASSWORD = 200;
    private static final String USER = "[A-Za-z0-9._~+=$-]{1,80}";
    private static final String DOMAIN = "[a-z0-9.-]{1,200}";
    private static final String TARGET = "(?:[0-9.]{7,15}|\\[[0-9A-Fa-f:.]{2,45}]):[0-9]{1,5}";

    private final Trunks trunks;
    private final Edge edge;
    private final TrunkPulse pulse;
    private final Strangers strangers;
    private final CallBook book;
    private final Accounts accounts;
    private final Clock clock;

    TrunkRoutes(
            Trunks trunks,
            Edge edge,
            TrunkPulse pulse,
            Strangers strangers,
            CallBook book,
            Accounts accounts,
            Clock clock) {
        this.trunks = trunks;
        this.edge = edge;
        this.pulse = pulse;
        this.strangers = strangers;
        this.book = book;
        this.clock = clock;
        this.accounts = accounts;
    }

    /// @param addresses addresses and networks (`203.0.113.0/28`) from which it calls
    /// @param target where our calls go (`203.0.113.5:5060`); empty: none do
    /// @param rank of several that take our calls the lower one is tried first: 1 to 99; left out: 1
    /// @param standing whether it answers; never comes in
    /// @param user as whom we register there; empty: it knows us by our address
    /// @param domain behind the `@` of addresses there; by TLS its certificate has to be for it
    /// @param refers whether a call that is put through to a number outside is left to it to connect; left out: not
    /// @param password only comes in; left out, the one that is known stays
    record TrunkSetup(
            @Nullable String id,
            String name,
            List<String> addresses,
            @AlwaysAnswered @Nullable String target,

            @AlwaysAnswered @OneOf(Trunk.Transport.class) @Nullable
            String transport,

            boolean enabled,
            @AlwaysAnswered @Nullable Integer rank,

            @AlwaysAnswered @OneOf(TrunkPulse.Standing.class) @Nullable
            String standing,

            @AlwaysAnswered @Nullable String user,
            @AlwaysAnswered @Nullable String domain,
            @AlwaysAnswered @Nullable Boolean refers,
            @Nullable String password) {}

    /// All trunks.
    @GetMapping
    List<TrunkSetup> trunks() {
        return trunks.all().stream().map(this::view).toList();
    }

    /// @param ignored addresses that are not heard for an hour, because they tried wrong passwords or worse
    /// @param turnedAway messages of strangers that were not taken in since the start
    record StrangersView(int ignored, long turnedAway) {}

    /// Who knocks at the telephone's port without being asked.
    @GetMapping("/strangers")
    StrangersView strangers() {
        return new StrangersView(strangers.ignored(), strangers.turnedAway());
    }

    /// How calls of the last seven days by one trunk could be heard.
    ///
    /// @param trunk its number
    /// @param calls that were answered
    /// @param deadAir those of them in which nobody heard anything for a while
    /// @param oneWay those in which the customer was not heard, or did not hear us
    /// @param wrongParty those in which somebody else's sound came on the customer's line, and was kept out
    /// @param rough those in which the customer's line did not sound well for a while
    /// @param opinion what listeners would say of what came from customers, 1 to 4.5; none: nobody knows
    record TrunkSound(
            String trunk,
            long calls,
            long deadAir,
            long oneWay,
            long wrongParty,
            long rough,
            @Nullable Double opinion) {}

    /// How calls by each trunk could be heard lately.
    @GetMapping("/sound")
    List<TrunkSound> trunkSound() {
        return book.heardSince(clock.instant().minus(LATELY)).stream()
                .map(heard -> new TrunkSound(
                        Long.toString(heard.trunk()),
                        heard.calls(),
                        heard.deadAir(),
                        heard.oneWay(),
                        heard.wrongParty(),
                        heard.rough(),
                        heard.opinion().orElse(null)))
                .toList();
    }

    /// Adds a trunk.
    @May(Permission.CHANGE_DOORS)
    @PostMapping
    TrunkSetup addTrunk(@RequestBody TrunkSetup setup, Principal caller) {
        long id = trunks.add(trunk(0, setup));
        audit(caller, "added trunk", id);
        return view(trunks.find(id).orElseThrow());
    }

    /// Changes a trunk.
    @May(Permission.CHANGE_DOORS)
    @PutMapping("/{id}")
    TrunkSetup changeTrunk(@PathVariable String id, @RequestBody TrunkSetup setup, Principal caller) {
        Trunk known = Optional.of(id)
                .filter(text -> text.matches("[0-9]{1,18}"))
                .flatMap(text -> trunks.find(Long.parseLong(text)))
                .orElseThrow(() -> Refusal.notFound("There is no such trunk."));
        trunks.change(trunk(known.id(), setup));
        audit(caller, "changed trunk", known.id());
        return view(trunks.find(known.id()).orElseThrow());
    }

    private Trunk trunk(long id, TrunkSetup setup) {
        String name = setup.name().strip();
        if (name.isEmpty() || name.length() > 80) {
            throw Refusal.field("name", "A trunk's name has 1 to 80 characters.");
        }
        if (trunks.all().stream()
                .anyMatch(other -> other.id() != id && other.name().equals(name))) {
            throw Refusal.field("name", "Another trunk is called so.");
        }
        List<String> addresses = setup.addresses().stream()
                .map(String::strip)
                .filter(address -> !address.isEmpty())
                .distinct()
                .toList();
        if (addresses.isEmpty() || addresses.size() > MOST_ADDRESSES || !areNetworks(addresses)) {
            throw Refusal.field(
                    "addresses", "Say from which addresses it calls, in digits: 203.0.113.5 or 203.0.113.0/28.");
        }
        String target = setup.target() == null ? "" : setup.target().strip();
        if (!target.isEmpty() && !isTarget(target)) {
            throw Refusal.field("target", "Calls go to an address in digits with a port: 203.0.113.5:5060.");
        }
        return new Trunk(
                id,
                name,
                addresses,
                target,
                transport(setup),
                setup.enabled(),
                account(id, setup, target),
                rank(setup),
                domain(setup),
                Boolean.TRUE.equals(setup.refers()));
    }

    private Trunk.Transport transport(TrunkSetup setup) {
        Trunk.Transport transport =
                setup.transport() == null ? Trunk.Transport.UDP : Trunk.Transport.valueOf(setup.transport());
        if (transport == Trunk.Transport.TLS && !edge.hasTls()) {
            throw Refusal.field(
                    "transport", "TLS needs a certificate of ours: rapport.voice.certificate and its private key.");
        }
        return transport;
    }

    private static String domain(TrunkSetup setup) {
        String domain = setup.domain() == null ? "" : setup.domain().strip().toLowerCase(Locale.ROOT);
        if (!domain.isEmpty() && !domain.matches(DOMAIN)) {
            throw Refusal.field("domain", "Say behind which domain it knows us: sip.provider.example.");
        }
        return domain;
    }

    private static int rank(TrunkSetup setup) {
        int rank = setup.rank() == null ? 1 : setup.rank();
        if (rank < 1 || rank > 99) {
            throw Refusal.field("rank", "From 1 to 99; the lower one is tried first.");
        }
        return rank;
    }

    private Optional<Trunk.Account> account(long id, TrunkSetup setup, String target) {
        String user = setup.user() == null ? "" : setup.user().strip();
        String domain = domain(setup);
        if (user.isEmpty()) {
            return Optional.empty();
        }
        if (!user.matches(USER)) {
            throw Refusal.field("user", "A user name has 1 to 80 letters, digits and signs, without spaces.");
        }
        if (!domain.matches(DOMAIN)) {
            throw Refusal.field("domain", "Say behind which domain it knows us: sip.provider.example.");
        }
        if (target.isEmpty()) {
            throw Refusal.field("target", "Say where we register: 203.0.113.5:5060.");
        }
        String password = setup.password() == null ? "" : setup.password();
        Optional<String> known = trunks.find(id).flatMap(Trunk::account).map(Trunk.Account::password);
        if (password.isEmpty() && known.isEmpty() || password.length() > MOST_PASSWORD) {
            throw Refusal.field("password", "A password has 1 to 200 characters.");
        }
        return Optional.of(new Trunk.Account(domain, user, password.isEmpty() ? known.orElseThrow() : password));
    }

    private static boolean areNetworks(List<String> addresses) {
        try {
            new Networks(addresses);
            return true;
        } catch (IllegalArgumentException none) {
            return false;
        }
    }

    private static boolean isTarget(String target) {
        if (!target.matches(TARGET)) {
            return false;
        }
        int port = Integer.parseInt(target.substring(target.lastIndexOf(':') + 1));
        return port >= 1 && port <= 65_535;
    }

    private void audit(Principal caller, String what, long trunk) {
        accounts.audit(Long.parseLong(caller.getName()), what, Long.toString(trunk));
    }

    private TrunkSetup view(Trunk trunk) {
        return new TrunkSetup(
                Long.toString(trunk.id()),
                trunk.name(),
                trunk.addresses(),
                trunk.target(),
                trunk.transport().name(),
                trunk.enabled(),
                trunk.rank(),
                pulse.of(trunk).name(),
                trunk.account().map(Trunk.Account::user).orElse(""),
                trunk.domain(),
                trunk.refers(),
                null);
    }
}
