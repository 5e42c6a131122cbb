package io.rapport.server.voice.spool;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Optional;

/// What is kept of one call until the database has it.
public sealed interface Spooled {

    /// What makes it the same when it is written down twice.
    String key();

    /// When it came, or ended: the older ones are written down first.
    Instant at();

    /// Somebody called while the database was away.
    ///
    /// @param key hexadecimal, as the inbox knows the call
    /// @param door its number
    /// @param trunk its number; 0: none
    /// @param invite as it came
    /// @param ended empty while it goes on, or where we went before its end
    /// @param message a WAV file; empty: none
    record Caller(String key, Instant at, long door, long trunk, byte[] invite, Optional<Instant> ended, byte[] message)
            implements Spooled {
        public Caller {
            if (!key.matches("[0-9a-f]{1,64}")) {
                throw new IllegalArgumentException("a call's key is hexadecimal");
            }
        }

        /// The same, which is over.
        public Caller over(Instant now, byte[] wav) {
            return new Caller(key, at, door, trunk, invite, Optional.of(now), wav);
        }
    }

    /// A call that the database knows ended while it was away.
    ///
    /// @param call its number there
    /// @param how as of `InteractionEvent.CallEnded.How`
    /// @param agent who of us spoke with them; 0: nobody
    /// @param door of the message; 0: none
    /// @param sender of the message, as the inbox takes it: kind, address, name, each on a line; empty: none
    /// @param messageId as which the inbox knows the call
    /// @param message a WAV file; empty: none
    record End(
            long call, Instant at, String how, long agent, long door, String sender, String messageId, byte[] message)
            implements Spooled {
        @Override
        public String key() {
            return "end-" + call;
        }
    }

    /// As bytes that [#of] reads.
    default byte[] bytes() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(all)) {
            switch (this) {
                case Caller caller -> {
                    out.writeByte(1);
                    out.writeUTF(caller.key());
                    out.writeLong(caller.at().toEpochMilli());
                    out.writeLong(caller.door());
                    out.writeLong(caller.trunk());
                    out.writeLong(caller.ended().map(Instant::toEpochMilli).orElse(0L));
                    blob(out, caller.invite());
                    blob(out, caller.message());
                }
                case End end -> {
                    out.writeByte(2);
                    out.writeLong(end.call());
                    out.writeLong(end.at().toEpochMilli());
                    out.writeUTF(end.how());
                    out.writeLong(end.agent());
                    out.writeLong(end.door());
                    out.writeUTF(end.sender());
                    out.writeUTF(end.messageId());
                    blob(out, end.message());
                }
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return all.toByteArray();
    }

    private static void blob(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    /// @throws IOException where these are no such bytes
    static Spooled of(byte[] bytes) throws IOException {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            return switch (in.readByte()) {
                case 1 -> {
                    String key = in.readUTF();
                    Instant at = Instant.ofEpochMilli(in.readLong());
                    long door = in.readLong();
                    long trunk = in.readLong();
                    long ended = in.readLong();
                    yield new Caller(
                            key,
                            at,
                            door,
                            trunk,
                            blob(in),
                            ended == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(ended)),
                            blob(in));
                }
                case 2 ->
                    new End(
                            in.readLong(),
                            Instant.ofEpochMilli(in.readLong()),
                            in.readUTF(),
                            in.readLong(),
                            in.readLong(),
                            in.readUTF(),
                            in.readUTF(),
                            blob(in));
                default -> throw new IOException("no call that was kept");
            };
        }
    }

    private static byte[] blob(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > in.available()) {
            throw new IOException("cut short");
        }
        return in.readNBytes(length);
    }
}
