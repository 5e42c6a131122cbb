package io.rapport.server.outreach;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Whom an incident touches: all who meet everything that is said here, and whoever a file named besides.
///
/// @param everybody all customers; needed where nothing else is said, so that nobody chooses all by forgetting
/// @param teams at home with one of them; none: with any
/// @param languages codes (ISO 639-1); none: any
/// @param fact something known about them, or about their organisation: the service that they have
/// @param externalId as whom another system knows them
/// @param place where they live
public record Whom(
        boolean everybody,
        List<Long> teams,
        List<String> languages,
        @Nullable FactIs fact,
        @Nullable IdIs externalId,
        @Nullable Long organisation,
        @Nullable String place) {
    static final int MOST = 50;

    /// Nobody but those whom a file names.
    static final Whom LISTED = new Whom(false, List.of(), List.of(), null, null, null, null);

    public Whom {
        teams = List.copyOf(teams);
        languages = List.copyOf(languages);
    }

    /// @param value with `*` at its end: whatever begins so
    public record FactIs(long field, String value) {}

    /// @param value with `*` at its end: whatever begins so
    public record IdIs(String system, String value) {}

    /// Whether it chooses anybody by what is known of them.
    boolean chooses() {
        return everybody || !conditions().isEmpty();
    }

    /// A condition on the customer `c`, and what goes into it.
    record Condition(String sql, List<Object> arguments) {}

    /// Of one person with several records the one that speaks for them is chosen, whichever record it is known
    /// of. The
    /// mystery customer, the forgotten, and those who only claim to be somebody are nobody's.
    Condition condition() {
        StringBuilder sql =
                new StringBuilder("(c.circle is null or c.circle = c.id) and c.erased is null and not c.mystery"
                        + " and c.claims is null");
        List<Object> arguments = new ArrayList<>();
        List<Condition> all = conditions();
        if (!chooses()) {
            sql.append(" and false");
        }
        for (Condition one : all) {
            sql.append("\n and ").append(one.sql());
            arguments.addAll(one.arguments());
        }
        return new Condition(sql.toString(), arguments);
    }

    private List<Condition> conditions() {
        List<Condition> all = new ArrayList<>();
        if (!teams.isEmpty()) {
            all.add(new Condition("c.home_team = any (?)", List.<Object>of((Object) teams.toArray(Long[]::new))));
        }
        if (!languages.isEmpty()) {
            all.add(new Condition("split_part(lower(c.language), '-', 1) = any (?)", List.<Object>of((Object)
                    languages.toArray(String[]::new))));
        }
        if (fact != null) {
            String is = like(fact.value(), "lower(f.value)");
            all.add(new Condition(
                    "(c.id in (select coalesce(r.circle, r.id) from customer_fact f join customer r on r.id = f.customer"
                            + " where f.field = ? and " + is + ")"
                            + " or c.organisation in (select f.organisation from organisation_fact f where f.field = ? and "
                            + is + "))",
                    List.of(fact.field(), bare(fact.value()), fact.field(), bare(fact.value()))));
        }
        if (externalId != null) {
            all.add(new Condition(
                    "c.id in (select coalesce(r.circle, r.id) from customer_external_id f"
                            + " join customer r on r.id = f.customer where f.system = ? and "
                            + like(externalId.value(), "lower(f.value)") + ")",
                    List.of(externalId.system(), bare(externalId.value()))));
        }
        if (organisation != null) {
            all.add(new Condition("c.organisation = ?", List.of(organisation)));
        }
        if (place != null) {
            all.add(new Condition("lower(c.place) = lower(?)", List.of(place)));
        }
        return all;
    }

    private static String like(String value, String column) {
        return value.endsWith("*") ? "starts_with(" + column + ", lower(?))" : column + " = lower(?)";
    }

    private static String bare(String value) {
        return value.endsWith("*") ? value.substring(0, value.length() - 1) : value;
    }
}
