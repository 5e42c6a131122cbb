package io.rapport.server.voice;

import io.rapport.server.access.Accounts;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.TeamId;
import io.rapport.server.web.Permission;
import io.rapport.server.web.Refusal;
import io.rapport.server.workforce.Agent;
import io.rapport.server.workforce.Presence;
import io.rapport.server.workforce.Workforce;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/// Who may listen to calls of others, and does. Leads hear calls that somebody of their team has in hand,
/// administrators those of all teams. Who listens sees it written down, and so does everybody who is listened to.
final class Listeners {
    private final Switchboard switchboard;
    private final AgentLines lines;
    private final ListenBook book;
    private final WrapUps wrapUps;
    private final Workforce workforce;
    private final Accounts accounts;
    private final Clock clock;

    Listeners(
            Switchboard switchboard,
            AgentLines lines,
            ListenBook book,
            WrapUps wrapUps,
            Workforce workforce,
            Accounts accounts,
            Clock clock) {
        this.switchboard = switchboard;
        this.lines = lines;
        this.book = book;
        this.wrapUps = wrapUps;
        this.workforce = workforce;
        this.accounts = accounts;
        this.clock = clock;
    }

    /// Calls in which somebody of a team talks, and which I may hear; oldest first.
    List<LiveCall> going(Agent me, TeamId team) {
        Set<Permission> mine = permissions(me);
        return switchboard.now().calls().stream()
                .filter(live -> isOf(live, team) && may(me, mine, live))
                .toList();
    }

    private boolean isOf(LiveCall live, TeamId team) {
        return live.state() instanceof CallState.Talking talking
                && workforce
                        .agent(talking.with())
                        .filter(agent -> agent.team().equals(team))
                        .isPresent();
    }

    /// As they stand now, whatever they were when somebody began.
    private Set<Permission> permissions(Agent who) {
        return accounts.account(who.account())
                .filter(account -> account.enabled() && who.enabled())
                .map(account -> account.role().permissions())
                .orElse(Set.of());
    }

    private boolean may(Agent who, LiveCall live) {
        return may(who, permissions(who), live);
    }

    private boolean may(Agent who, Set<Permission> theirs, LiveCall live) {
        return theirs.contains(Permission.LISTEN)
                && live.state() instanceof CallState.Talking
                && (theirs.contains(Permission.CHANGE_TEAMS) || isOf(live, who.team()));
    }

    /// Listens, or whispers; how it was until now ends.
    void listen(Agent me, long call, ListeningIn.How how) {
        Board board = switchboard.now();
        LiveCall live = board.find(call)
                .filter(one -> may(me, one) && !one.isWith(me.id()))
                .orElseThrow(Listeners::none);
        if (live.listener(me.id()).filter(one -> one.how() == how).isPresent()) {
            return;
        }
        if (board.inHand(me.id()).isPresent()) {
            throw Refusal.conflict("busy", "You have a call in hand. End it first.");
        }
        if (board.listenedTo(me.id()).filter(one -> one.call().id() != call).isPresent()) {
            throw Telephone.listens();
        }
        if (lines.of(me.id()).isEmpty()) {
            throw Dialler.noLine();
        }
        Instant now = clock.instant();
        long row = book.begins(live.call(), me.id(), how, now);
        accounts.audit(
                me.account(), how == ListeningIn.How.LISTENS ? "listens to call" : "whispers in call", subject(live));
        boolean handling = live.listener(me.id())
                .map(ListeningIn::handling)
                .orElseGet(() -> workforce.presence(me.id()).state() == Presence.State.AVAILABLE);
        if (!switchboard.listen(call, new ListeningIn(me.id(), how, now, row, handling))) {
            book.neverBegan(row);
            throw none();
        }
        if (handling) {
            wrapUps.handling(me.id());
        }
    }

    private static String subject(LiveCall live) {
        return "call " + live.call().id() + " of "
                + live.state().agent().map(AgentId::toString).orElse("nobody");
    }

    private static Refusal none() {
        return Refusal.notFound("There is no such call that you may hear.");
    }

    void stop(Agent me) {
        switchboard.stopListening(me.id());
    }

    /// Goes from listening into the call: the customer hears me as well.
    void join(Agent me) {
        LiveCall live = switchboard
                .now()
                .listenedTo(me.id())
                .filter(one -> may(me, one))
                .orElseThrow(() -> Refusal.conflict("not-listening", "You listen to no call."));
        if (!switchboard.joinListened(me.id())) {
            throw none();
        }
        accounts.audit(me.account(), "joined call", subject(live));
    }

    /// Who may not any more, since their role, their team or whoever has the call in hand has changed, hears it no
    /// more.
    void beat() {
        for (LiveCall live : switchboard.now().calls()) {
            for (ListeningIn one : live.listeners()) {
                if (workforce
                        .agent(one.who())
                        .filter(agent -> workforce.presence(agent.id()).isIn() && may(agent, live))
                        .isEmpty()) {
                    switchboard.stopListening(one.who());
                }
            }
        }
    }
}
