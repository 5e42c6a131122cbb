package io.rapport.server.voice;

import io.rapport.server.access.Accounts;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.web.May;
import io.rapport.server.web.Permission;
import io.rapport.server.web.Refusal;
import io.rapport.server.workforce.Agent;
import io.rapport.server.workforce.Workforce;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// The telephone on the desk of whoever is signed in, and of others for an administrator.
@RestController
class DeskPhoneRoutes {
    private final DeskPhones phones;
    private final PickUps pickUps;
    private final Edge edge;
    private final VoiceSettings settings;
    private final Workforce workforce;
    private final Accounts accounts;

    DeskPhoneRoutes(
            DeskPhones phones,
            PickUps pickUps,
            Edge edge,
            VoiceSettings settings,
            Workforce workforce,
            Accounts accounts) {
        this.phones = phones;
        this.pickUps = pickUps;
        this.edge = edge;
        this.settings = settings;
        this.workforce = workforce;
        this.accounts = accounts;
    }

    /// A telephone that is there now.
    ///
    /// @param name what it says it is; may be empty
    record ThereView(String name, String address, Instant since) {}

    /// @param server where it registers, with the port
    /// @param user as whom; null: it was set up for nobody yet
    /// @param first whether it rings first when its owner calls somebody from the desktop
    record DeskPhoneView(String server, @Nullable String user, boolean first, List<ThereView> there) {}

    /// My desk phone.
    @May(Permission.TALK)
    @GetMapping("/api/phone/desk")
    DeskPhoneView deskPhone(Principal caller) {
        return view(me(caller).id());
    }

    /// @param password shown this once
    record MadeDeskPhone(String server, String user, String password) {}

    /// Makes a user name and a password for my desk phone. One that I had before is known no more.
    @May(Permission.TALK)
    @PostMapping("/api/phone/desk")
    MadeDeskPhone makeDeskPhone(Principal caller) {
        return made(me(caller), caller);
    }

    /// @param first whether it rings first when I call somebody from here
    record DeskPhoneChoice(boolean first) {}

    /// Says whether my desk phone rings first when I call somebody.
    @May(Permission.TALK)
    @PutMapping("/api/phone/desk")
    DeskPhoneView chooseDeskPhone(@RequestBody DeskPhoneChoice choice, Principal caller) {
        AgentId me = me(caller).id();
        phones.prefer(me, choice.first());
        return view(me);
    }

    /// No desk phone of mine is known any more.
    @May(Permission.TALK)
    @DeleteMapping("/api/phone/desk")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revokeDeskPhone(Principal caller) {
        revoke(me(caller), caller);
    }

    /// Lets my desk phone ring no more for somebody whom I wanted to call.
    @May(Permission.TALK)
    @DeleteMapping("/api/phone/desk/pick-up")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void stopPickUp(Principal caller) {
        pickUps.stop(me(caller).id());
    }

    /// @param there how many of their telephones are there now
    record OwnerView(String agent, String user, Instant made, int there) {}

    /// Whose desk phones were set up.
    @May(Permission.SEE_SETTINGS)
    @GetMapping("/api/admin/desk-phones")
    List<OwnerView> deskPhones() {
        return phones.all().stream()
                .map(phone -> new OwnerView(
                        phone.agent().toString(),
                        phone.user(),
                        phone.made(),
                        phones.there(phone.agent()).size()))
                .toList();
    }

    /// Makes a user name and a password for the desk phone of somebody.
    @May(Permission.CHANGE_DOORS)
    @PostMapping("/api/admin/desk-phones/{agent}")
    MadeDeskPhone makeDeskPhoneOf(@PathVariable String agent, Principal caller) {
        return made(owner(agent), caller);
    }

    /// No desk phone of somebody is known any more.
    @May(Permission.CHANGE_DOORS)
    @DeleteMapping("/api/admin/desk-phones/{agent}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revokeDeskPhoneOf(@PathVariable String agent, Principal caller) {
        revoke(owner(agent), caller);
    }

    private MadeDeskPhone made(Agent owner, Principal caller) {
        DeskPhone phone = phones.make(owner.id());
        audit(caller, "made desk phone", owner);
        return new MadeDeskPhone(server(), phone.user(), phone.password());
    }

    private void revoke(Agent owner, Principal caller) {
        if (phones.revoke(owner.id())) {
            audit(caller, "revoked desk phone", owner);
        }
    }

    private DeskPhoneView view(AgentId me) {
        Optional<DeskPhone> phone = phones.of(me);
        return new DeskPhoneView(
                server(),
                phone.map(DeskPhone::user).orElse(null),
                phone.filter(DeskPhone::preferred).isPresent(),
                phones.there(me).stream()
                        .map(one -> new ThereView(
                                one.program(), one.flow().remote().getAddress().getHostAddress(), one.since()))
                        .toList());
    }

    private String server() {
        String host = settings.publicAddress().isEmpty() ? settings.address() : settings.publicAddress();
        return (host.contains(":") ? "[" + host + "]" : host) + ":"
                + edge.port().orElseGet(settings::port);
    }

    private void audit(Principal caller, String what, Agent owner) {
        accounts.audit(Long.parseLong(caller.getName()), what, owner.id().toString());
    }

    private Agent me(Principal caller) {
        return workforce
                .agentOfAccount(Long.parseLong(caller.getName()))
                .filter(Agent::enabled)
                .orElseThrow(() -> Refusal.forbidden("This account belongs to no team yet."));
    }

    private Agent owner(String id) {
        return Optional.of(id)
                .filter(text -> text.matches("[0-9]{1,18}"))
                .map(Long::parseLong)
                .filter(number -> number > 0)
                .flatMap(number -> workforce.agent(new AgentId(number)))
                .filter(Agent::enabled)
                .orElseThrow(() -> Refusal.notFound("There is no such colleague."));
    }
}
