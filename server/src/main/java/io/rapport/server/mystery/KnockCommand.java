package io.rapport.server.mystery;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/// `./rapport knock`: asks the running installation to send its mystery customer around, and prints what is told.
final class KnockCommand {
    private KnockCommand() {}

    /// `DATA once|watch SECONDS`.
    public static void main(String[] arguments) {
        Visit.Wish.Until until = arguments[1].equals("once") ? Visit.Wish.Until.RECEIPT : Visit.Wish.Until.ANSWER;
        Visit.Wish wish = new Visit.Wish(until, Duration.ofSeconds(Long.parseLong(arguments[2])));
        System.exit(run(Path.of(arguments[0]), wish));
    }

    /// @return 0 when every door did what was asked, 1 when one did not, 2 when nothing runs there
    private static int run(Path data, Visit.Wish wish) {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(KnockSocket.at(data)))) {
            Channels.newOutputStream(channel).write((wish + "\n").getBytes(StandardCharsets.UTF_8));
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(Channels.newInputStream(channel), StandardCharsets.UTF_8));
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.startsWith(KnockSocket.END)) {
                    return line.equals(KnockSocket.END + "well") ? 0 : 1;
                }
                System.out.println(line);
            }
            System.err.println("The installation stopped before it had told everything.");
            return 1;
        } catch (IOException | IllegalArgumentException nobody) {
            System.err.println("Nothing runs with the data folder " + data + ". Start it with ./rapport up, or name the"
                    + " folder with --data.");
            return 2;
        }
    }
}
