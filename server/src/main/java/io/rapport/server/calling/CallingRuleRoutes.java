package io.rapport.server.calling;

import io.rapport.server.access.Accounts;
import io.rapport.server.vocabulary.AlwaysAnswered;
import io.rapport.server.web.May;
import io.rapport.server.web.Permission;
import io.rapport.server.web.Refusal;
import java.security.Principal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// When people may be called, by country, as an administrator has looked it up.
@RestController
@RequestMapping("/api/admin/calling-rules")
@May(Permission.SEE_SETTINGS)
class CallingRuleRoutes {
    static final int MOST = 300;
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

    private final Rules rules;
    private final Accounts accounts;
    private final Clock clock;

    CallingRuleRoutes(Rules rules, Accounts accounts, Clock clock) {
        this.rules = rules;
        this.accounts = accounts;
        this.clock = clock;
    }

    /// @param country two letters (ISO 3166-1); `*`: our own rule, for everybody
    /// @param days seven, Monday first: "09:00-13:00,14:00-20:00"; empty: nobody is called
    /// @param onHolidays whether they may be called on public holidays
    /// @param source where the rule stands; at most 300 characters
    /// @param checked when somebody last looked
    record RuleView(
            @AlwaysAnswered @Nullable String country,
            @AlwaysAnswered CallingRule.@Nullable Scope scope,
            @AlwaysAnswered @Nullable List<String> days,
            boolean onHolidays,
            @AlwaysAnswered @Nullable String source,
            @AlwaysAnswered @Nullable LocalDate checked) {}

    record RuleList(@AlwaysAnswered @Nullable List<RuleView> rules) {}

    /// All rules, our own first.
    @GetMapping
    RuleList callingRules() {
        return new RuleList(rules.read().rules().stream()
                .map(rule -> new RuleView(
                        rule.country(),
                        rule.scope(),
                        rule.hours().days().stream().map(Hours::written).toList(),
                        rule.hours().onHolidays(),
                        rule.source(),
                        rule.checked()))
                .toList());
    }

    /// Puts the whole list. Our own rule can be changed and never be left out.
    @May(Permission.CHANGE_FIELDS)
    @PutMapping
    RuleList changeCallingRules(@RequestBody RuleList given, Principal caller) {
        List<RuleView> wanted = Optional.ofNullable(given.rules())
                .filter(list -> list.size() <= MOST)
                .orElseThrow(() -> Refusal.field("rules", "Send the whole list, at most 300."));
        List<CallingRule> read = wanted.stream().map(this::read).toList();
        Set<String> once = new HashSet<>();
        for (CallingRule rule : read) {
            if (!once.add(rule.country() + rule.scope())) {
                throw Refusal.field("rules", "There are two rules for one country and the same calls.");
            }
        }
        if (read.stream().noneMatch(rule -> rule.country().equals(CallingRule.HOUSE))) {
            throw Refusal.field("rules", "Our own rule, for everybody, can't be left out.");
        }
        rules.put(read);
        accounts.audit(Long.parseLong(caller.getName()), "changed when people may be called", read.size() + " rules");
        return callingRules();
    }

    private CallingRule read(RuleView one) {
        String country = Optional.ofNullable(one.country()).orElse("");
        if (!country.equals(CallingRule.HOUSE) && !COUNTRIES.contains(country)) {
            throw Refusal.field("country", "A country is written by its two letters, like GB.");
        }
        CallingRule.Scope scope = Optional.ofNullable(one.scope())
                .orElseThrow(() -> Refusal.field("scope", "Say for which calls the rule stands."));
        String source = Optional.ofNullable(one.source()).orElse("").strip();
        if (source.isEmpty() || source.length() > CallingRule.MAX_SOURCE) {
            throw Refusal.field("source", "Say where the rule stands, in 1 to 300 characters.");
        }
        List<String> days = Optional.ofNullable(one.days())
                .filter(seven -> seven.size() == 7)
                .orElseThrow(() -> Refusal.field("days", "A rule has seven days, Monday first."));
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        LocalDate checked = Optional.ofNullable(one.checked())
                .filter(day -> !day.isAfter(today.plusDays(1)))
                .orElseThrow(() -> Refusal.field("checked", "Say on which day you looked; it is not to come."));
        return new CallingRule(
                country,
                scope,
                new Hours(
                        days.stream()
                                .map(day -> Optional.ofNullable(day)
                                        .flatMap(Hours::day)
                                        .orElseThrow(() -> Refusal.field(
                                                "days",
                                                "Hours are written like 09:00-13:00,14:00-20:00; nothing means that"
                                                        + " nobody is called.")))
                                .toList(),
                        one.onHolidays()),
                source,
                checked);
    }
}
