package io.rapport.server.voice;

import io.rapport.media.line.Lines;
import io.rapport.media.sip.call.Referral;
import io.rapport.media.sip.call.SipCalls;
import io.rapport.media.sip.register.Registrar;
import io.rapport.media.sip.transaction.Flow;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.Networks;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Lets telephones on desks ring.
final class DeskBells {
    private static final Logger log = LoggerFactory.getLogger(DeskBells.class);

    private final DeskPhones phones;
    private final Networks desks;
    private final OpenLines lines;
    private final Edge edge;
    private volatile BiConsumer<DeskLine, Referral> referrals = (desk, referral) -> referral.refuse(603);

    /// @param desks from where telephones on desks may come
    DeskBells(DeskPhones phones, Networks desks, OpenLines lines, Edge edge) {
        this.phones = phones;
        this.desks = desks;
        this.lines = lines;
        this.edge = edge;
    }

    /// Who hears that somebody puts a call through at a telephone; must not block.
    void onReferral(BiConsumer<DeskLine, Referral> listener) {
        referrals = listener;
    }

    /// The line of a telephone that calls us.
    ///
    /// @throws IOException where none can be had
    DeskLine line(AgentId agent, InetAddress from, DeskLine.Watcher watcher) throws IOException {
        Lines sound = lines.now().orElseThrow(() -> new IOException("the telephone is not open"));
        return new DeskLine(agent, sound.phoneAt(from, desks), watcher, (desk, one) -> referrals.accept(desk, one));
    }

    /// Lets all telephones of somebody ring.
    ///
    /// @param name shown there, of whoever calls or is to be called
    /// @param number of them; empty: withheld
    /// @return those that ring now; none where none is there
    List<DeskLine> ring(AgentId agent, String name, String number, DeskLine.Watcher watcher) {
        Optional<SipCalls> calls = edge.calls();
        List<DeskLine> ringing = new ArrayList<>();
        for (Registrar.Binding binding : calls.isPresent() ? phones.there(agent) : List.<Registrar.Binding>of()) {
            try {
                Flow flow = binding.flow();
                DeskLine desk = line(agent, flow.remote().getAddress(), watcher);
                desk.rings(calls.orElseThrow()
                        .call(
                                binding.contact(),
                                from(name, number, Edge.host(flow)),
                                "<" + binding.contact().text() + ">",
                                List.of(),
                                desk.offer(),
                                flow,
                                desk.watching()));
                ringing.add(desk);
            } catch (IOException | IllegalArgumentException away) {
                log.warn("desk phone not rung agent={} cause={}", agent, away.toString());
            }
        }
        return ringing;
    }

    /// Whoever calls, as a From header.
    static String from(String name, String number, String host) {
        String shown = name.replaceAll("\\p{Cntrl}", " ").replaceAll("([\"\\\\])", "\\\\$1");
        String who = number.matches("\\+?[0-9*#]{1,40}") ? number + "@" + host : "anonymous@anonymous.invalid";
        return "\"" + shown + "\" <sip:" + who + ">";
    }
}
