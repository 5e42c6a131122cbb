package io.rapport.server.desk;

import io.rapport.server.access.Role;
import io.rapport.server.customer.Duplicate;
import io.rapport.server.customer.HomeWhy;
import io.rapport.server.customer.LinkProof;
import io.rapport.server.interaction.Matter;
import io.rapport.server.pointer.Pointer;
import io.rapport.server.promise.Promised;
import io.rapport.server.search.Hit;
import io.rapport.server.timeline.Line;
import io.rapport.server.vocabulary.Channel;
import io.rapport.server.vocabulary.ContactPoint;
import io.rapport.server.vocabulary.OneOf;
import io.rapport.server.web.Permission;
import io.rapport.server.workforce.Presence;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What goes over the wire to the desktop, one record a shape; names and fields as in its `wire/types`.
final class Wire {
    private Wire() {}

    record SessionView(
            AgentView agent,
            @OneOf(Role.class) String role,
            @OneOf(Permission.class) List<String> permissions,
            boolean mustEnrol,
            String csrf,
            String company,
            @Nullable String language,
            Instant now,
            String zone) {}

    record AgentView(
            String id,
            String firstName,
            String lastName,
            @Nullable String face,
            String team,
            boolean lead) {}

    record PresenceView(
            String agent,
            @OneOf(Presence.State.class) String state,
            Instant since,
            String note,
            @Nullable Instant until) {}

    record TeamView(
            String id,
            String name,
            String place,
            String address,
            String zone,
            List<AgentView> agents,
            List<PresenceView> presence) {}

    record CustomerBrief(String id, String name, @Nullable String organisation, int tint) {}

    record Knocks(int times, int doors, int hours) {}

    /// The vote for which something is promised.
    ///
    /// @param word of the answer, in the customer's language
    record VoteBrief(
            @OneOf(or = {"FACES", "CSAT", "NPS"}) String scale,
            int answer,
            String word,
            String comment,
            @Nullable Boolean again) {}

    record HandOverView(String id, String from, String to, Line.Card card) {}

    /// @param from of the window in which they are called, `to` its end; null: as soon as we can
    /// @param tries at which nobody answered
    record CallStanding(@Nullable Instant from, @Nullable Instant to, int tries) {}

    record PromiseRow(
            String id,
            CustomerBrief customer,
            String matter,
            String about,
            @OneOf(Promised.Kind.class) String kind,
            String what,
            Instant madeAt,
            Instant deadline,
            @OneOf(Promised.State.class) String state,
            @OneOf(Promised.Risk.class) String risk,
            @Nullable String owner,
            @Nullable String helper,
            String team,
            @OneOf(Channel.class) String channel,
            boolean sales,
            @Nullable Knocks knocks,
            @Nullable String knownBy,
            boolean proven,
            @Nullable HandOverView handOver,
            @Nullable Instant asideUntil,
            @Nullable CallStanding call,
            @Nullable VoteBrief vote) {
        PromiseRow with(@Nullable HandOverView offer, @Nullable CallStanding standing, @Nullable VoteBrief said) {
            return new PromiseRow(
                    id,
                    customer,
                    matter,
                    about,
                    kind,
                    what,
                    madeAt,
                    deadline,
                    state,
                    risk,
                    owner,
                    helper,
                    team,
                    channel,
                    sales,
                    knocks,
                    knownBy,
                    proven,
                    offer,
                    asideUntil,
                    standing,
                    said);
        }
    }

    /// A hand-over card as it is given.
    record CardGiven(
            @Nullable String asked,
            @Nullable String promised,
            @Nullable String tried,
            @Nullable String dontAsk,

            @OneOf(or = {"", "GLAD", "CALM", "WORRIED", "UPSET"}) @Nullable
            String mood,

            @Nullable String nextStep) {}

    record SavedView(String id, String name, boolean shared, String agent, ListFilters filters) {}

    record StreamPosition(String boot, long seq) {}

    record Alarm(String id, String text, Instant since) {}

    record Today(
            StreamPosition stream,
            List<PromiseRow> mine,
            List<PromiseRow> unowned,
            List<PromiseRow> needHelp,
            List<PointerRow> pointers,
            TeamView team,
            List<Alarm> alarms) {}

    /// Something of a customer that I should look at.
    ///
    /// @param kind `MENTION`, `HELD` or `VOTE`
    record PointerRow(
            String id,
            @OneOf(Pointer.Kind.class) String kind,
            CustomerBrief customer,
            @Nullable String by,
            String words,
            Instant at) {}

    record TeamBoard(
            TeamView team,
            List<PromiseRow> rows,
            int waiting,
            int late,
            int keptToday,
            int madeToday,
            List<AgentAt> at,
            List<AgentLoad> loads) {}

    record TeamName(String id, String name) {}

    /// Whose page somebody has in front of them, and whether they type there.
    record AgentAt(
            String agent,
            String customer,
            String name,
            @OneOf(or = {"VIEWING", "TYPING", "AWAY"}) String grade) {}

    /// How much somebody has promised that is open, and what of it is due next; what they put aside is not next.
    record AgentLoad(String agent, int open, @Nullable PromiseRow next) {}

    /// @param teamPage where customers see their home team; null where it shows no page
    /// @param homeWhy why they are at home there (`NUMBER`); null where nobody remembers
    /// @param homeDetail by what: `+44117`
    record CustomerHead(
            String id,
            String name,
            @Nullable String organisation,
            @Nullable String organisationId,
            int tint,
            Instant since,
            String team,
            String teamName,
            @Nullable String teamPage,
            @OneOf(HomeWhy.class) @Nullable String homeWhy,
            String homeDetail,
            @Nullable String place,
            String language,
            boolean prospect,
            @Nullable String bestTime) {}

    record ContactPointView(
            String id,
            @OneOf(ContactPoint.Kind.class) String kind,
            String value,
            @OneOf(LinkProof.class) String proof,
            boolean shared) {}

    record KnowsView(String agent, int talks, Instant last) {}

    /// @param reason what it is about, in a word of ours; none: nobody has said
    record MatterView(
            String id,
            String about,
            @OneOf(Matter.State.class) String state,
            boolean sales,
            Instant openedAt,
            @Nullable Instant closedAt,
            int handOvers,
            @Nullable String reason) {}

    /// A question in a team's room.
    record QuestionView(
            String id,
            CustomerBrief customer,
            @Nullable String matter,
            String about,
            String team,
            String agent,
            String text,
            Instant at,
            List<String> named,
            List<Line.RoomAnswer> answers,
            @Nullable Instant settled) {}

    /// @param open newest first
    /// @param settled the latest that were settled
    record RoomPage(StreamPosition stream, List<QuestionView> open, List<QuestionView> settled) {}

    record RoomSaid(String kind, long seq, QuestionView question) {}

    record TimelinePage(List<Line> entries, @Nullable String before) {}

    /// What is being written.
    ///
    /// @param to the contact point that was chosen; null: the one they wrote from
    /// @param sendAt when it is to leave; null: at once
    /// @param articles what was put in of the team's knowledge
    record DraftView(
            @OneOf(or = {"REPLY", "NOTE"}) String kind,
            @Nullable String matter,
            String text,
            String promisedWhat,
            @Nullable Instant promisedBy,
            List<Line.Attachment> attachments,
            @Nullable String to,
            @Nullable Instant sendAt,
            boolean signs,
            boolean quotes,
            List<String> articles,
            String agent,
            Instant at) {}

    record Viewer(
            String agent,
            @OneOf(or = {"VIEWING", "TYPING", "AWAY"}) String grade) {}

    record CustomerPage(
            StreamPosition stream,
            CustomerHead customer,
            List<ContactPointView> contactPoints,
            List<KnowsView> knows,
            List<MatterView> matters,
            List<PromiseRow> promises,
            TimelinePage timeline,
            List<DraftView> drafts,
            List<Viewer> viewers,
            List<AbsorbedView> absorbed) {}

    /// A record that was merged into the one on the page.
    record AbsorbedView(String id, String name, List<String> addresses) {}

    /// One of two who may be one, as the two are held side by side.
    ///
    /// @param why we think so; null when somebody chose them
    record LikenessView(
            CustomerHead customer,
            List<ContactPointView> contactPoints,
            List<MatterView> matters,
            @OneOf(Duplicate.Why.class) @Nullable String why) {}

    record Likenesses(List<LikenessView> people) {}

    record Person(
            String id,
            String name,
            @Nullable String organisation,
            int tint,
            @Nullable String address,
            String teamName,
            @Nullable Instant last,
            int open) {}

    /// A team at which some of an organisation's people are at home.
    record TeamShare(String id, String name, int people) {}

    record PeoplePage(List<Person> people, @Nullable String before) {}

    record FoundPart(String text, boolean found) {}

    /// @param kind `INBOUND`, `OUTBOUND`, `NOTE` or `PROMISE`
    record Found(
            String id,
            String customer,
            String customerName,
            int tint,
            String teamName,
            Instant at,
            @OneOf(Hit.Kind.class) String kind,
            String subject,
            List<FoundPart> parts) {}

    record FoundPage(List<Found> found, @Nullable String before) {}

    record ReplySent(String interaction, Instant undoUntil) {}

    record JunkRow(String id, String from, String door, String subject, String start, String why, Instant at) {}

    record JunkPage(List<JunkRow> rows, int total, @Nullable String before) {}

    /// Names a file that was uploaded; the rest of it is known here.
    record AttachmentRef(String id) {}

    // What the stream says.

    record Hello(String kind, String boot, long seq) {}

    record PromiseSaid(String kind, long seq, PromiseRow row) {}

    record EntrySaid(String kind, long seq, String customer, Line entry) {}

    /// It was called back, and stands on the timeline no more.
    record GoneSaid(String kind, long seq, String customer, String interaction) {}

    record CustomerSaid(String kind, long seq, String customer) {}

    record PresenceSaid(String kind, long seq, PresenceView presence) {}

    record DraftSaid(String kind, long seq, String customer, DraftView draft) {}

    record ViewersSaid(String kind, String customer, List<Viewer> viewers) {}

    record NoticeSaid(
            String kind,
            long seq,
            String why,
            String text,
            @Nullable String customer) {}

    /// A view that the team sees was made, changed or deleted.
    record ViewsSaid(String kind, long seq) {}

    record JunkSaid(String kind, long seq, int total) {}

    /// All that one of us has not looked at yet.
    record PointersSaid(String kind, long seq, List<PointerRow> pointers) {}

    /// Something of an organisation, or of one of its people, changed.
    record OrganisationSaid(String kind, long seq, String organisation) {}

    record KnowledgeSaid(String kind, long seq) {}

    record Watched(String kind, long seq, String customer) {}

    record Plain(String kind) {}
}
