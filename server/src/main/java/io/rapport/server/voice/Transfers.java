package io.rapport.server.voice;

import io.rapport.media.sip.Uri;
import io.rapport.media.sip.call.Referral;
import io.rapport.media.sip.call.Replaces;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.web.Refusal;
import io.rapport.server.workforce.Agent;
import io.rapport.server.workforce.Workforce;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Does what the transfer key of a telephone on a desk asks for: the call goes to a colleague, to a team or to a number
/// outside. Who keeps nobody waiting and hangs up at once loses nobody: where it fails, the call rings anew.
final class Transfers implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Transfers.class);

    private final DeskPhones phones;
    private final PutThroughs putThroughs;
    private final Consults consults;
    private final Switchboard switchboard;
    private final Workforce workforce;
    /// Calls that ring at a colleague, who is to have them.
    private final Map<Long, Asked> asked = new ConcurrentHashMap<>();
    private final Bell bell = new Bell("transfers", this::look);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private record Asked(Agent by, Agent colleague, DeskLine desk, Referral referral) {}

    Transfers(
            DeskPhones phones,
            PutThroughs putThroughs,
            Consults consults,
            Switchboard switchboard,
            Workforce workforce) {
        this.consults = consults;
        this.phones = phones;
        this.putThroughs = putThroughs;
        this.switchboard = switchboard;
        this.workforce = workforce;
        bell.start();
    }

    /// Somebody presses the key. Never blocks.
    void asked(DeskLine desk, Referral referral) {
        threads.execute(() -> {
            try {
                transfer(desk, referral);
            } catch (Refusal no) {
                log.info("transfer refused agent={} cause={}", desk.agent(), no.getMessage());
                desk.refers(false);
                referral.refuse(DeskCalls.status(no));
            } catch (RuntimeException ours) {
                log.error("transfer lost agent={}", desk.agent(), ours);
                desk.refers(false);
                referral.refuse(500);
            }
        });
    }

    private void transfer(DeskLine desk, Referral referral) {
        Agent me = workforce.agent(desk.agent()).filter(Agent::enabled).orElseThrow(Transfers::nobody);
        if (referral.replaces().isPresent()) {
            join(me, desk, referral, referral.replaces().get());
            return;
        }
        LiveCall live = switchboard.at(desk).orElseThrow(Transfers::notThis);
        String user = CallerId.user(referral.target()).strip();
        long call = live.call().id();
        desk.refers(true);
        Optional<Agent> colleague = colleague(user, referral.target());
        if (colleague.isPresent()) {
            ask(me, call, colleague.get(), desk, referral);
            return;
        }
        if (!user.matches("\\+?[0-9*#]{2,40}")) {
            throw nobody();
        }
        putThroughs.to(me, call, user, false, status -> {
            referral.accept();
            referral.done(status);
            desk.refers(false);
        });
        referral.accept();
    }

    /// Two calls of one telephone are one from now on, whichever of both it names.
    private void join(Agent me, DeskLine desk, Referral referral, Replaces named) {
        Optional<LiveCall> here = switchboard.at(desk);
        Consults.Consult consult =
                (here.isPresent() ? consults.of(me.id(), named) : consults.at(desk)).orElseThrow(Transfers::notThis);
        LiveCall live = here.or(() -> switchboard
                        .now()
                        .inHand(me.id())
                        .filter(one -> Optional.ofNullable(one.desks().get(me.id()))
                                .filter(other -> other.is(named))
                                .isPresent()))
                .orElseThrow(Transfers::notThis);
        desk.refers(true);
        referral.accept();
        try {
            putThroughs.join(me, live.call().id(), consult, status -> {
                referral.done(status);
                desk.refers(false);
                consult.letGo();
            });
        } catch (Refusal late) {
            referral.done(DeskCalls.status(late));
            throw late;
        }
    }

    private static Refusal notThis() {
        return Refusal.forbidden("This call can't be transferred.");
    }

    private static Refusal nobody() {
        return Refusal.notFound("There is nobody of that name here.");
    }

    /// By the user name of their telephone, or by a first name that one of us bears alone.
    private Optional<Agent> colleague(String user, Uri target) {
        Optional<Agent> byTelephone = phones.named(user).flatMap(phone -> workforce.agent(phone.agent()));
        if (byTelephone.isPresent() || !(target instanceof Uri.Sip)) {
            return byTelephone;
        }
        List<Agent> named = workforce.agents().stream()
                .filter(Agent::enabled)
                .filter(agent -> agent.firstName().toLowerCase(Locale.ROOT).equals(user.toLowerCase(Locale.ROOT)))
                .limit(2)
                .toList();
        return named.size() == 1 ? Optional.of(named.getFirst()) : Optional.empty();
    }

    private void ask(Agent me, long call, Agent colleague, DeskLine desk, Referral referral) {
        switch (switchboard.ask(call, me.id(), colleague.id())) {
            case RINGS -> {
                referral.accept();
                asked.put(call, new Asked(me, colleague, desk, referral));
                bell.ring();
            }
            case NOT_THERE -> throw Refusal.unavailable("They are not at a telephone just now.");
            case BUSY -> throw Refusal.conflict("busy", "They speak with somebody just now.");
            case NOT_NOW -> throw Refusal.conflict("asked", "A colleague is asked already, or you speak with nobody.");
        }
    }

    /// Something has changed.
    void wake() {
        bell.ring();
    }

    private void look() {
        asked.forEach((call, one) -> {
            Optional<LiveCall> live = switchboard.now().find(call);
            AgentId colleague = one.colleague().id();
            if (live.isEmpty()) {
                over(call, one, 487);
            } else if (live.get().isWith(colleague)) {
                over(call, one, 200);
                if (live.get().isWith(one.by().id())) {
                    switchboard.news(call, new CallNews.HungUp(one.by().id()));
                }
                // They were put on hold before the key was pressed, by most telephones.
                switchboard.news(call, new CallNews.Held(false));
                log.info(
                        "call transferred call={} from={} to={}", call, one.by().id(), colleague);
            } else if (!live.get().isAsked(colleague)) {
                over(call, one, live.get().declined().contains(colleague) ? 603 : 480);
            }
        });
    }

    private void over(long call, Asked one, int status) {
        asked.remove(call);
        one.referral().done(status);
        one.desk().refers(false);
    }

    @Override
    public void close() {
        bell.close();
        threads.shutdown();
    }
}
