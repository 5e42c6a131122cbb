package io.rapport.server.voice;

import io.rapport.media.line.Lines;
import io.rapport.media.line.Room;
import io.rapport.media.line.Unacceptable;
import io.rapport.media.sip.call.Leg;
import io.rapport.media.sip.call.LegWatcher;
import io.rapport.server.channel.Door;
import io.rapport.server.web.Refusal;
import io.rapport.server.workforce.Agent;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Calls to the fire brigade and the like, dialled at telephones on desks. They go to the trunk that the installation
/// names for the number, past every rule on whom we call and past the database: nothing is looked up and nothing waits.
final class EmergencyCalls {
    /// No customer has a number so short; in most countries one of them is for emergencies.
    static final String SHORT = "[0-9]{2,3}";

    private static final Logger log = LoggerFactory.getLogger(EmergencyCalls.class);

    private final Map<String, String> numbers;
    private final Trunks trunks;
    private final DeskBells bells;
    private final Edge edge;
    private final OpenLines lines;
    private final Dialler dialler;

    /// @param numbers each with the name of the trunk that takes it
    EmergencyCalls(
            Map<String, String> numbers, Trunks trunks, DeskBells bells, Edge edge, OpenLines lines, Dialler dialler) {
        this.numbers = Map.copyOf(numbers);
        this.trunks = trunks;
        this.bells = bells;
        this.edge = edge;
        this.lines = lines;
        this.dialler = dialler;
    }

    /// Which trunks take this number, if it is one for emergencies; the one that is named for it first.
    ///
    /// @throws Refusal with what to do where it can't be called from here
    Optional<List<Trunk>> trunks(String number) {
        String name = numbers.get(number);
        if (name == null) {
            if (number.matches(SHORT)) {
                log.error("emergency number not set up number={}", number);
                throw Refusal.unprocessable(
                        "emergency", "This number can't be called from here. In an emergency take a mobile telephone.");
            }
            return Optional.empty();
        }
        // Another one is better than none.
        List<Trunk> ways = trunks.out().stream()
                .sorted(Comparator.comparing(trunk -> !trunk.name().equalsIgnoreCase(name)))
                .toList();
        if (ways.isEmpty()) {
            log.error("emergency number without a trunk number={} trunk={}", number, name);
            throw Refusal.unprocessable(
                    "emergency", "This number can't be called from here. In an emergency take a mobile telephone.");
        }
        return Optional.of(ways);
    }

    /// Calls it.
    void call(Agent me, Leg leg, String number, List<Trunk> ways) throws IOException, Unacceptable {
        Lines sound = lines.now().orElseThrow(() -> new IOException("the telephone is not open"));
        log.warn(
                "emergency call agent={} number={} trunk={}",
                me.id(),
                number,
                ways.getFirst().id());
        Room room = sound.room();
        SipEnd far = new SipEnd(sound.phone(
                from -> ways.stream().anyMatch(trunk -> trunk.networks().test(from))));
        DeskLine desk = bells.line(me.id(), leg.flow().remote().getAddress(), new DeskLine.Watcher() {
            @Override
            public void picked(DeskLine by) {}

            @Override
            public void held(DeskLine by, boolean held) {}

            @Override
            public void ended(DeskLine by, LegWatcher.Ending how) {
                far.hangUp();
            }
        });
        desk.dialled(leg);
        far.listen(news -> {
            if (news instanceof CallNews.TheyAnswered) {
                desk.accept();
                room.join(desk.line());
                room.join(far.line());
            } else if (news instanceof CallNews.TheyEnded) {
                log.warn("emergency call ended agent={} number={}", me.id(), number);
                far.line().close();
                desk.hangUp();
            }
        });
        try {
            edge.dial(ways, dialler.shown(me.team()).map(Door::address).orElse("anonymous"), number, far, trunk -> {});
        } catch (IOException away) {
            far.line().close();
            throw away;
        }
    }
}
