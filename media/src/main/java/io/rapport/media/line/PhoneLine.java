package io.rapport.media.line;

import io.rapport.media.codec.Coding;
import io.rapport.media.mailbox.Mailbox;
import io.rapport.media.rtp.Rtp;
import io.rapport.media.rtp.Srtp;
import io.rapport.media.rtp.SrtpSuite;
import io.rapport.media.sdp.Attribute;
import io.rapport.media.sdp.Codec;
import io.rapport.media.sdp.Connection;
import io.rapport.media.sdp.Crypto;
import io.rapport.media.sdp.Direction;
import io.rapport.media.sdp.Media;
import io.rapport.media.sdp.Sdp;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A line to a telephone, by way of whoever carries its calls: plain packets, or protected by keys that stand in the
/// descriptions (RFC 4568).
public final class PhoneLine extends Line {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final MediaSocket sound;
    private final MediaSocket reports;
    private final Predicate<InetAddress> mayTalkTo;
    private final Optional<InetAddress> known;
    private final List<Coding> codings;
    private final Descriptions descriptions;
    private Optional<Crypto> ourKey = Optional.empty();

    private @Nullable InetSocketAddress to;
    private @Nullable InetSocketAddress reportsTo;
    private boolean latched;
    /// Is equal to the former: a socket tells who the same sender is by the same object.
    private @Nullable InetSocketAddress knownFrom;
    private @Nullable Srtp protects;
    private @Nullable Srtp opens;
    private Optional<Crypto> theirKey = Optional.empty();

    PhoneLine(
            MediaLoop loop,
            Mailbox mailbox,
            LineSettings settings,
            Predicate<InetAddress> mayTalkTo,
            Optional<InetAddress> known,
            MediaSocket[] sockets) {
        super(loop, mailbox);
        this.sound = sockets[0];
        this.reports = sockets[1];
        this.mayTalkTo = mayTalkTo;
        this.known = known;
        this.codings = settings.codings();
        this.descriptions = new Descriptions(settings.advertised());
        loop.execute(() -> {
            sound.readBy(loop, this::came);
            reports.readBy(loop, (packet, length, from, nanos) -> {
                if (mayTalkTo.test(from.getAddress())) {
                    report(packet, length);
                }
            });
        });
    }

    // --------------------------------------------------------------------------------------------------- descriptions

    /// Answers what they offer; again when they offer otherwise.
    ///
    /// @throws Unacceptable where it can't be agreed to; all stays as it was
    public synchronized Sdp answer(Sdp offer) throws Unacceptable {
        int at = Descriptions.sound(offer);
        Media theirs = offer.media().get(at);
        Agreement agreement = agreement(offer, theirs);
        List<Codec> codecs = Voiced.taken(theirs, Voiced.withTheirLaw(theirs, codings));
        List<Attribute> attributes = new ArrayList<>();
        agreement.key().ifPresent(key -> attributes.add(answered(key).attribute()));
        attributes.addAll(Descriptions.codecs(codecs));
        attributes.add(new Attribute("ptime", "20"));
        attributes.add(Descriptions.direction(offer.direction(theirs).reversed()));
        if (theirs.has("rtcp-mux")) {
            attributes.add(new Attribute("rtcp-mux", ""));
        }
        List<Media> media = new ArrayList<>();
        for (int i = 0; i < offer.media().size(); i++) {
            media.add(
                    i != at
                            ? Descriptions.refused(offer.media().get(i))
                            : new Media(
                                    "audio",
                                    sound.bound().getPort(),
                                    theirs.protocol(),
                                    Descriptions.numbers(codecs),
                                    Optional.empty(),
                                    attributes));
        }
        apply(agreement);
        return descriptions.write(List.of(), media);
    }

    /// The key by which we protect stays the same for the whole call.
    private Crypto answered(Crypto theirs) {
        Crypto before = ourKey.orElse(null);
        byte[] key = before == null || !before.suite().equals(theirs.suite()) ? fresh() : before.key();
        Crypto ours = new Crypto(theirs.tag(), theirs.suite(), key, 0);
        ourKey = Optional.of(ours);
        return ours;
    }

    private static byte[] fresh() {
        byte[] key = new byte[SrtpSuite.KEY_BYTES];
        RANDOM.nextBytes(key);
        return key;
    }

    /// What we offer.
    public synchronized Sdp offer() {
        ourKey = Optional.empty();
        return offer("RTP/AVP", List.of());
    }

    /// What we offer where sound is to be protected (RFC 4568): only for a way on which nobody reads along, for the key
    /// stands in it.
    public synchronized Sdp protectedOffer() {
        Crypto key = new Crypto(1, SrtpSuite.AES_CM_128_HMAC_SHA1_80.name(), fresh(), 0);
        ourKey = Optional.of(key);
        return offer("RTP/SAVP", List.of(key.attribute()));
    }

    /// The same once more within a call, where the other side wants us to offer anew.
    public synchronized Sdp offerAgain() {
        return ourKey.isPresent() ? offer("RTP/SAVP", List.of(ourKey.get().attribute())) : offer("RTP/AVP", List.of());
    }

    private Sdp offer(String protocol, List<Attribute> keys) {
        List<Codec> codecs = Descriptions.offered(codings);
        List<Attribute> attributes = new ArrayList<>(keys);
        attributes.addAll(Descriptions.codecs(codecs));
        attributes.add(new Attribute("ptime", "20"));
        attributes.add(Descriptions.direction(Direction.SENDRECV));
        return descriptions.write(
                List.of(),
                List.of(new Media(
                        "audio",
                        sound.bound().getPort(),
                        protocol,
                        Descriptions.numbers(codecs),
                        Optional.empty(),
                        attributes)));
    }

    /// They have answered what we offered.
    ///
    /// @throws Unacceptable where their answer is none
    public synchronized void agreed(Sdp answer) throws Unacceptable {
        Media theirs = answer.media().get(Descriptions.sound(answer));
        if (ourKey.isPresent() && !theirs.protocol().contains("SAVP")) {
            throw new Unacceptable("it answers in clear what was offered protected");
        }
        apply(agreement(answer, theirs));
    }

    /// What holds from now on.
    private record Agreement(
            Voiced voiced,
            Direction ours,
            Optional<InetSocketAddress> to,
            Optional<InetSocketAddress> reports,
            Optional<Crypto> key) {}

    private Agreement agreement(Sdp sdp, Media theirs) throws Unacceptable {
        Connection connection = sdp.connection(theirs).orElseThrow(() -> new Unacceptable("no address to send to"));
        Direction ours = sdp.direction(theirs).reversed();
        Optional<InetSocketAddress> to = Optional.empty();
        Optional<InetSocketAddress> reportsAt = Optional.empty();
        if (connection.isNowhere()) {
            ours = Direction.RECVONLY;
        } else {
            InetAddress address = known.isPresent() ? known.get() : Descriptions.address(connection);
            if (!mayTalkTo.test(address)) {
                throw new Unacceptable("its address is not one that media may go to");
            }
            to = Optional.of(new InetSocketAddress(address, theirs.port()));
            int port = theirs.has("rtcp-mux") ? theirs.port() : theirs.port() + 1;
            reportsAt = port > 65_535 ? Optional.empty() : Optional.of(new InetSocketAddress(address, port));
        }
        return new Agreement(Voiced.of(theirs, Voiced.withTheirLaw(theirs, codings)), ours, to, reportsAt, key(theirs));
    }

    private static Optional<Crypto> key(Media theirs) throws Unacceptable {
        if (!theirs.protocol().contains("SAVP")) {
            return Optional.empty();
        }
        return Optional.of(theirs.cryptos().stream()
                .filter(crypto -> SrtpSuite.named(crypto.suite()).isPresent())
                .filter(crypto -> crypto.key().length == SrtpSuite.KEY_BYTES && crypto.identifierBytes() == 0)
                .findFirst()
                .orElseThrow(() -> new Unacceptable("no key that we know how to use")));
    }

    private void apply(Agreement agreement) {
        Optional<Crypto> ours = ourKey;
        loop.execute(() -> {
            agreed(agreement.voiced(), agreement.ours());
            boolean moved = !agreement.to().equals(Optional.ofNullable(described));
            if (moved) {
                described = agreement.to().orElse(null);
                to = described;
                reportsTo = agreement.reports().orElse(null);
                knownFrom = null;
                latched = false;
            }
            keys(agreement.key(), ours);
        });
    }

    private @Nullable InetSocketAddress described;

    /// Their counts go on as long as their key does.
    private void keys(Optional<Crypto> theirs, Optional<Crypto> ours) {
        if (theirs.equals(theirKey)) {
            return;
        }
        theirKey = theirs;
        if (theirs.isEmpty() || ours.isEmpty()) {
            protects = null;
            opens = null;
            return;
        }
        SrtpSuite suite = SrtpSuite.named(theirs.get().suite()).orElseThrow();
        opens = new Srtp(suite, theirs.get().key());
        protects = protects == null ? new Srtp(suite, ours.get().key()) : protects;
    }

    // -------------------------------------------------------------------------------------------------------- packets

    /// Until something comes from where they said, the first who may talk to us is believed: behind a router they know
    /// their own address no better. Later nobody else is. Who was believed may have been of an earlier call at the
    /// same port, so where they said always is.
    private void came(byte[] packet, int length, InetSocketAddress from, long nanos) {
        boolean known = from == knownFrom || from.equals(to);
        if (!known && from.equals(described)) {
            known = true;
            to = described;
        }
        if (!known && (latched || to == null || !mayTalkTo.test(from.getAddress()))) {
            if (Rtp.isPacket(packet, length)) {
                symptoms().stranger();
            }
            return;
        }
        if (Rtp.isRtcp(packet, length)) {
            report(packet, length);
            return;
        }
        knownFrom = known ? from : null;
        int plain = opens == null ? length : opens.open(packet, length);
        if (plain == Srtp.UNPROVEN) {
            symptoms().unproven();
        }
        if (plain < 0 || !Rtp.isPacket(packet, plain)) {
            return;
        }
        if (!latched) {
            latched = true;
            to = from;
            connected();
        }
        heard(packet, plain, nanos);
    }

    private void report(byte[] packet, int length) {
        int plain = opens == null ? length : opens.openRtcp(packet, length);
        if (plain > 0) {
            reported(packet, plain);
        }
    }

    /// Who dials with them suits them.
    @Override
    void suit(Line other) {}

    @Override
    boolean reachable() {
        return to != null;
    }

    @Override
    void transmit(byte[] packet, int length) {
        sound.send(packet, protects == null ? length : protects.protect(packet, length), to);
    }

    @Override
    void transmitReport(byte[] packet, int length) {
        MediaSocket by = reportsTo != null && reportsTo.equals(described) ? sound : reports;
        by.send(packet, protects == null ? length : protects.protectRtcp(packet, length), reportsTo);
    }

    @Override
    void shut() {
        sound.close();
        reports.close();
    }
}
