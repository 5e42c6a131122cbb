package io.rapport.bench.voice;

import io.rapport.media.line.BrowserLine;
import io.rapport.media.line.Line;
import io.rapport.media.line.LineSettings;
import io.rapport.media.line.Lines;
import io.rapport.media.line.PhoneLine;
import io.rapport.media.line.Room;
import io.rapport.media.line.Unacceptable;
import io.rapport.media.sdp.Sdp;
import io.rapport.media.sdp.SdpReader;
import io.rapport.media.sdp.SdpReading;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// The program that is measured: our lines, told what to do line by line. Descriptions come and go in Base64:
/// `join SDP SDP` and `bridge SDP SDP` answer `SDP SDP`; `clear` answers `cleared`; `compiled` answers for how many
/// milliseconds its code has been compiled. It ends with its input.
public final class OurLines {
    private final Lines lines = new Lines(new LineSettings(InetAddress.getLoopbackAddress(), "", 40_000, 59_999));
    private final List<Line> open = new ArrayList<>();

    private OurLines() throws IOException {}

    public static void main(String[] none) throws Exception {
        OurLines ours = new OurLines();
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            System.out.println(ours.does(line.split(" ")));
        }
        System.exit(0);
    }

    private String does(String[] words) throws IOException, Unacceptable {
        return switch (words[0]) {
            case "join" -> {
                PhoneLine one = lines.phone(InetAddress::isLoopbackAddress);
                PhoneLine other = lines.phone(InetAddress::isLoopbackAddress);
                yield together(one, one.answer(read(words[1])), other, other.answer(read(words[2])));
            }
            case "bridge" -> {
                PhoneLine phone = lines.phone(InetAddress::isLoopbackAddress);
                BrowserLine browser = lines.browser();
                yield together(phone, phone.answer(read(words[1])), browser, browser.answer(read(words[2])));
            }
            case "clear" -> {
                open.forEach(Line::close);
                open.clear();
                yield "cleared";
            }
            case "compiled" ->
                Long.toString(ManagementFactory.getCompilationMXBean().getTotalCompilationTime());
            default -> throw new IllegalArgumentException(words[0]);
        };
    }

    private String together(Line one, Sdp ofOne, Line other, Sdp ofOther) {
        Room room = lines.room();
        room.join(one);
        room.join(other);
        open.addAll(List.of(one, other));
        return written(ofOne) + " " + written(ofOther);
    }

    private static Sdp read(String encoded) {
        return sdp(new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8));
    }

    private static String written(Sdp sdp) {
        return Base64.getEncoder().encodeToString(sdp.text().getBytes(StandardCharsets.UTF_8));
    }

    static Sdp sdp(String text) {
        return switch (SdpReader.read(text)) {
            case SdpReading.Whole whole -> whole.sdp();
            case SdpReading.Refused refused -> throw new IllegalArgumentException(refused.why() + ":\n" + text);
        };
    }
}
