package io.rapport.bench.voice;

import io.rapport.media.line.LineSettings;
import io.rapport.media.line.Lines;
import io.rapport.media.line.PhoneLine;
import io.rapport.media.line.Unacceptable;
import io.rapport.media.sip.SipMessage;
import io.rapport.media.sip.call.Leg;
import io.rapport.media.sip.call.SipEdge;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/// The program that is measured: our end of SIP, which takes each call at once, with a line of its own as sound, until
/// they hang up. Says its UDP port; ends with its input.
public final class OurTelephones {
    private final Lines lines = new Lines(LineSettings.anyPort(InetAddress.getLoopbackAddress()));

    private OurTelephones() throws IOException {}

    public static void main(String[] none) throws Exception {
        OurTelephones ours = new OurTelephones();
        SipEdge edge = new SipEdge(ours::called, "Rapport", InetAddress::isLoopbackAddress);
        int port = edge.udp(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), "")
                .bound()
                .getPort();
        System.out.println(port);
        while (System.in.read() >= 0) {
            // Nothing is asked of it.
        }
        System.exit(0);
    }

    private void called(Leg leg, SipMessage.Request invite) {
        try {
            PhoneLine line = lines.phone(InetAddress::isLoopbackAddress);
            leg.watch(how -> line.close());
            leg.accept(line.answer(OurLines.sdp(new String(invite.body(), StandardCharsets.UTF_8))));
        } catch (IOException | Unacceptable impossible) {
            leg.refuse(500);
        }
    }
}
