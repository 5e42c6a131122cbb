package io.rapport.media.line;

import io.rapport.media.codec.Coding;
import io.rapport.media.dtls.DtlsIdentity;
import io.rapport.media.dtls.DtlsServer;
import io.rapport.media.dtls.SrtpAgreed;
import io.rapport.media.ice.IceLite;
import io.rapport.media.mailbox.Mailbox;
import io.rapport.media.rtp.Rtp;
import io.rapport.media.rtp.Srtp;
import io.rapport.media.sdp.Attribute;
import io.rapport.media.sdp.Codec;
import io.rapport.media.sdp.Direction;
import io.rapport.media.sdp.Media;
import io.rapport.media.sdp.Sdp;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A line to a browser (WebRTC): one port for everything, protected by keys of a handshake on it.
public final class BrowserLine extends Line {
    private static final String SHA_256 = "sha-256 ";

    private final MediaSocket socket;
    private final LineSettings settings;
    private final DtlsIdentity identity;
    private final Descriptions descriptions;
    private final IceLite ice = new IceLite();

    /// What it had better speak first; empty before it was answered for the first time.
    private volatile Optional<Coding> wanted = Optional.empty();

    private String theirFingerprint = "";
    private @Nullable DtlsServer dtls;
    private @Nullable Srtp protects;
    private @Nullable Srtp opens;

    BrowserLine(MediaLoop loop, Mailbox mailbox, LineSettings settings, DtlsIdentity identity, MediaSocket socket) {
        super(loop, mailbox);
        this.socket = socket;
        this.settings = settings;
        this.identity = identity;
        this.descriptions = new Descriptions(settings.advertised());
        loop.execute(() -> socket.readBy(loop, this::came));
    }

    // --------------------------------------------------------------------------------------------------- descriptions

    /// Answers what the browser offers; again when it offers anew, as after a change of its network.
    ///
    /// @throws Unacceptable where it can't be agreed to; all stays as it was
    public synchronized Sdp answer(Sdp offer) throws Unacceptable {
        int at = Descriptions.sound(offer);
        Media theirs = offer.media().get(at);
        String fragment = needed(offer, theirs, "ice-ufrag");
        String fingerprint = fingerprint(needed(offer, theirs, "fingerprint"));
        if (offer.inherited(theirs, "setup").filter("passive"::equals).isPresent()) {
            throw new Unacceptable("it must begin the handshake");
        }
        List<Coding> ours = ours();
        Voiced voiced = Voiced.of(theirs, ours);
        Direction way = offer.direction(theirs).reversed();
        Sdp answer = describe(offer, at, Voiced.taken(theirs, ours), way);
        if (wanted.isEmpty()) {
            wanted = Optional.of(voiced.first());
        }
        loop.execute(() -> {
            agreed(voiced, way);
            ice.expect(fragment);
            shake(fingerprint);
        });
        return answer;
    }

    /// G.711 first: nearly all telephones speak it, and whoever else is there is suited once they are.
    private List<Coding> ours() {
        Optional<Coding> first = wanted;
        List<Coding> all = new ArrayList<>(settings.codings());
        all.sort(Comparator.comparing((Coding coding) ->
                first.isPresent() ? first.get() != coding : coding.law().isEmpty()));
        return all;
    }

    /// How it would be answered to speak first if it offered anew; empty before it has offered.
    public Optional<Coding> wanted() {
        return wanted;
    }

    /// A telephone can speak in few ways and a browser in all: where they are alone together, the browser speaks as the
    /// telephone does, unless the telephone understands it as it is and would not sound better otherwise.
    @Override
    void suit(Line other) {
        Optional<Coding> now = first();
        Optional<Coding> theirs = other.speaks().filter(this::takes);
        if (now.isEmpty() || theirs.isEmpty()) {
            return;
        }
        boolean suits = other instanceof BrowserLine
                || other.takes(now.get()) && theirs.get().law().isPresent();
        Optional<Coding> best = suits ? now : theirs;
        if (!best.equals(wanted)) {
            wanted = best;
            tell(LineWatcher::otherwise);
        }
    }

    private static String needed(Sdp sdp, Media section, String name) throws Unacceptable {
        Optional<String> found = sdp.inherited(section, name);
        if (found.isEmpty()) {
            throw new Unacceptable("no " + name);
        }
        return found.get();
    }

    private static String fingerprint(String line) throws Unacceptable {
        if (!line.toLowerCase(Locale.ROOT).startsWith(SHA_256)) {
            throw new Unacceptable("a fingerprint of SHA-256 is needed");
        }
        return line.substring(SHA_256.length()).strip();
    }

    private Sdp describe(Sdp offer, int at, List<Codec> codecs, Direction way) {
        Media theirs = offer.media().get(at);
        List<Attribute> attributes = new ArrayList<>();
        attributes.add(new Attribute("ice-ufrag", ice.fragment()));
        attributes.add(new Attribute("ice-pwd", ice.password()));
        attributes.add(new Attribute("fingerprint", identity.fingerprint()));
        attributes.add(new Attribute("setup", "passive"));
        theirs.attribute("mid").ifPresent(mid -> attributes.add(new Attribute("mid", mid)));
        attributes.add(Descriptions.direction(way));
        attributes.add(new Attribute("rtcp-mux", ""));
        attributes.addAll(Descriptions.codecs(codecs));
        attributes.add(new Attribute("ptime", "20"));
        attributes.add(new Attribute("msid", "call voice"));
        attributes.add(new Attribute(
                "candidate",
                "1 1 udp 2130706431 %s %d typ host"
                        .formatted(settings.advertised(), socket.bound().getPort())));
        attributes.add(new Attribute("end-of-candidates", ""));
        List<Media> media = new ArrayList<>();
        for (int i = 0; i < offer.media().size(); i++) {
            Media section = offer.media().get(i);
            media.add(
                    i != at
                            ? Descriptions.refused(section)
                            : new Media(
                                    "audio",
                                    socket.bound().getPort(),
                                    theirs.protocol(),
                                    Descriptions.numbers(codecs),
                                    Optional.empty(),
                                    attributes));
        }
        List<Attribute> session = new ArrayList<>();
        session.add(new Attribute("ice-lite", ""));
        theirs.attribute("mid")
                .filter(mid -> offer.attribute("group").isPresent())
                .ifPresent(mid -> session.add(new Attribute("group", "BUNDLE " + mid)));
        return descriptions.write(session, media);
    }

    // ---------------------------------------------------------------------------------------------------------- keys

    /// Once for each certificate of theirs: a way that changes needs no new keys.
    private void shake(String fingerprint) {
        if (fingerprint.equalsIgnoreCase(theirFingerprint)) {
            return;
        }
        theirFingerprint = fingerprint;
        if (dtls != null) {
            dtls.close();
        }
        protects = null;
        opens = null;
        dtls = new DtlsServer(identity, fingerprint, this::sendShake, new DtlsServer.Outcome() {
            @Override
            public void agreed(SrtpAgreed keys) {
                loop.execute(() -> {
                    opens = new Srtp(keys.suite(), keys.client());
                    protects = new Srtp(keys.suite(), keys.server());
                    connected();
                });
            }

            @Override
            public void failed(String why) {
                loop.execute(() -> tell(LineWatcher::unheard));
            }

            @Override
            public void ended() {
                loop.execute(() -> tell(LineWatcher::left));
            }
        });
    }

    private void sendShake(byte[] packet) {
        loop.execute(() -> socket.send(packet, packet.length, ice.address().orElse(null)));
    }

    // -------------------------------------------------------------------------------------------------------- packets

    /// By the first byte (RFC 7983).
    private void came(byte[] packet, int length, InetSocketAddress from, long nanos) {
        if (length < 1) {
            return;
        }
        int first = packet[0] & 0xFF;
        if (first <= 3) {
            ice.answer(Arrays.copyOf(packet, length), from).ifPresent(answer -> {
                alive(nanos);
                socket.send(answer, answer.length, from);
            });
        } else if (!ice.address().filter(from::equals).isPresent()) {
            if (Rtp.isPacket(packet, length)) {
                symptoms().stranger();
            }
        } else if (first >= 20 && first <= 63) {
            if (dtls != null) {
                dtls.came(Arrays.copyOf(packet, length));
            }
        } else if (first >= 128 && first <= 191 && opens != null) {
            protectedPacket(packet, length, nanos);
        }
    }

    private void protectedPacket(byte[] packet, int length, long nanos) {
        Srtp keys = opens;
        if (keys == null) {
            return;
        }
        if (Rtp.isRtcp(packet, length)) {
            int plain = keys.openRtcp(packet, length);
            if (plain > 0) {
                reported(packet, plain);
            }
            return;
        }
        int plain = keys.open(packet, length);
        if (plain > 0) {
            heard(packet, plain, nanos);
        } else if (plain == Srtp.UNPROVEN) {
            symptoms().unproven();
        }
    }

    @Override
    boolean reachable() {
        return protects != null && ice.address().isPresent();
    }

    @Override
    void transmit(byte[] packet, int length) {
        if (protects != null) {
            socket.send(packet, protects.protect(packet, length), ice.address().orElse(null));
        }
    }

    @Override
    void transmitReport(byte[] packet, int length) {
        if (protects != null) {
            socket.send(
                    packet, protects.protectRtcp(packet, length), ice.address().orElse(null));
        }
    }

    @Override
    void shut() {
        if (dtls != null) {
            dtls.close();
        }
        socket.close();
    }
}
