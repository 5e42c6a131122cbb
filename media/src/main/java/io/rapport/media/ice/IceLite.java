package io.rapport.media.ice;

import io.rapport.media.stun.StunMessage;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.Optional;

/// Answers the checks of one far side. Who knows the password that we described is them; where they say that they use
/// a way, that is their address from then on, whatever it was before: so a call survives a change of their network.
/// For one thread.
public final class IceLite {
    private static final String CHARACTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BAD_REQUEST = 400;
    private static final int UNAUTHENTICATED = 401;
    private static final int UNKNOWN_ATTRIBUTE = 420;

    private final String fragment = random(8);
    private final String password = random(24);
    private Optional<String> theirs = Optional.empty();
    private Optional<InetSocketAddress> address = Optional.empty();
    private boolean nominated;

    private static String random(int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(CHARACTERS.charAt(RANDOM.nextInt(CHARACTERS.length())));
        }
        return text.toString();
    }

    /// Ours, as the description names it.
    public String fragment() {
        return fragment;
    }

    /// Ours; a secret between the two sides.
    public String password() {
        return password;
    }

    /// Names the fragment of theirs. With another one they have begun anew (an ICE restart); the address stays until
    /// they use another.
    public void expect(String fragment) {
        if (!theirs.equals(Optional.of(fragment))) {
            theirs = Optional.of(fragment);
            nominated = false;
        }
    }

    /// Where they are: the way that they use, or until they do the first that they tried.
    public Optional<InetSocketAddress> address() {
        return address;
    }

    /// What to answer to a packet; nothing to one that is no check.
    public Optional<byte[]> answer(byte[] packet, InetSocketAddress from) {
        Optional<StunMessage> read = StunMessage.read(packet);
        if (read.isEmpty() || read.get().type() != StunMessage.BINDING_REQUEST) {
            return Optional.empty();
        }
        StunMessage request = read.get();
        if (request.username().isEmpty()
                || request.attribute(StunMessage.MESSAGE_INTEGRITY).isEmpty()) {
            return Optional.of(refused(request, BAD_REQUEST, "Bad Request"));
        }
        String expected = fragment + ":" + theirs.orElse("");
        if (!request.username().get().equals(expected) || !request.signedWith(password)) {
            return Optional.of(refused(request, UNAUTHENTICATED, "Unauthenticated"));
        }
        if (!request.unknownRequired().isEmpty()) {
            return Optional.of(refused(request, UNKNOWN_ATTRIBUTE, "Unknown Attribute"));
        }
        boolean used = request.attribute(StunMessage.USE_CANDIDATE).isPresent();
        if (used || !nominated) {
            address = Optional.of(from);
            nominated |= used;
        }
        return Optional.of(new StunMessage.Writer(StunMessage.BINDING_SUCCESS, request.transaction())
                .addXorMapped(from)
                .signed(password));
    }

    private static byte[] refused(StunMessage request, int code, String reason) {
        return new StunMessage.Writer(StunMessage.BINDING_ERROR, request.transaction())
                .addError(code, reason)
                .fingerprinted();
    }
}
