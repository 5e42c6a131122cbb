package io.rapport.bench.voice;

import java.io.IOException;
import java.util.Random;

/// A telephone's end: plain packets.
final class Phone extends End {
    Phone(int number, int other, Random random) throws IOException {
        super(number, other, random);
    }

    String describe() throws IOException {
        return """
                v=0
                o=- 1 1 IN IP4 127.0.0.1
                s=-
                c=IN IP4 127.0.0.1
                t=0 0
                m=audio %d RTP/AVP 0
                a=rtpmap:0 PCMU/8000
                a=ptime:20
                a=sendrecv
                a=rtcp-mux
                """.formatted(port()).replace("\n", "\r\n");
    }

    void answered(String sdp) throws IOException {
        connect(OurLines.sdp(sdp).media().getFirst().port());
    }

    @Override
    void keepAlive() {}

    @Override
    int protect(byte[] bytes, int length) {
        return length;
    }

    @Override
    int open(byte[] bytes, int length) {
        return length;
    }
}
