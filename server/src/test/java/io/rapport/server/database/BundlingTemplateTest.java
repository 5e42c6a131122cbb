package io.rapport.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.transaction.support.TransactionTemplate;

class BundlingTemplateTest {
    private static final TestDatabase database = TestDatabase.fresh();
    private static final String INSERT = "insert into installation (key, value) values (?, ?)";

    private final BundlingTemplate jdbc = new BundlingTemplate(database.dataSource());
    private final TransactionTemplate transaction = database.transaction();

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void empty() {
        database.jdbcTemplate().update("delete from installation");
    }

    private int rows() {
        return Sql.longs(database.jdbcTemplate(), "select count(*) from installation")
                .getFirst()
                .intValue();
    }

    @Test
    void what_was_left_for_later_is_written_before_the_commit_in_order() {
        transaction.executeWithoutResult(status -> {
            jdbc.later(INSERT, "a", "first");
            jdbc.later("update installation set value = ? where key = ?", "second", "a");
            jdbc.later(INSERT, "b", "it's; two -- statements?");
        });
        assertThat(Sql.texts(jdbc, "select value from installation order by key"))
                .containsExactly("second", "it's; two -- statements?");
    }

    @Test
    void a_statement_sees_what_was_left_for_later_before_it() {
        transaction.executeWithoutResult(status -> {
            jdbc.later(INSERT, "a", "1");
            assertThat(Sql.texts(jdbc, "select value from installation")).containsExactly("1");
            jdbc.later(INSERT, "b", "2");
            assertThat(jdbc.update("update installation set value = '3'")).isEqualTo(2);
        });
    }

    @Test
    void nothing_is_left_of_a_transaction_that_fails() {
        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
                    jdbc.later(INSERT, "a", "1");
                    throw new IllegalStateException("stop");
                }))
                .hasMessage("stop");
        transaction.executeWithoutResult(status -> jdbc.later(INSERT, "b", "2"));
        assertThat(Sql.texts(jdbc, "select key from installation")).containsExactly("b");
    }

    @Test
    void a_duplicate_key_is_told_at_the_end_and_undoes_everything() {
        jdbc.later(INSERT, "known", "1");
        assertThat(rows()).isEqualTo(1);
        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
                    jdbc.later(INSERT, "fresh", "1");
                    jdbc.later(INSERT, "known", "2");
                }))
                .isInstanceOf(DuplicateKeyException.class);
        assertThat(rows()).isEqualTo(1);
    }

    @Test
    void more_than_the_driver_takes_at_once_is_written_whole_or_not_at_all() {
        int many = 65_535 / 2 + 1;
        transaction.executeWithoutResult(status -> {
            for (int n = 0; n < many; n++) {
                jdbc.later(INSERT, "key " + n, "1");
            }
        });
        assertThat(rows()).isEqualTo(many);
        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
                    for (int n = many; n >= 0; n--) {
                        jdbc.later(INSERT, "key " + n, "2");
                    }
                }))
                .isInstanceOf(DuplicateKeyException.class);
        assertThat(rows()).isEqualTo(many);
    }

    @Test
    void numbers_are_never_handed_out_twice_whoever_asks() {
        BundlingTemplate other = new BundlingTemplate(database.dataSource());
        Set<Long> seen = new HashSet<>();
        for (int i = 0; i < 2 * BundlingTemplate.NUMBERS; i++) {
            assertThat(seen.add(jdbc.number("matter"))).isTrue();
            assertThat(seen.add(other.number("matter"))).isTrue();
            assertThat(seen.add(Sql.longs(jdbc, "select nextval(pg_get_serial_sequence('matter', 'id'))")
                            .getFirst()))
                    .isTrue();
        }
    }

    @Test
    void asking_for_a_number_sends_nothing_that_waits() {
        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
                    jdbc.later("insert into no_such_table values (1)");
                    assertThat(jdbc.number("work")).isPositive();
                }))
                .hasMessageContaining("no_such_table");
    }
}
