package io.rapport.media.sip.call;

import io.rapport.media.sip.SipReader;
import io.rapport.media.sip.transaction.Flow;
import io.rapport.media.sip.transaction.HandTimers;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;

/// Two ends and the line between them, which may lose messages. Time passes when told to.
final class Net {
    final HandTimers time = new HandTimers();
    final End here = new End("198.51.100.1");
    final End there = new End("203.0.113.1");
    final List<String> sent = new ArrayList<>();
    private final Queue<Runnable> underway = new ArrayDeque<>();
    private Random dice = new Random(1);
    private int lostPercent;
    boolean cut;

    Net() {
        here.to = new Line(here, there);
        there.to = new Line(there, here);
    }

    void loses(int percent, long seed) {
        lostPercent = percent;
        dice = new Random(seed);
    }

    void pass(Duration duration) {
        time.pass(duration, this::deliver);
    }

    void settle() {
        pass(Duration.ZERO);
    }

    private void deliver() {
        while (!underway.isEmpty()) {
            underway.remove().run();
        }
    }

    final class End implements Receptionist {
        final SipCalls calls = new SipCalls(time, Runnable::run, this, "Test");
        final List<Heard> called = new ArrayList<>();
        private final String address;
        Flow to = new Line(this, this);
        java.util.function.Consumer<io.rapport.media.sip.transaction.ServerTransaction> registers = none -> {};

        End(String address) {
            this.address = address;
        }

        @Override
        public void called(Leg leg, io.rapport.media.sip.SipMessage.Request invite) {
            Heard heard = new Heard();
            heard.leg = leg;
            leg.watch(heard);
            called.add(heard);
        }

        @Override
        public boolean asked(io.rapport.media.sip.transaction.ServerTransaction transaction) {
            registers.accept(transaction);
            return true;
        }
    }

    final class Line implements Flow {
        private final End from;
        private final End far;

        Line(End from, End far) {
            this.from = from;
            this.far = far;
        }

        @Override
        public String transport() {
            return "UDP";
        }

        @Override
        public InetSocketAddress remote() {
            return new InetSocketAddress(far.address, 5060);
        }

        @Override
        public String local() {
            return from.address + ":5060";
        }

        @Override
        public void send(byte[] message) {
            sent.add(from.address + " " + new String(message, StandardCharsets.UTF_8));
            if (!cut && dice.nextInt(100) >= lostPercent) {
                underway.add(() -> far.calls.transactions().received(SipReader.datagram(message), far.to));
            }
        }
    }
}
