package io.rapport.server.feedback;

import io.rapport.server.database.BundlingTemplate;
import io.rapport.server.database.Sql;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.vocabulary.InteractionId;
import io.rapport.server.vocabulary.MatterId;
import io.rapport.server.vocabulary.PromiseId;
import io.rapport.server.vocabulary.TeamId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Votes that were confirmed, with every change.
final class VoteStore {
    private final BundlingTemplate jdbc;

    VoteStore(BundlingTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /// The last confirmed answer of an ask.
    ///
    /// @param excluded why it is not counted; empty: it is
    record Cast(
            Ballot ballot,
            Instant confirmed,
            Optional<Excluded> excluded,
            Optional<AgentId> owner,
            Optional<PromiseId> promise) {}

    /// Whose votes are not counted.
    enum Excluded {
        STAFF,
        NETWORK
    }

    Optional<Cast> find(long ask) {
        return jdbc.query("select * from vote where ask = ?", (row, n) -> cast(row), ask).stream()
                .findFirst();
    }

    static Cast cast(ResultSet row) throws SQLException {
        return new Cast(
                ballot(row),
                Sql.instant(row, "confirmed"),
                Sql.text(row, "excluded").map(Excluded::valueOf),
                Optional.ofNullable(Sql.numberOrNull(row, "owner")).map(AgentId::new),
                Optional.ofNullable(Sql.numberOrNull(row, "promise")).map(PromiseId::new));
    }

    /// Counts it, in place of what was counted of this ask before.
    void cast(Ask ask, Scale scale, Cast cast, TeamId team, InteractionId interaction, Instant now) {
        Ballot ballot = cast.ballot();
        jdbc.later(
                """
                insert into vote (ask, survey, series, question, customer, team, agent, channel, answer, again, comment,
                                  confirmed, changed, excluded, interaction, owner, promise)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (ask) do update set answer = excluded.answer, again = excluded.again,
                       comment = excluded.comment, changed = excluded.changed, excluded = excluded.excluded,
                       interaction = excluded.interaction, owner = excluded.owner, promise = excluded.promise
                """,
                ask.id(),
                ask.survey(),
                ask.series(),
                scale.name(),
                ask.customer().value(),
                team.value(),
                ask.agent().map(AgentId::value).orElse(null),
                ask.channel().name(),
                ballot.answer(),
                ballot.again().orElse(null),
                ballot.comment(),
                Sql.time(cast.confirmed()),
                Sql.time(now),
                cast.excluded().map(Enum::name).orElse(null),
                interaction.value(),
                cast.owner().map(AgentId::value).orElse(null),
                cast.promise().map(PromiseId::value).orElse(null));
        jdbc.later(
                "insert into vote_change (ask, answer, again, comment, interaction, at) values (?, ?, ?, ?, ?, ?)",
                ask.id(),
                ballot.answer(),
                ballot.again().orElse(null),
                ballot.comment(),
                interaction.value(),
                Sql.time(now));
    }

    private static Ballot ballot(ResultSet row) throws SQLException {
        @Nullable Boolean again = row.getObject("again", Boolean.class);
        return new Ballot(row.getInt("answer"), Optional.ofNullable(again), row.getString("comment"));
    }

    /// A vote of which a promise came.
    record Source(long ask, long survey, CustomerId customer, Optional<MatterId> matter, boolean again) {}

    /// The vote for which something was promised.
    Optional<Source> ofPromise(PromiseId promise) {
        return jdbc
                .query(
                        """
                        select v.ask, v.survey, v.customer, p.matter, a.again_of is not null as again from vote v
                          join ask a on a.id = v.ask join promise p on p.id = v.promise where v.promise = ?
                        """,
                        (row, n) -> new Source(
                                row.getLong("ask"),
                                row.getLong("survey"),
                                new CustomerId(row.getLong("customer")),
                                Optional.of(new MatterId(row.getLong("matter"))),
                                row.getBoolean("again")),
                        promise.value())
                .stream()
                .findFirst();
    }

    /// A vote as one of us sees it on a person's page.
    record Shown(
            long ask,
            long survey,
            String surveyName,
            Scale scale,
            int answer,
            String word,
            Optional<Boolean> again,
            String comment,
            Instant confirmed,
            Instant changed,
            Ask.How how,
            Optional<Excluded> excluded,
            Optional<AgentId> owner,
            Optional<PromiseId> promise,
            Optional<Integer> before) {}

    /// The latest of a person, newest first.
    List<Shown> of(List<CustomerId> records, int limit) {
        return jdbc.query(
                """
                select v.*, s.name, a.how, b.answer as answer_before,
                       coalesce(s.words -> a.language -> 'answers' ->> v.answer::text, v.answer::text) as word
                  from vote v join ask a on a.id = v.ask join survey s on s.id = v.survey
                  left join vote b on b.ask = a.again_of
                 where v.customer = any (?) order by v.changed desc, v.ask desc limit ?
                """,
                (row, n) -> {
                    Ballot ballot = ballot(row);
                    Long before = Sql.numberOrNull(row, "answer_before");
                    return new Shown(
                            row.getLong("ask"),
                            row.getLong("survey"),
                            row.getString("name"),
                            Scale.valueOf(row.getString("question")),
                            ballot.answer(),
                            row.getString("word"),
                            ballot.again(),
                            ballot.comment(),
                            Sql.instant(row, "confirmed"),
                            Sql.instant(row, "changed"),
                            Ask.How.valueOf(row.getString("how")),
                            Sql.text(row, "excluded").map(Excluded::valueOf),
                            Optional.ofNullable(Sql.numberOrNull(row, "owner")).map(AgentId::new),
                            Optional.ofNullable(Sql.numberOrNull(row, "promise"))
                                    .map(PromiseId::new),
                            Optional.ofNullable(before).map(Long::intValue));
                },
                AskStore.numbers(records),
                limit);
    }
}
