package io.rapport.media.line;

import io.rapport.media.codec.Coding;
import io.rapport.media.sdp.Attribute;
import io.rapport.media.sdp.Codec;
import io.rapport.media.sdp.Connection;
import io.rapport.media.sdp.Direction;
import io.rapport.media.sdp.Media;
import io.rapport.media.sdp.Sdp;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/// How one line describes itself; its descriptions bear one number, and a version that grows when something changed.
final class Descriptions {
    private static final int OPUS_NUMBER = 96;
    private static final int KEYS_NUMBER = 101;

    /// RFC 7587 section 6.1: one voice, all the time.
    private static final String OPUS = " stereo=0;useinbandfec=1;usedtx=0";

    private final Connection host;
    private final String session = Long.toString(ThreadLocalRandom.current().nextLong(1L << 40));
    private long version;
    private Optional<Sdp> last = Optional.empty();

    Descriptions(String address) {
        this.host = new Connection(address.contains(":") ? 6 : 4, address);
    }

    Connection host() {
        return host;
    }

    /// With a number that is new only if it says something else than the one before.
    Sdp write(List<Attribute> attributes, List<Media> media) {
        Sdp same = sdp(attributes, media);
        if (last.filter(same::equals).isPresent()) {
            return same;
        }
        version++;
        Sdp fresh = sdp(attributes, media);
        last = Optional.of(fresh);
        return fresh;
    }

    private Sdp sdp(List<Attribute> attributes, List<Media> media) {
        return new Sdp(
                new Sdp.Origin("-", session, Long.toString(version), host),
                "-",
                Optional.of(host),
                List.copyOf(attributes),
                List.copyOf(media));
    }

    /// The section of sound: the first that is not switched off.
    static int sound(Sdp sdp) throws Unacceptable {
        for (int i = 0; i < sdp.media().size(); i++) {
            Media section = sdp.media().get(i);
            if (section.kind().equals("audio") && section.port() != 0) {
                return i;
            }
        }
        throw new Unacceptable("no sound in it");
    }

    /// Sections that we don't take, in their places.
    static Media refused(Media section) {
        return new Media(section.kind(), 0, section.protocol(), section.formats(), Optional.empty(), List.of());
    }

    /// What we offer, each under the number that is usual for it.
    static List<Codec> offered(List<Coding> codings) {
        List<Codec> offered = new ArrayList<>();
        for (Coding coding : codings) {
            int number = coding.number() < 0 ? OPUS_NUMBER : coding.number();
            offered.add(new Codec(number, coding.registered(), coding.clockRate(), coding.channels(), ""));
        }
        offered.add(new Codec(KEYS_NUMBER, "telephone-event", Sound.RATE, 1, ""));
        return offered;
    }

    static List<Attribute> codecs(List<Codec> codecs) {
        List<Attribute> lines = new ArrayList<>();
        for (Codec codec : codecs) {
            lines.add(new Attribute("rtpmap", codec.payloadType() + " " + codec.format()));
            if (codec.is("telephone-event")) {
                lines.add(new Attribute("fmtp", codec.payloadType() + " 0-15"));
            } else if (codec.is(Coding.OPUS.registered())) {
                lines.add(new Attribute("fmtp", codec.payloadType() + OPUS));
            }
        }
        return lines;
    }

    static Attribute direction(Direction direction) {
        return new Attribute(direction.name().toLowerCase(java.util.Locale.ROOT), "");
    }

    static List<String> numbers(List<Codec> codecs) {
        return codecs.stream()
                .map(codec -> Integer.toString(codec.payloadType()))
                .toList();
    }

    /// An address in digits; names are never looked up.
    static InetAddress address(Connection connection) throws Unacceptable {
        try {
            return InetAddress.ofLiteral(connection.address());
        } catch (IllegalArgumentException name) {
            throw new Unacceptable("its address is a name");
        }
    }
}
