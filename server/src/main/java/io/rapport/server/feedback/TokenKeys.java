package io.rapport.server.feedback;

import io.rapport.server.database.Sql;
import io.rapport.server.vault.Sealer;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.JdbcTemplate;

/// The keys that sign tokens. They lie in the database, sealed with the master key; the newest signs, older ones are
/// read
/// for as long as their tokens are good. Thread-safe.
final class TokenKeys {
    private static final String PURPOSE = "survey key";
    private static final int BYTES = 32;

    private final JdbcTemplate jdbc;
    private final Sealer sealer;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    /// Keys never change; there is one more for each time that somebody makes one.
    private final Map<Integer, byte[]> known = new ConcurrentHashMap<>();

    TokenKeys(JdbcTemplate jdbc, Sealer sealer, Clock clock) {
        this.jdbc = jdbc;
        this.sealer = sealer;
        this.clock = clock;
    }

    /// The key of a number.
    Optional<byte[]> find(int number) {
        byte[] key = known.get(number);
        if (key != null || number < 1 || number > Short.MAX_VALUE) {
            return Optional.ofNullable(key);
        }
        Optional<byte[]> read = Sql.texts(jdbc, "select sealed from survey_key where id = ?", number).stream()
                .findFirst()
                .map(text -> sealer.open(java.util.Base64.getDecoder().decode(text), PURPOSE));
        read.ifPresent(bytes -> known.put(number, bytes));
        return read;
    }

    /// The one that signs now; the first is made when it is asked for.
    synchronized int newest() {
        List<Long> last = Sql.longs(jdbc, "select id from survey_key order by id desc limit 1");
        return last.isEmpty() ? make() : last.getFirst().intValue();
    }

    /// A new one signs from now on.
    int make() {
        byte[] key = new byte[BYTES];
        random.nextBytes(key);
        return Sql.longs(
                        jdbc,
                        "insert into survey_key (sealed, made) values (?, ?) returning id",
                        java.util.Base64.getEncoder().encodeToString(sealer.seal(key, PURPOSE)),
                        Sql.time(clock.instant()))
                .getFirst()
                .intValue();
    }

    /// @param made when; the newest first
    record Made(int number, Instant made) {}

    List<Made> all() {
        return jdbc.query(
                "select id, made from survey_key order by id desc limit 20",
                (row, n) -> new Made(row.getInt("id"), Sql.instant(row, "made")));
    }
}
