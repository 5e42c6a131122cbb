package io.rapport.server.channel;

import io.rapport.server.access.Accounts;
import io.rapport.server.database.Sql;
import io.rapport.server.journal.Journal;
import io.rapport.server.vocabulary.Channel;
import io.rapport.server.vocabulary.DoorId;
import io.rapport.server.vocabulary.TeamId;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/// The doors as an administrator set them up: in the database, with a copy in memory. The only file with SQL on
/// `door`. Thread-safe.
public final class ConfiguredDoors implements Doors {
    private final JdbcTemplate jdbc;
    private final DoorServersJson servers;
    private final Accounts accounts;
    private final Journal journal;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final Map<DoorId, Health> health = new ConcurrentHashMap<>();
    private volatile Map<DoorId, Door> doors = Map.of();

    ConfiguredDoors(
            JdbcTemplate jdbc,
            DoorServersJson servers,
            Accounts accounts,
            Journal journal,
            TransactionTemplate transaction,
            Clock clock) {
        this.jdbc = jdbc;
        this.servers = servers;
        this.accounts = accounts;
        this.journal = journal;
        this.transaction = transaction;
        this.clock = clock;
        reload();
    }

    /// How a door fares.
    ///
    /// @param wellAt when it was last well
    public record Health(boolean ok, String text, Optional<Instant> wellAt) {}

    /// A door as an administrator describes it.
    public record Draft(
            Channel channel, String name, String address, Optional<TeamId> team, boolean enabled, MailWays mail) {
        /// With servers that need no consent, or none.
        public Draft(
                Channel channel,
                String name,
                String address,
                Optional<TeamId> team,
                boolean enabled,
                Optional<MailServer> imap,
                Optional<MailServer> relay) {
            this(channel, name, address, team, enabled, MailWays.of(imap, relay));
        }
    }

    @Override
    public List<Door> all() {
        return List.copyOf(doors.values());
    }

    @Override
    public Optional<Door> find(DoorId id) {
        return Optional.ofNullable(doors.get(id));
    }

    @Override
    public Optional<Door> at(Channel channel, String address) {
        String wanted = channel == Channel.MAIL ? withoutTag(address) : address;
        return doors.values().stream()
                .filter(d ->
                        d.enabled() && d.channel() == channel && d.address().equalsIgnoreCase(wanted))
                .findFirst();
    }

    private static String withoutTag(String address) {
        int at = address.lastIndexOf('@');
        int plus = address.indexOf('+');
        return plus > 0 && plus < at ? address.substring(0, plus) + address.substring(at) : address;
    }

    /// Whether an arrival is a sales enquiry by where or how it came in.
    boolean isSales(Arrival arrival) {
        boolean byDoor = find(arrival.door())
                .filter(d -> d.address().toLowerCase(Locale.ROOT).startsWith("sales"))
                .isPresent();
        return byDoor
                || arrival.content().fields().stream()
                        .anyMatch(f -> f.label().equals("topic") && f.value().equals("sales"));
    }

    public DoorId add(Draft draft) {
        DoorId id = transaction.execute(status -> {
            Long made = jdbc.queryForObject(
                    """
                    insert into door (channel, name, address, team, enabled, servers)
                    values (?, ?, ?, ?, ?, ?::jsonb) returning id
                    """,
                    Long.class,
                    draft.channel().name(),
                    draft.name(),
                    draft.address(),
                    draft.team().map(TeamId::value).orElse(null),
                    draft.enabled(),
                    servers.write(draft.mail()));
            DoorId door = new DoorId(Objects.requireNonNull(made));
            journal.append(new ChannelEvent.DoorChanged(door), clock.instant());
            return door;
        });
        changed();
        return id;
    }

    public void change(DoorId id, Draft draft) {
        transaction.executeWithoutResult(status -> {
            jdbc.update(
                    "update door set name = ?, address = ?, team = ?, enabled = ?, servers = ?::jsonb where id = ?",
                    draft.name(),
                    draft.address(),
                    draft.team().map(TeamId::value).orElse(null),
                    draft.enabled(),
                    servers.write(draft.mail()),
                    id.value());
            journal.append(new ChannelEvent.DoorChanged(id), clock.instant());
        });
        changed();
    }

    @Override
    public void connected(DoorId id, long account) {
        accounts.audit(account, "connected door", id.toString());
    }

    @Override
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    private void changed() {
        reload();
        listeners.forEach(Runnable::run);
    }

    private void reload() {
        Map<DoorId, Door> fresh = new LinkedHashMap<>();
        jdbc.query("select * from door order by id", row -> {
            DoorId id = new DoorId(row.getLong("id"));
            fresh.put(
                    id,
                    new Door(
                            id,
                            Channel.valueOf(row.getString("channel")),
                            row.getString("name"),
                            row.getString("address"),
                            Optional.ofNullable(Sql.numberOrNull(row, "team")).map(TeamId::new),
                            row.getBoolean("enabled"),
                            servers.read(row.getString("servers"))));
            Instant at = Sql.instantOrNull(row, "health_at");
            if (at != null) {
                health.put(
                        id,
                        new Health(
                                row.getBoolean("health_ok"),
                                row.getString("health_text"),
                                Optional.ofNullable(Sql.instantOrNull(row, "well_at"))));
            }
        });
        doors = fresh;
    }

    @Override
    public void health(DoorId id, boolean well, String sentence) {
        Health before = health.get(id);
        Instant now = clock.instant();
        Optional<Instant> wellAt = well ? Optional.of(now) : before == null ? Optional.empty() : before.wellAt();
        health.put(id, new Health(well, sentence, wellAt));
        boolean sameAsBefore =
                before != null && before.ok() == well && before.text().equals(sentence);
        if (!sameAsBefore) {
            jdbc.update(
                    "update door set health_ok = ?, health_text = ?, health_at = ?, well_at = ? where id = ?",
                    well,
                    sentence,
                    Sql.time(now),
                    Sql.timeOrNull(wellAt.orElse(null)),
                    id.value());
        }
    }

    /// How a door fares, if anything is known.
    public Optional<Health> health(DoorId id) {
        return Optional.ofNullable(health.get(id));
    }
}
