package io.rapport.server.outreach;

import io.rapport.server.database.BundlingTemplate;
import io.rapport.server.database.Sql;
import io.rapport.server.web.Language;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/// Campaigns: their words, their states, and who sends them.
final class CampaignStore {
    private final BundlingTemplate jdbc;

    CampaignStore(BundlingTemplate jdbc) {
        this.jdbc = jdbc;
    }

    long insert(long incident, String name, boolean update, long author, Instant now) {
        return Objects.requireNonNull(
                jdbc.queryForObject("""
                insert into campaign (kind, incident, name, is_update, state, author, created)
                values ('INCIDENT', ?, ?, ?, 'DRAFT', ?, ?) returning id
                """, Long.class, incident, name, update, author, Sql.time(now)));
    }

    /// In the caller's transaction, which has seen that it is a draft.
    void texts(long id, String name, Map<Language, Campaign.Text> texts) {
        jdbc.update("update campaign set name = ?, returned = null where id = ?", name, id);
        jdbc.update("delete from campaign_text where campaign = ?", id);
        texts.forEach((language, text) -> jdbc.update(
                "insert into campaign_text (campaign, language, subject, words) values (?, ?, ?, ?)",
                id,
                language.tag(),
                text.subject(),
                text.words()));
    }

    Optional<Campaign> find(long id) {
        return jdbc.query("select * from campaign where id = ?", (row, n) -> campaign(row), id).stream()
                .findFirst();
    }

    /// The first one first.
    List<Campaign> of(long incident) {
        return jdbc.query("select * from campaign where incident = ? order by id", (row, n) -> campaign(row), incident);
    }

    List<Campaign> running() {
        return jdbc.query("select * from campaign where state = 'RUNNING' order by id", (row, n) -> campaign(row));
    }

    private Campaign campaign(ResultSet row) throws SQLException {
        long id = row.getLong("id");
        Map<Language, Campaign.Text> texts = new EnumMap<>(Language.class);
        jdbc.query(
                "select language, subject, words from campaign_text where campaign = ?",
                text -> {
                    texts.put(
                            Language.of(text.getString("language")),
                            new Campaign.Text(text.getString("subject"), text.getString("words")));
                },
                id);
        return new Campaign(
                id,
                Sql.number(row, "incident"),
                row.getString("name"),
                row.getBoolean("is_update"),
                Campaign.State.valueOf(row.getString("state")),
                Sql.text(row, "why"),
                row.getLong("author"),
                Sql.text(row, "returned"),
                Sql.number(row, "approved_by"),
                Sql.instant(row, "created"),
                Optional.ofNullable(Sql.instantOrNull(row, "begun")),
                Optional.ofNullable(Sql.instantOrNull(row, "ended")),
                texts);
    }

    /// Moves it on; of two who do so at once one does.
    boolean move(long id, List<Campaign.State> from, Campaign.State to, Optional<String> why, Instant now) {
        boolean begins = to == Campaign.State.RUNNING;
        boolean ends = to == Campaign.State.DONE || to == Campaign.State.STOPPED;
        return jdbc.update(
                        """
                        update campaign set state = ?, why = ?, begun = case when ? then coalesce(begun, ?) else begun end,
                               ended = case when ? then ?::timestamptz end,
                               sender_until = case when ? then sender_until end
                         where id = ? and state = any (?)
                        """,
                        to.name(),
                        why.orElse(null),
                        begins,
                        Sql.time(now),
                        ends,
                        Sql.time(now),
                        begins,
                        id,
                        from.stream().map(Campaign.State::name).toArray(String[]::new))
                == 1;
    }

    void approved(long id, long account, Instant now) {
        jdbc.update("update campaign set approved = ?, approved_by = ? where id = ?", Sql.time(now), account, id);
    }

    void returned(long id, String why) {
        jdbc.update("update campaign set returned = ? where id = ?", why, id);
    }

    /// Says for a while that this process sends it.
    boolean lease(long id, String sender, Instant now, Duration lease) {
        return jdbc.update("""
                        update campaign set sender = ?, sender_until = ?
                         where id = ? and state = 'RUNNING' and (sender is null or sender = ? or sender_until is null
                               or sender_until < ?)
                        """, sender, Sql.time(now.plus(lease)), id, sender, Sql.time(now)) == 1;
    }

    void release(String sender) {
        jdbc.update("update campaign set sender = null, sender_until = null where sender = ?", sender);
    }

    /// How many came back for good that nobody has looked at yet: few, so that asking costs little.
    int back(long id) {
        Integer back = jdbc.queryForObject("""
                select count(*) - (select forgiven from campaign where id = ?) from campaign_attempt
                 where campaign = ? and state in ('BOUNCED', 'FAILED')
                """, Integer.class, id, id);
        return back == null ? 0 : back;
    }

    BounceStop.Standing standing(long id) {
        return jdbc.query(
                        """
                        select count(*) filter (where a.state in ('ACCEPTED', 'BOUNCED', 'FAILED', 'UNSURE')) as sent,
                               count(*) filter (where a.state in ('BOUNCED', 'FAILED')) as back,
                               (select forgiven from campaign where id = ?) as forgiven
                          from campaign_attempt a
                         where a.campaign = ? and a.way = 'MAIL' and a.state in ('ACCEPTED', 'BOUNCED', 'FAILED', 'UNSURE')
                        """,
                        (row, n) ->
                                new BounceStop.Standing(row.getInt("sent"), row.getInt("back"), row.getInt("forgiven")),
                        id,
                        id)
                .getFirst();
    }

    /// Whoever lets it go on has seen what came back so far.
    void forgive(long id) {
        jdbc.update("""
                update campaign set forgiven = (select count(*) from campaign_attempt
                                                 where campaign = ? and state in ('BOUNCED', 'FAILED')) where id = ?
                """, id, id);
    }

    OptionalLong incidentOf(long id) {
        return Sql.longs(jdbc, "select incident from campaign where id = ? and incident is not null", id).stream()
                .mapToLong(Long::longValue)
                .findFirst();
    }
}
