package io.rapport.server.voice;

import io.rapport.media.line.Unacceptable;
import io.rapport.media.sip.SipMessage;
import io.rapport.media.sip.call.Leg;
import io.rapport.media.sip.digest.Gatekeeper;
import io.rapport.server.web.Refusal;
import io.rapport.server.workforce.Agent;
import io.rapport.server.workforce.Workforce;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes what is dialled at telephones on desks. Each call has to show whose telephone it is.
final class DeskCalls implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(DeskCalls.class);

    private final DeskPhones phones;
    private final DeskBells bells;
    private final Strangers strangers;
    private final Dialler dialler;
    private final EmergencyCalls emergencies;
    private final Consults consults;
    private final Switchboard switchboard;
    private final Workforce workforce;
    private final Clock clock;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    DeskCalls(
            DeskPhones phones,
            DeskBells bells,
            Strangers strangers,
            Dialler dialler,
            EmergencyCalls emergencies,
            Consults consults,
            Switchboard switchboard,
            Workforce workforce,
            Clock clock) {
        this.phones = phones;
        this.bells = bells;
        this.strangers = strangers;
        this.dialler = dialler;
        this.emergencies = emergencies;
        this.consults = consults;
        this.switchboard = switchboard;
        this.workforce = workforce;
        this.clock = clock;
    }

    /// Quick: what takes time is done on another thread.
    void called(Leg leg, SipMessage.Request invite) {
        switch (phones.gatekeeper().check(invite, clock.instant())) {
            case Gatekeeper.Verdict.Ask(var challenges, boolean wrong) -> {
                if (wrong) {
                    strangers.wrong(leg.flow());
                }
                leg.refuse(401, challenges);
            }
            case Gatekeeper.Verdict.Welcome(String user) ->
                threads.execute(() -> {
                    try {
                        dialled(leg, user, CallerId.user(invite.uri()));
                    } catch (Refusal no) {
                        log.info("desk phone may not call user={} cause={}", user, no.getMessage());
                        leg.refuse(status(no), String.valueOf(no.getMessage()));
                    } catch (Unacceptable otherwise) {
                        leg.refuse(488);
                    } catch (IOException | RuntimeException ours) {
                        log.error("desk phone's call lost user={}", user, ours);
                        leg.refuse(503);
                    }
                });
        }
    }

    private void dialled(Leg leg, String user, String number) throws IOException, Unacceptable {
        Agent me = phones.named(user)
                .flatMap(phone -> workforce.agent(phone.agent()))
                .orElseThrow(() -> Refusal.forbidden("This telephone is nobody's any more."));
        Optional<List<Trunk>> emergency = emergencies.trunks(number);
        if (emergency.isPresent()) {
            emergencies.call(me, leg, number, emergency.get());
            return;
        }
        if (holds(me)) {
            consults.call(me, leg, number);
            return;
        }
        AtDesk at = new AtDesk(switchboard);
        DeskLine desk = bells.line(me.id(), leg.flow().remote().getAddress(), at);
        Dialler.Order order;
        try {
            order = dialler.dialled(me, number);
            desk.dialled(leg);
        } catch (Refusal | Unacceptable no) {
            desk.line().close();
            throw no;
        }
        dialler.dial(me, order, Optional.of(new Dialler.FromDesk(desk, at)));
    }

    /// Whether a caller is on hold at their telephone.
    private boolean holds(Agent me) {
        return switchboard
                .now()
                .inHand(me.id())
                .map(live -> live.desks().get(me.id()))
                .filter(DeskLine::isHeld)
                .isPresent();
    }

    /// As of SIP; beside it goes the sentence.
    static int status(Refusal no) {
        return switch (no.status()) {
            case 404 -> 404;
            case 409 -> 486;
            case 403, 422 -> 403;
            default -> 503;
        };
    }

    @Override
    public void close() {
        threads.shutdown();
    }
}
