package io.rapport.server.timeline;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.rapport.server.channel.OutboundState;
import io.rapport.server.promise.Promised;
import io.rapport.server.vocabulary.Channel;
import io.rapport.server.vocabulary.OneOf;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One line of a customer's story, as the desktop shows it. Ids are texts of digits.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Line.Inbound.class, name = "INBOUND"),
    @JsonSubTypes.Type(value = Line.Outbound.class, name = "OUTBOUND"),
    @JsonSubTypes.Type(value = Line.Note.class, name = "NOTE"),
    @JsonSubTypes.Type(value = Line.OfPromise.class, name = "PROMISE"),
    @JsonSubTypes.Type(value = Line.HandOver.class, name = "HAND_OVER"),
    @JsonSubTypes.Type(value = Line.OfMatter.class, name = "MATTER"),
    @JsonSubTypes.Type(value = Line.Merge.class, name = "MERGE"),
    @JsonSubTypes.Type(value = Line.Home.class, name = "HOME"),
    @JsonSubTypes.Type(value = Line.Room.class, name = "ROOM")
})
public sealed interface Line {

    String id();

    Instant at();

    /// A file of an interaction.
    record Attachment(String id, String name, String type, long bytes) {}

    /// What became of a message of ours.
    ///
    /// @param sendAt when it is, or was, to leave, where somebody chose a moment
    record Delivery(
            @OneOf(OutboundState.class) String state,
            String detail,
            int attempts,
            Instant at,
            @Nullable Instant sendAt) {}

    /// What became of a call.
    ///
    /// @param state `WAITING` (nobody has answered yet), `DIALLING`, `TALKING`, `VOICEMAIL`; when it is over,
    ///     `TALKED`, `VOICEMAIL`, `MISSED`, `CUT` or `UNANSWERED`
    /// @param agent who of us spoke with them
    /// @param waitedSeconds from the first ring to the answer, or to the end without one
    /// @param talkedSeconds from the answer to the end; 0 before the end
    /// @param remarks on how it could be heard, in the order of time; none before the end
    /// @param recording of it; none: it was not recorded
    /// @param listeners who of us listened without being in it, in the order of time
    /// @param disposition what came of it, as one of us said; none: nobody has
    /// @param passed to whom they were put through outside; none: to nobody
    record Call(
            @OneOf(or = {"WAITING", "DIALLING", "TALKING", "VOICEMAIL", "TALKED", "MISSED", "CUT", "UNANSWERED"})
            String state,

            @Nullable String agent,
            long waitedSeconds,
            long talkedSeconds,
            List<Remark> remarks,
            @Nullable RecordingRef recording,
            List<Listened> listeners,
            @Nullable Disposition disposition,
            @Nullable PassedRef passed) {

        Call with(
                List<Remark> known,
                @Nullable RecordingRef sound,
                List<Listened> others,
                @Nullable Disposition said,
                @Nullable PassedRef to) {
            return new Call(state, agent, waitedSeconds, talkedSeconds, known, sound, others, said, to);
        }
    }

    /// What came of a call.
    ///
    /// @param by who of us said so
    record Disposition(String id, String name, String by, Instant at) {}

    /// That one of us listened to a call.
    ///
    /// @param how `WHISPERS`: those of us who were in it heard them; the customer never did
    /// @param ended none: it goes on
    record Listened(
            String agent,
            @OneOf(or = {"LISTENS", "WHISPERS"}) String how,
            Instant began,
            @Nullable Instant ended) {}

    /// That a caller was put through to somebody outside.
    ///
    /// @param carrier whether their carrier did it, so that they were with us no more
    record PassedRef(String agent, String number, boolean carrier, Instant at) {}

    /// That a call was recorded, and why it could be: the evidence.
    ///
    /// @param basis `ANNOUNCED`: they heard that it is; `CONSENTED`: they said yes
    /// @param askedBy to whom of us
    /// @param began when they had heard it, or said so
    /// @param millis how long it is; none: it goes on
    record RecordingRef(
            String id,
            @OneOf(or = {"ANNOUNCED", "CONSENTED"}) String basis,
            @Nullable String askedBy,
            Instant began,
            @Nullable Integer millis) {}

    /// Something that was wrong with the sound of a call.
    ///
    /// @param what `ROUGH` or `BAD` where a line did not sound well, else a fault
    /// @param whose line: the customer's, an agent's, or nobody's in particular
    /// @param agent who of us, where it is one of us
    /// @param side on which it went wrong: a carrier's, or the network of a browser
    /// @param way of `ROUGH` and `BAD`: from that line to us, or from us to it
    /// @param lostPercent of what went that way meanwhile
    /// @param jitterMillis the worst mean deviation of the packets' distances
    /// @param roundTripMillis the worst way there and back
    record Remark(
            @OneOf(
                    or = {
                        "ROUGH",
                        "BAD",
                        "DEAD_AIR",
                        "NOTHING_COMES",
                        "ONLY_SILENCE",
                        "NOTHING_ARRIVES",
                        "TWO_SOURCES",
                        "STRANGER",
                        "UNPROVEN",
                        "LOOP",
                        "ASTRAY"
                    })
            String what,

            @OneOf(or = {"CUSTOMER", "AGENT", "ALL"}) String whose,
            @Nullable String agent,

            @OneOf(or = {"CARRIER", "NETWORK"}) String side,

            @OneOf(or = {"FROM", "TO"}) @Nullable String way,

            Instant began,
            Instant ended,
            @Nullable Integer lostPercent,
            @Nullable Integer jitterMillis,
            @Nullable Integer roundTripMillis) {}

    /// What the giver told the receiver.
    ///
    /// @param mood empty, or `GLAD`, `CALM`, `WORRIED`, `UPSET`
    record Card(
            String asked,
            String promised,
            String tried,
            String dontAsk,

            @OneOf(or = {"", "GLAD", "CALM", "WORRIED", "UPSET"})
            String mood,

            String nextStep) {}

    /// What a colleague answered in the team room.
    record RoomAnswer(String id, String agent, String text, Instant at) {}

    /// What somebody said how it was, at one time: confirmed by themselves.
    ///
    /// @param question in the language in which they were asked; `word` is that of their answer
    /// @param before what they had answered before this time; none: it was the first
    /// @param last whether it is what counts now
    /// @param again whether they had to say it again; none: they did not say
    /// @param excluded why it is not counted; none: it is
    /// @param owner who of us reads it; none: the team
    /// @param helped what they answered before we did something about it; none: they were not asked again
    record Vote(
            @OneOf(or = {"FACES", "CSAT", "NPS"}) String scale,
            String question,
            int answer,
            String word,
            @Nullable Integer before,
            boolean last,
            @Nullable Boolean again,

            @OneOf(or = {"LOT", "BY_HAND", "CAMPAIGN", "SIGNATURE", "AGAIN"})
            String how,

            @OneOf(or = {"STAFF", "NETWORK"}) @Nullable String excluded,
            @Nullable String owner,
            @Nullable Integer helped) {}

    /// They reached us.
    record Inbound(
            String id,
            Instant at,
            @Nullable String matter,
            @Nullable String agent,
            String interaction,
            @OneOf(Channel.class) String channel,
            String from,
            String door,
            String subject,
            String text,
            boolean html,
            boolean remoteImages,
            List<Attachment> attachments,
            @OneOf(or = {"PROVEN", "UNKNOWN", "FAILED"}) String proof,
            @Nullable String replyTo,
            String fate,
            boolean unreadable,
            boolean truncated,
            @Nullable Call call,
            @Nullable Vote vote)
            implements Line {}

    /// We reached out.
    record Outbound(
            String id,
            Instant at,
            @Nullable String matter,
            @Nullable String agent,
            String interaction,
            @OneOf(Channel.class) String channel,
            String to,
            String subject,
            String text,
            List<Attachment> attachments,
            boolean automatic,
            Delivery delivery,
            @Nullable Call call)
            implements Line {}

    /// For us only.
    record Note(
            String id,
            Instant at,
            @Nullable String matter,
            @Nullable String agent,
            String text) implements Line {}

    /// Something happened to a promise.
    record OfPromise(
            String id,
            Instant at,
            @Nullable String matter,
            @Nullable String agent,
            String promise,

            @OneOf(or = {"MADE", "KEPT", "BROKEN", "RELEASED", "TAKEN", "HELPED", "LEAD_ADDED", "MOVED"})
            String event,

            String what,
            Instant deadline,
            @Nullable String owner,
            @OneOf(Promised.Kind.class) String promiseKind)
            implements Line {}

    record HandOver(
            String id,
            Instant at,
            @Nullable String matter,
            @Nullable String agent,
            String from,
            String to,
            Card card,
            @OneOf(or = {"OFFERED", "ACCEPTED", "DECLINED"}) String state,
            @Nullable String reason)
            implements Line {}

    /// Another record of the same person was merged, or parted again.
    record Merge(
            String id,
            Instant at,
            @Nullable String matter,
            @Nullable String agent,
            @OneOf(or = {"MERGED", "PARTED"}) String event,
            String name)
            implements Line {}

    /// They went from one team to another.
    ///
    /// @param event `MOVED`, or `BACK` where that took an earlier move back
    record Home(
            String id,
            Instant at,
            @Nullable String matter,
            @Nullable String agent,
            String event,
            String from,
            String to)
            implements Line {}

    record OfMatter(
            String id,
            Instant at,
            @Nullable String matter,
            @Nullable String agent,

            @OneOf(or = {"OPENED", "CLOSED", "REOPENED", "SALES", "SERVICE"})
            String event,

            String about,
            String why)
            implements Line {}

    /// A question to the team room, with what was answered so far.
    ///
    /// @param team whose room
    record Room(
            String id,
            Instant at,
            @Nullable String matter,
            @Nullable String agent,
            String question,
            String team,
            String text,
            List<RoomAnswer> answers,
            boolean settled)
            implements Line {}
}
