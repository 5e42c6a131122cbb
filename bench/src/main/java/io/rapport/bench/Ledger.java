package io.rapport.bench;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Counts in the database what became of the mails: read from the raw bytes that are kept and from the journal.
record Ledger(int kept, int lost, int duplicated, int wrongCustomer, int withoutOneFate) {
    private static final Pattern ID = Pattern.compile("(?m)^X-Bench-Id: (\\d+)\\s*$");

    static Ledger read(Connection database, Set<Integer> acknowledged, List<Letters.Letter> letters)
            throws SQLException {
        Map<Integer, Integer> times = new HashMap<>();
        Map<Integer, Long> customerOf = new HashMap<>();
        database.setAutoCommit(false);
        try (Statement statement = database.createStatement()) {
            statement.setFetchSize(500);
            try (ResultSet rows = statement.executeQuery("""
                    select substring(coalesce(i.raw, ''::bytea) from 1 for 4000) as head, i.customer, i.message_id
                      from inbound i where i.channel = 'MAIL'
                    """)) {
                Map<String, Integer> byMessageId = new HashMap<>();
                letters.forEach(l -> byMessageId.put(l.messageId(), l.id()));
                while (rows.next()) {
                    Integer id = number(rows.getBytes("head"), rows.getString("message_id"), byMessageId);
                    if (id != null) {
                        times.merge(id, 1, Integer::sum);
                        customerOf.put(id, rows.getLong("customer"));
                    }
                }
            }
            int withoutOneFate = one(statement, """
                    select count(*) from inbound i
                     where (select count(*) from event e where e.type = 'InboundTaken'
                               and (e.payload->>'inbound')::bigint = i.id) <> 1
                        or exists (select from event e where e.type = 'InboundTaken'
                               and (e.payload->>'inbound')::bigint = i.id and e.payload->>'fate' <> i.fate)
                        or (i.fate in ('OPENED_MATTER', 'JOINED_MATTER')
                            and not exists (select from promise p where p.matter = i.matter))
                    """);
            int lost = (int)
                    acknowledged.stream().filter(id -> !times.containsKey(id)).count();
            int duplicated = times.values().stream().mapToInt(n -> n - 1).sum();
            database.rollback();
            return new Ledger(times.size(), lost, duplicated, wrong(letters, customerOf), withoutOneFate);
        }
    }

    private static int one(Statement statement, String sql) throws SQLException {
        statement.execute("create index if not exists bench_fate on event (((payload->>'inbound')::bigint))"
                + " where type = 'InboundTaken'");
        try (ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getInt(1);
        }
    }

    private static @Nullable Integer number(byte[] head, @Nullable String messageId, Map<String, Integer> byMessageId) {
        Matcher found = ID.matcher(new String(head, StandardCharsets.ISO_8859_1));
        if (found.find()) {
            return Integer.valueOf(found.group(1));
        }
        return messageId == null ? null : byMessageId.get(messageId);
    }

    /// One person's mails with one customer, and that customer with nobody else's.
    private static int wrong(List<Letters.Letter> letters, Map<Integer, Long> customerOf) {
        Map<String, Long> ofPerson = new HashMap<>();
        Map<Long, String> ofCustomer = new HashMap<>();
        Set<Integer> wrong = new HashSet<>();
        for (Letters.Letter letter : letters) {
            Long customer = customerOf.get(letter.id());
            if (letter.sender().isEmpty() || customer == null || customer == 0) {
                continue;
            }
            Long known = ofPerson.putIfAbsent(letter.person(), customer);
            String other = ofCustomer.putIfAbsent(customer, letter.person());
            if (known != null && !known.equals(customer) || other != null && !other.equals(letter.person())) {
                wrong.add(letter.id());
            }
        }
        return wrong.size();
    }
}
