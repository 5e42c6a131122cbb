package io.rapport.media.quality;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// Finds faults among the parties of one room by what their lines tell, looked at twice a second or so.
/// Begins anew with each change of who is there. Pure but for what it remembers; for one thread.
public final class FaultWatch {
    /// Whom a finding concerns when it is nobody in particular.
    public static final int ALL = -1;

    private final FaultRules rules;
    private final List<Party> parties = new ArrayList<>();
    private boolean dead;

    /// A fault that has begun, or is over.
    ///
    /// @param party its place in the list of signs, or [#ALL]
    public record Finding(int party, Fault fault, boolean begun) {}

    public FaultWatch(FaultRules rules) {
        this.rules = rules;
    }

    /// Looks once.
    ///
    /// @param passedMillis since the last look
    /// @param signs of all parties, in the same order each time
    /// @return what has begun or is over since the last look
    public List<Finding> look(int passedMillis, List<Signs> signs) {
        if (parties.size() != signs.size()) {
            parties.clear();
            signs.forEach(now -> parties.add(new Party(now)));
            return List.of();
        }
        for (int i = 0; i < signs.size(); i++) {
            parties.get(i).look(passedMillis, signs.get(i));
        }
        for (Party party : parties) {
            party.spokenTo(parties);
        }
        List<Finding> findings = new ArrayList<>();
        boolean wasDead = dead;
        dead = isDead();
        if (dead != wasDead) {
            findings.add(new Finding(ALL, Fault.DEAD_AIR, dead));
        }
        for (int i = 0; i < parties.size(); i++) {
            Party party = parties.get(i);
            Set<Fault> now = party.faults(othersAreHeard(party));
            for (Fault fault : Fault.values()) {
                if (now.contains(fault) != party.told.contains(fault)) {
                    findings.add(new Finding(i, fault, now.contains(fault)));
                }
            }
            party.told = now;
        }
        return findings;
    }

    private boolean isDead() {
        List<Party> expected =
                parties.stream().filter(party -> party.now.expected()).toList();
        return expected.size() > 1
                && expected.stream().allMatch(party -> party.silent >= rules.deadAirMillis() && !party.isNatural());
    }

    private boolean othersAreHeard(Party party) {
        return parties.stream()
                .anyMatch(other -> other != party
                        && other.now.expected()
                        && (other.silent <= rules.aliveMillis() || other.isNatural()));
    }

    /// What their own reports say of why nothing comes.
    private enum Says {
        NOTHING,
        SENDS,
        PAUSES
    }

    /// What is remembered of one party.
    private final class Party {
        private Signs now;
        private Set<Fault> told = EnumSet.noneOf(Fault.class);
        private int absent;
        private int silent;
        private long voicedNow;
        private int spokenTo;
        private boolean sounded;
        private Says says = Says.NOTHING;
        private long unaccounted;
        private boolean accounted;
        private long sentAtAdvance;
        private int vain;
        private double strangers;
        private double unproven;
        private double doubled;
        private final long astray;

        Party(Signs first) {
            now = first;
            sentAtAdvance = first.sent();
            astray = first.astray();
        }

        void look(int passed, Signs next) {
            boolean came = next.packets() > now.packets();
            boolean sounds = next.sounding() > now.sounding();
            boolean meant = !next.expected() || next.muted();
            absent = came || meant ? 0 : absent + passed;
            silent = sounds || meant ? 0 : silent + passed;
            sounded |= sounds;
            voicedNow = next.voicedMillis() - now.voicedMillis();
            if (came) {
                says = Says.NOTHING;
            }
            if (next.reports() > now.reports()) {
                told(next);
            }
            double forgiven = rules.strayLeak() * passed / 1_000.0;
            strangers = stray(strangers, next.strangers() - now.strangers(), forgiven);
            unproven = stray(unproven, next.unproven() - now.unproven(), forgiven);
            doubled = stray(doubled, next.doubled() - now.doubled(), forgiven);
            now = next;
        }

        private double stray(double before, long more, double forgiven) {
            // A flood is not remembered for longer than it lasted: a few seconds.
            return Math.min(4.0 * rules.strayPackets(), Math.max(0, before + more - forgiven));
        }

        /// A report has come.
        private void told(Signs next) {
            if (next.theirSent() >= 0) {
                long missing = next.theirSent() - next.packets();
                boolean never = next.packets() == 0;
                if (absent >= rules.aliveMillis() && (accounted || never) && says != Says.SENDS) {
                    long more = missing - (never ? 0 : unaccounted);
                    says = more >= rules.missedPackets() ? Says.SENDS : Says.PAUSES;
                }
                unaccounted = missing;
                accounted = true;
            }
            if (next.arrivals() > now.arrivals()) {
                sentAtAdvance = Math.max(sentAtAdvance, next.sent() - next.beyond());
                // A few are on their way; so many are not.
                vain = next.beyond() >= rules.sentPackets() / 2 ? 1 : 0;
            } else if (next.hears() && next.sent() - sentAtAdvance >= rules.sentPackets() / 2) {
                vain++;
            }
        }

        /// How much others spoke since this one was heard last.
        void spokenTo(List<Party> all) {
            long most = all.stream()
                    .filter(other -> other != this && other.now.expected())
                    .mapToLong(other -> other.voicedNow)
                    .max()
                    .orElse(0);
            spokenTo = silent == 0 ? 0 : spokenTo + (int) most;
        }

        private boolean leavesOut() {
            return now.pauses() > 0;
        }

        private boolean isGated() {
            return now.gates() > 1;
        }

        /// Whether their silence, if they are silent, is no fault.
        boolean isNatural() {
            return now.muted()
                    || says == Says.PAUSES
                    || says != Says.SENDS
                            && silent < rules.naturalMillis()
                            && (absent >= rules.aliveMillis() ? leavesOut() : isGated());
        }

        Set<Fault> faults(boolean othersAreHeard) {
            Set<Fault> faults = EnumSet.noneOf(Fault.class);
            if (now.expected() && othersAreHeard && !isNatural()) {
                if (absent >= missedAfter()) {
                    faults.add(Fault.NOTHING_COMES);
                } else if (absent < rules.aliveMillis() && saysNothing()) {
                    faults.add(Fault.ONLY_SILENCE);
                }
            }
            if (vain > 1 && now.sent() - sentAtAdvance >= rules.sentPackets()) {
                faults.add(Fault.NOTHING_ARRIVES);
            }
            stray(faults, Fault.STRANGER, strangers);
            stray(faults, Fault.UNPROVEN, unproven);
            stray(faults, Fault.TWO_SOURCES, doubled);
            if (now.loops() >= rules.loopChecks()) {
                faults.add(Fault.LOOP);
            }
            if (now.astray() > astray) {
                faults.add(Fault.ASTRAY);
            }
            return faults;
        }

        private void stray(Set<Fault> faults, Fault fault, double count) {
            // It is over when nothing is left of it, so that one that comes and goes is told once.
            if (count >= rules.strayPackets() || told.contains(fault) && count > 0) {
                faults.add(fault);
            }
        }

        private int missedAfter() {
            return switch (says) {
                case SENDS -> rules.sureMillis();
                case PAUSES -> rules.naturalMillis();
                case NOTHING -> now.reports() > 0 ? rules.reportingMillis() : rules.absentMillis();
            };
        }

        private boolean saysNothing() {
            return sounded
                    ? silent >= rules.silentMillis() && spokenTo >= rules.spokenMillis()
                    : silent >= rules.everSoundedMillis() && spokenTo >= rules.everSpokenMillis();
        }
    }
}
