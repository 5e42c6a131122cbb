package io.rapport.server.movein;

import io.rapport.server.vault.Vault;
import io.rapport.server.vocabulary.Channel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;

/// Puts aside what a source says, some hundred things a transaction, each bounded.
final class Staging implements Thing.Sink {
    /// Messages and people of one source at the most, and refusals that are told.
    static final int MAX_THINGS = 500_000;

    static final int MAX_REFUSALS = 5_000;
    /// Kinds of things that are left out, each with its own line.
    private static final int MAX_KINDS = 100;

    private static final int BATCH = 200;
    private static final long BATCH_BYTES = 16L << 20;
    private static final String OTHERS = "objects of other kinds";
    private static final int MAX_LINE = 500;
    private static final int MAX_TEXT = 400_000;
    private static final int MAX_HTML = 2_000_000;
    private static final int MAX_REF = 300;

    private final long moveIn;
    private final MoveInStore store;
    private final ThingStore things;
    private final Vault vault;
    private final TransactionTemplate transaction;
    private final List<Waiting> batch = new ArrayList<>();
    private final List<Outcome.Refusal> refusals = new ArrayList<>();
    private final Map<String, String> threads = new HashMap<>();
    private final Map<Outcome.Refusal, Integer> left = new LinkedHashMap<>();
    private long bytes;
    private int added;
    private int refused;

    private record Waiting(Thing thing, String address, byte @Nullable [] raw) {}

    Staging(long moveIn, MoveInStore store, ThingStore things, Vault vault, TransactionTemplate transaction) {
        this.moveIn = moveIn;
        this.store = store;
        this.things = things;
        this.vault = vault;
        this.transaction = transaction;
    }

    @Override
    public void add(Thing thing, byte @Nullable [] raw) {
        Thing bounded = bounded(thing);
        if (bounded.ref().isBlank()) {
            refuse("a " + thing.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT), "It has no number.");
            return;
        }
        if (++added > MAX_THINGS) {
            throw new UnreadableException(
                    "It holds more than " + MAX_THINGS + " people and messages. Cut it in pieces.");
        }
        if (raw != null && bounded instanceof Thing.Message message) {
            threads.put(message.messageId(), message.thread());
        }
        batch.add(new Waiting(bounded, address(bounded), raw));
        bytes += raw == null ? 0 : raw.length;
        if (batch.size() >= BATCH || bytes >= BATCH_BYTES) {
            flush();
        }
    }

    private static String address(Thing thing) {
        return switch (thing) {
            case Thing.Person person -> person.email();
            case Thing.Conversation thread -> thread.email();
            case Thing.Message message -> message.authorEmail();
        };
    }

    private static Thing bounded(Thing thing) {
        return switch (thing) {
            case Thing.Person p ->
                new Thing.Person(
                        cut(p.ref(), MAX_REF),
                        line(p.name()),
                        line(p.email()),
                        line(p.phone()),
                        line(p.organisation()),
                        p.standing());
            case Thing.Conversation t ->
                new Thing.Conversation(
                        cut(t.ref(), MAX_REF),
                        line(t.subject()),
                        cut(t.person(), MAX_REF),
                        line(t.email()),
                        line(t.name()),
                        t.open());
            case Thing.Message m ->
                new Thing.Message(
                        cut(m.ref(), MAX_REF),
                        cut(m.thread(), MAX_REF),
                        m.at(),
                        m.way(),
                        m.channel() == Channel.VOTE ? Channel.MAIL : m.channel(),
                        cut(m.author(), MAX_REF),
                        line(m.authorEmail()),
                        line(m.authorName()),
                        line(m.subject()),
                        cut(m.text(), MAX_TEXT),
                        cut(m.html(), MAX_HTML),
                        m.messageId(),
                        m.files().stream().map(Staging::line).toList());
        };
    }

    private static String line(String text) {
        return cut(text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip(), MAX_LINE);
    }

    private static String cut(String text, int most) {
        String clean = text.indexOf('\0') < 0 ? text : text.replace("\0", "");
        String shorter = clean.length() > most ? clean.substring(0, most) : clean;
        // Halves of characters become question marks: the database holds none.
        return new String(shorter.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    @Override
    public void refuse(String what, String reason) {
        if (++refused <= MAX_REFUSALS) {
            refusals.add(new Outcome.Refusal(cut(what, 200), reason));
        }
    }

    @Override
    public void leave(String kind, String reason) {
        Outcome.Refusal line = new Outcome.Refusal(kind, reason);
        boolean named = left.containsKey(line) || left.size() < MAX_KINDS;
        left.merge(named ? line : new Outcome.Refusal(OTHERS, reason), 1, Integer::sum);
    }

    @Override
    public Optional<String> threadOf(String message) {
        return Optional.ofNullable(threads.get(message));
    }

    /// Nothing more comes.
    void finish() {
        if (refused > MAX_REFUSALS) {
            left.put(
                    new Outcome.Refusal("others", "The report tells of the first " + MAX_REFUSALS + " alone."),
                    refused - MAX_REFUSALS);
        }
        left.forEach(
                (line, count) -> refusals.add(new Outcome.Refusal(line.what() + " (" + count + ")", line.reason())));
        left.clear();
        flush();
    }

    private void flush() {
        List<byte[]> raws = new ArrayList<>();
        for (Waiting one : batch) {
            if (one.raw() != null) {
                raws.add(one.raw());
            }
        }
        List<Vault.Written> written = raws.isEmpty() ? List.of() : vault.write(raws);
        Iterator<Vault.Written> next = written.iterator();
        transaction.executeWithoutResult(status -> {
            vault.record(written);
            batch.forEach(one -> things.add(
                    moveIn,
                    one.thing(),
                    one.address(),
                    one.raw() == null
                            ? Optional.empty()
                            : Optional.of(next.next().id())));
            refusals.forEach(one -> store.refuse(moveIn, one.what(), one.reason()));
        });
        batch.clear();
        refusals.clear();
        bytes = 0;
    }
}
