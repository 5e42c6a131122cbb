package io.rapport.server.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ArgumentPreparedStatementSetter;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// A template whose writes may travel together: what [#later] is told waits for the transaction's next statement or
/// its end, or until it is a large bundle, and goes in one round trip, in order. Each statement therefore still sees
/// all that was written before it; only mistakes, such as a duplicate key, are noticed later, at the latest before the
/// commit. Thread-safe.
///
/// A mail is a dozen small writes. Waiting for the answer to each cost more than all of them.
public final class BundlingTemplate extends JdbcTemplate {
    /// Numbers fetched at once.
    static final int NUMBERS = 64;

    /// Parameters that wait at the most; the driver takes 65,535 in one round trip.
    static final int PARAMETERS = 10_000;

    private final Map<String, Queue<Long>> numbers = new HashMap<>();

    public BundlingTemplate(DataSource dataSource) {
        super(dataSource);
    }

    private record Statement(String sql, @Nullable Object[] arguments) {}

    /// Writes this with the next statement of the running transaction, or before its commit; outside a transaction at
    /// once. How many rows it changed is not told.
    public void later(String sql, @Nullable Object... arguments) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            update(sql, arguments);
            return;
        }
        Bundle bundle = bundle();
        if (bundle.parameters + arguments.length > PARAMETERS) {
            flush();
        }
        bundle.statements.add(new Statement(sql, arguments));
        bundle.parameters += arguments.length;
    }

    /// Sends what waits, if anything does.
    public void flush() {
        @Nullable Object bound = TransactionSynchronizationManager.getResource(this);
        if (bound instanceof Bundle bundle && !bundle.statements.isEmpty()) {
            List<Statement> waiting = List.copyOf(bundle.statements);
            bundle.statements.clear();
            bundle.parameters = 0;
            send(waiting);
        }
    }

    /// A number that no other row of the table has or will have: for a row that is written later but named now. The
    /// numbers of one process ascend; those of a transaction that fails are lost.
    ///
    /// It draws a transaction number now and then, so the customer must be locked before.
    public long number(String table) {
        synchronized (numbers) {
            Queue<Long> left = numbers.computeIfAbsent(table, name -> new ArrayDeque<>());
            if (left.isEmpty()) {
                left.addAll(fetch(table));
            }
            return left.remove();
        }
    }

    /// Every statement asks for its data source first.
    @Override
    protected DataSource obtainDataSource() {
        flush();
        return super.obtainDataSource();
    }

    private Bundle bundle() {
        @Nullable Object bound = TransactionSynchronizationManager.getResource(this);
        if (bound instanceof Bundle bundle) {
            return bundle;
        }
        Bundle bundle = new Bundle();
        TransactionSynchronizationManager.bindResource(this, bundle);
        TransactionSynchronizationManager.registerSynchronization(bundle);
        return bundle;
    }

    private interface Use<T> {
        T with(PreparedStatement statement) throws SQLException;
    }

    /// Runs on the transaction's connection without sending what waits.
    private <T> T run(String sql, Use<T> use) {
        DataSource source = super.obtainDataSource();
        Connection connection = DataSourceUtils.getConnection(source);
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            return use.with(statement);
        } catch (SQLException failure) {
            throw translateException("bundle", sql, failure);
        } finally {
            DataSourceUtils.releaseConnection(connection, source);
        }
    }

    private void send(List<Statement> waiting) {
        String sql = waiting.stream().map(Statement::sql).collect(Collectors.joining(";\n"));
        Object[] arguments =
                waiting.stream().flatMap(s -> Arrays.stream(s.arguments())).toArray();
        run(sql, statement -> {
            new ArgumentPreparedStatementSetter(arguments).setValues(statement);
            return statement.execute();
        });
    }

    /// Without what waits: that could wait for a row of somebody who waits for a number.
    private List<Long> fetch(String table) {
        String sql = """
                select nextval(s) from (select pg_get_serial_sequence(?, 'id')::regclass as s offset 0) as of,
                       generate_series(1, ?)
                """;
        return run(sql, statement -> {
            statement.setString(1, table);
            statement.setInt(2, NUMBERS);
            List<Long> fresh = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    fresh.add(rows.getLong(1));
                }
            }
            return fresh;
        });
    }

    private final class Bundle implements TransactionSynchronization {
        private final List<Statement> statements = new ArrayList<>();
        private int parameters;

        @Override
        public void suspend() {
            TransactionSynchronizationManager.unbindResource(BundlingTemplate.this);
        }

        @Override
        public void resume() {
            TransactionSynchronizationManager.bindResource(BundlingTemplate.this, this);
        }

        @Override
        public void beforeCommit(boolean readOnly) {
            BundlingTemplate.this.flush();
        }

        @Override
        public void afterCompletion(int status) {
            TransactionSynchronizationManager.unbindResourceIfPossible(BundlingTemplate.this);
        }
    }
}
