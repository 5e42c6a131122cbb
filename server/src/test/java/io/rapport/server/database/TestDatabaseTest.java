package io.rapport.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.BadSqlGrammarException;

class TestDatabaseTest {
    private static final TestDatabase database = TestDatabase.fresh();

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void a_fresh_database_is_migrated_and_empty() {
        assertThat(database.jdbcClient()
                        .sql("select count(*) from event")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void what_one_writes_the_other_does_not_see() {
        try (TestDatabase other = TestDatabase.fresh()) {
            database.jdbcClient()
                    .sql("insert into organisation (name) values ('Acme')")
                    .update();
            assertThat(other.jdbcClient()
                            .sql("select count(*) from organisation")
                            .query(Long.class)
                            .single())
                    .isZero();
        }
    }

    @Test
    void the_application_reads_and_writes_rows_but_changes_no_schema() {
        assertThat(database.jdbcClient()
                        .sql("select usesuper from pg_user where usename = current_user")
                        .query(Boolean.class)
                        .single())
                .isFalse();
        assertThatThrownBy(() -> database.jdbcTemplate().execute("create table sneaky (id int)"))
                .isInstanceOf(BadSqlGrammarException.class)
                .rootCause()
                .hasMessageContaining("permission denied");
    }

    @Test
    void the_audit_can_only_be_added_to() {
        database.jdbcClient()
                .sql("insert into audit (action, subject) values ('SEEN', 'customer 1')")
                .update();
        assertThatThrownBy(() -> database.jdbcTemplate().execute("delete from audit"))
                .rootCause()
                .hasMessageContaining("permission denied");
    }

    @Test
    void an_abandoned_transaction_is_ended_by_the_server_after_two_seconds() {
        assertThat(database.jdbcClient()
                        .sql("show idle_in_transaction_session_timeout")
                        .query(String.class)
                        .single())
                .isEqualTo("2s");
        assertThat(database.jdbcClient()
                        .sql("show transaction_timeout")
                        .query(String.class)
                        .single())
                .isEqualTo("30s");
    }
}
