package io.rapport.server.outreach;

import io.rapport.server.channel.MassPost;
import io.rapport.server.channel.SentToMany;
import io.rapport.server.database.BundlingTemplate;
import io.rapport.server.database.Sql;
import io.rapport.server.vocabulary.ContactPoint;
import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.vocabulary.MatterId;
import io.rapport.server.web.Language;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// One row for each try to tell one customer; built for all of them by one statement.
final class AttemptStore {
    private final BundlingTemplate jdbc;

    AttemptStore(BundlingTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /// Makes the first try for all who are touched: by mail, else by a short message, else by a call, as far
    /// as those
    /// ways
    /// are open.
    ///
    /// @return how many there are
    int build(long campaign, long incident, List<Way> ways, Instant now) {
        int built = jdbc.update(
                """
                with who as (select customer as id from touched where incident = ?),
                """ + TouchedStore.REACH + """
                insert into campaign_attempt (campaign, customer, contact_point, way, language, domain, state, changed)
                select ?, customer,
                       case when by_mail then mail when by_sms then phone end,
                       case when by_mail then 'MAIL' when by_sms then 'SMS' when by_call then 'CALL' else 'MAIL' end,
                       language,
                       case when by_mail then split_part(mail_value, '@', 2) when by_sms then 'sms' else '' end,
                       case when by_mail or by_sms then 'WAITING' when by_call then 'TO_CALL'
                            when mail_stopped or phone_stopped then 'SUPPRESSED' else 'UNREACHABLE' end,
                       ?
                  from (select r.*, ? and mail is not null and not mail_stopped as by_mail,
                               ? and phone is not null and not phone_stopped as by_sms,
                               ? and (phone is not null) as by_call
                          from reach r) as chosen
                 order by customer
                """,
                incident,
                campaign,
                Sql.time(now),
                ways.contains(Way.MAIL),
                ways.contains(Way.SMS),
                ways.contains(Way.CALL));
        toCall(campaign, now);
        return built;
    }

    /// Puts whoever is to be called on the list of their incident.
    private void toCall(long campaign, Instant now) {
        jdbc.update("""
                insert into incident_call (incident, customer, state, added)
                select c.incident, a.customer, 'WAITING', ? from campaign_attempt a join campaign c on c.id = a.campaign
                 where a.campaign = ? and a.state = 'TO_CALL' on conflict do nothing
                """, Sql.time(now), campaign);
    }

    record Waiting(long id, String domain, long customer) {}

    /// Those whose turn comes, by number, behind one.
    List<Waiting> waiting(long campaign, long after, int limit) {
        return jdbc.query(
                """
                select id, domain, customer from campaign_attempt where campaign = ? and state = 'WAITING' and id > ?
                 order by id limit ?
                """,
                (row, n) -> new Waiting(row.getLong("id"), row.getString("domain"), row.getLong("customer")),
                campaign,
                after,
                limit);
    }

    boolean anySending(long campaign) {
        return Boolean.TRUE.equals(jdbc.queryForObject(
                "select exists (select from campaign_attempt where campaign = ? and state = 'SENDING')",
                Boolean.class,
                campaign));
    }

    /// One whose turn has come.
    ///
    /// @param matter in which they were told before
    /// @param stopped whether they want nothing that goes to many since it was built
    record Claimed(
            Language language,
            Way way,
            long contactPoint,
            ContactPoint point,
            String name,
            Optional<MatterId> matter,
            boolean stopped) {}

    /// Claims one, if it waits, its campaign runs, and there is still somebody to tell. The customer is
    /// locked.
    Optional<Claimed> claim(long attempt, Instant now) {
        return jdbc
                .query(
                        """
                        update campaign_attempt a
                           set state = case when is_suppressed(p.kind, p.value) then 'SUPPRESSED' else 'SENDING' end, changed = ?
                          from campaign c, contact_point p, customer u
                         where a.id = ? and a.state = 'WAITING' and c.id = a.campaign and c.state = 'RUNNING'
                           and p.id = a.contact_point and u.id = a.customer and u.erased is null
                        returning a.language, a.way, a.contact_point, a.state, p.kind, p.value, u.name,
                           (select i.matter from campaign_attempt e join campaign d on d.id = e.campaign
                              join interaction i on i.id = e.interaction
                             where e.customer = a.customer and d.incident = c.incident order by e.id desc limit 1) as matter
                        """,
                        (row, n) -> new Claimed(
                                Language.of(row.getString("language")),
                                Way.valueOf(row.getString("way")),
                                row.getLong("contact_point"),
                                new ContactPoint(
                                        ContactPoint.Kind.valueOf(row.getString("kind")), row.getString("value")),
                                row.getString("name"),
                                Optional.ofNullable(Sql.numberOrNull(row, "matter"))
                                        .map(MatterId::new),
                                row.getString("state").equals("SUPPRESSED")),
                        Sql.time(now),
                        attempt)
                .stream()
                .findFirst();
    }

    void made(long attempt, MassPost.Made made) {
        jdbc.later(
                "update campaign_attempt set outbound = ?, interaction = ? where id = ?",
                made.outbound(),
                made.interaction().value(),
                attempt);
    }

    /// What one that was sent came to.
    ///
    /// @param newly whether they are told with it for the first time
    record Became(OptionalLong incident, Way way, long contactPoint, boolean newly) {}

    Optional<Became> became(long outbound, SentToMany.Outcome outcome, String detail, Instant now) {
        AttemptState state = switch (outcome) {
            case ACCEPTED -> AttemptState.ACCEPTED;
            case LATER -> AttemptState.DEFERRED;
            case FAILED -> AttemptState.FAILED;
            case BOUNCED -> AttemptState.BOUNCED;
            case UNSURE -> AttemptState.UNSURE;
        };
        return jdbc
                .query(
                        """
                        with a as (update campaign_attempt set state = ?, detail = ?, changed = ? where outbound = ?
                                   returning campaign, customer, way, contact_point, state),
                             t as (update touched t set told = ?, told_how = a.way from a join campaign c on c.id = a.campaign
                                    where a.state = 'ACCEPTED' and t.incident = c.incident and t.customer = a.customer
                                      and t.told is null returning t.incident)
                        select c.incident, a.way, coalesce(a.contact_point, 0) as contact_point,
                               exists (select from t) as newly
                          from a join campaign c on c.id = a.campaign
                        """,
                        (row, n) -> new Became(
                                Sql.number(row, "incident"),
                                Way.valueOf(row.getString("way")),
                                row.getLong("contact_point"),
                                row.getBoolean("newly")),
                        state.name(),
                        detail,
                        Sql.time(now),
                        outbound,
                        Sql.time(now))
                .stream()
                .findFirst();
    }

    Optional<ContactPoint> contactPoint(long contactPoint) {
        return jdbc
                .query(
                        "select kind, value from contact_point where id = ?",
                        (row, n) -> new ContactPoint(
                                ContactPoint.Kind.valueOf(row.getString("kind")), row.getString("value")),
                        contactPoint)
                .stream()
                .findFirst();
    }

    /// In which matter they were told last.
    Optional<MatterId> matter(long incident, CustomerId customer) {
        return Sql.longs(jdbc, """
                        select i.matter from campaign_attempt a join campaign c on c.id = a.campaign
                          join interaction i on i.id = a.interaction
                         where a.customer = ? and c.incident = ? and i.matter is not null order by a.id desc limit 1
                        """, customer.value(), incident).stream()
                .findFirst()
                .map(MatterId::new);
    }

    /// The address behind a number; empty when it was taken from them meanwhile.
    Optional<String> point(long contactPoint) {
        return Sql.texts(jdbc, "select value from contact_point where id = ?", contactPoint).stream()
                .findFirst();
    }

    /// They were not told after all: what counted came back.
    void untold(long incident, CustomerId customer) {
        jdbc.update("""
                update touched t set told = null, told_how = null
                 where t.incident = ? and t.customer = ? and t.known is null and t.told_how in ('MAIL', 'SMS')
                   and not exists (select from campaign_attempt a join campaign c on c.id = a.campaign
                                    where c.incident = t.incident and a.customer = t.customer and a.state = 'ACCEPTED')
                """, incident, customer.value());
    }

    Map<AttemptState, Integer> counts(long campaign) {
        Map<AttemptState, Integer> counts = new EnumMap<>(AttemptState.class);
        jdbc.query(
                "select state, count(*) as n from campaign_attempt where campaign = ? group by state",
                row -> {
                    counts.put(AttemptState.valueOf(row.getString("state")), row.getInt("n"));
                },
                campaign);
        return counts;
    }

    /// One try, as lists show it.
    record Row(
            long id, CustomerId customer, String name, Way way, AttemptState state, String detail, Instant changed) {}

    List<Row> rows(long campaign, AttemptState state, long after, int limit) {
        return jdbc.query(
                """
                select a.*, c.name from campaign_attempt a join customer c on c.id = a.customer
                 where a.campaign = ? and a.state = ? and a.id > ? order by a.id limit ?
                """,
                (row, n) -> new Row(
                        row.getLong("id"),
                        new CustomerId(row.getLong("customer")),
                        row.getString("name"),
                        Way.valueOf(row.getString("way")),
                        AttemptState.valueOf(row.getString("state")),
                        row.getString("detail"),
                        Sql.instant(row, "changed")),
                campaign,
                state.name(),
                after,
                limit);
    }

    int stop(long campaign, Instant now) {
        return jdbc.update(
                "update campaign_attempt set state = 'STOPPED', changed = ? where campaign = ? and state = 'WAITING'",
                Sql.time(now),
                campaign);
    }

    /// Tries whoever could not be told at all, and whoever gave no sign for so long, at another address or by
    /// another
    /// way; who has none is put on the list of those to call, or nothing more is tried. Once for each
    /// customer.
    ///
    /// @param quietSince of those who were sent something before, only those who gave no sign count; empty:
    ///     none does
    int second(long campaign, List<Way> ways, Optional<Instant> quietSince, Instant now, int limit) {
        String quiet = quietSince.isPresent() ? " or (a.state = 'ACCEPTED' and a.changed < ?)" : "";
        List<Object> arguments = new ArrayList<>();
        arguments.add(campaign);
        quietSince.ifPresent(since -> arguments.add(Sql.time(since)));
        arguments.addAll(List.of(
                limit,
                ways.contains(Way.MAIL),
                ways.contains(Way.SMS),
                campaign,
                ways.contains(Way.CALL),
                Sql.time(now)));
        int tried = jdbc.update("""
                with late as materialized (
                    select a.id, a.customer, a.contact_point, a.language from campaign_attempt a
                      join campaign c on c.id = a.campaign
                      join touched t on t.incident = c.incident and t.customer = a.customer
                     where a.campaign = ? and a.round = 1 and t.known is null
                       and (a.state in ('FAILED', 'BOUNCED', 'UNSURE')""" + quiet + """
                )
                       and not exists (select from campaign_attempt b
                                        where b.campaign = a.campaign and b.customer = a.customer and b.round = 2)
                     order by a.id limit ?),
                found as (
                    select l.*, p.id as point, p.kind, p.value,
                           exists (select from customer_contact_point k join contact_point q on q.id = k.contact_point
                                    where k.customer = l.customer and q.kind = 'PHONE') as callable
                      from late l
                      left join lateral (
                        select p.id, p.kind, p.value
                          from (select l.customer as record union all
                                select r.id from customer r where r.circle = l.customer and r.id <> l.customer) x
                          join customer_contact_point k on k.customer = x.record
                          join contact_point p on p.id = k.contact_point
                         where p.id <> coalesce(l.contact_point, 0) and not is_suppressed(p.kind, p.value)
                           and ((p.kind = 'EMAIL' and ?) or (p.kind = 'PHONE' and ?))
                         order by p.kind, case k.proof when 'VERIFIED' then 0 when 'SEEN' then 1 else 2 end, k.since
                         limit 1) p on true)
                insert into campaign_attempt (campaign, customer, contact_point, way, round, language, domain, state, changed)
                select ?, customer, point,
                       case kind when 'EMAIL' then 'MAIL' when 'PHONE' then 'SMS' else 'CALL' end, 2, language,
                       case kind when 'EMAIL' then split_part(value, '@', 2) when 'PHONE' then 'sms' else '' end,
                       case when point is not null then 'WAITING' when callable and ? then 'TO_CALL' else 'UNREACHABLE' end, ?
                  from found
                """, arguments.toArray());
        if (tried > 0) {
            toCall(campaign, now);
        }
        return tried;
    }
}
