package io.rapport.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.server.RunningRapport;
import io.rapport.server.vocabulary.TeamId;
import io.rapport.server.web.Permission;
import io.rapport.server.workforce.Workforce;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/// Every route, called by everybody, held against the table in `routes.txt`.
class RoutesTest {
    private static final String PASSWORD = "a long enough one";
    private static final String EVERYONE = "EVERYONE";
    private static final String SIGNED_IN = "SIGNED_IN";

    private static RunningRapport rapport;
    private static final Map<Role, Http> CALLERS = new EnumMap<>(Role.class);

    @BeforeAll
    static void open() {
        rapport = RunningRapport.start();
        TeamId team = rapport.team("Harbourside");
        for (Role role : Role.values()) {
            long account = rapport.bean(Accounts.class).create(role.name(), role, PASSWORD);
            rapport.bean(Workforce.class).addAgent(account, role.name(), "", Optional.empty(), team, false);
            CALLERS.put(role, Http.signedIn(rapport, role.name(), PASSWORD, ""));
        }
    }

    @AfterAll
    static void shut() {
        rapport.close();
    }

    /// `GET /api/desk/today` to the permission it needs.
    private static Map<String, String> table() {
        Map<String, String> table = new TreeMap<>();
        try (InputStream file = RoutesTest.class.getResourceAsStream("routes.txt")) {
            new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .forEach(line -> {
                        String[] words = line.strip().split("\\s+");
                        table.put(words[1] + " " + words[2], words[0]);
                    });
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return table;
    }

    private static Set<String> routes() {
        Set<String> routes = new TreeSet<>();
        for (RequestMappingHandlerMapping mappings : rapport.beans(RequestMappingHandlerMapping.class)) {
            mappings.getHandlerMethods().forEach((mapping, method) -> {
                if (method.getBeanType().getName().startsWith("io.rapport.")) {
                    var verbs = mapping.getMethodsCondition().getMethods();
                    assertThat(verbs).as("%s names its method", mapping).isNotEmpty();
                    verbs.forEach(verb -> mapping.getPatternValues().forEach(path -> routes.add(verb + " " + path)));
                }
            });
        }
        return routes;
    }

    @Test
    void the_table_names_every_route_and_no_other() {
        assertThat(table().keySet()).containsExactlyInAnyOrderElementsOf(routes());
    }

    @Test
    void nobody_gets_further_than_their_permissions() {
        List<String> wrong = new ArrayList<>();
        table().forEach((route, permission) -> {
            if (permission.equals(SIGNED_IN)) {
                check(wrong, route, "nobody", Http.nobody(rapport), 401, true);
                CALLERS.forEach((role, caller) -> check(wrong, route, role.name(), caller, 403, false));
            } else if (!permission.equals(EVERYONE)) {
                Permission needed = Permission.valueOf(permission);
                check(wrong, route, "nobody", Http.nobody(rapport), 401, true);
                CALLERS.forEach((role, caller) -> check(
                        wrong,
                        route,
                        role.name(),
                        caller,
                        403,
                        !role.permissions().contains(needed)));
            }
        });
        assertThat(wrong).isEmpty();
    }

    /// Refused callers are refused before anything is read: what they send would not do anyway.
    private static void check(List<String> wrong, String route, String who, Http caller, int status, boolean refused) {
        String[] words = route.split(" ");
        String path = words[1].replaceAll("\\{[^}]*}", "999999999");
        Http.Answer answer = caller.ask(words[0], path, words[0].equals("GET") ? "" : "[");
        boolean was = answer.status() == status || answer.status() == 401;
        if (was != refused || answer.status() >= 500) {
            wrong.add(route + " for " + who + ": " + answer.status() + " " + answer.code());
        }
    }

    @Test
    void the_auditor_sees_all_that_agents_and_leads_see_and_changes_nothing() {
        Set<Permission> changes = Set.of(
                Permission.EXPORT_CUSTOMERS,
                Permission.ANSWER,
                Permission.HOLD_PROMISES,
                Permission.WRITE_KNOWLEDGE,
                Permission.SORT_JUNK,
                Permission.SAY_PRESENCE,
                Permission.TALK,
                Permission.LISTEN,
                Permission.HEAR_RECORDINGS,
                Permission.CHANGE_TEAMS,
                Permission.CHANGE_AGENTS,
                Permission.CHANGE_DOORS,
                Permission.CHANGE_FIELDS,
                Permission.IMPORT_CUSTOMERS,
                Permission.ERASE_CUSTOMERS,
                Permission.MOVE_CUSTOMERS,
                Permission.RECORD_PROMPTS,
                Permission.TELL_CUSTOMERS,
                Permission.APPROVE_NOTICES,
                Permission.CHANGE_WEBHOOKS,
                Permission.CHANGE_FIGURES,
                Permission.PUBLISH_PROMISES,
                Permission.CHANGE_SIGN_IN);
        assertThat(Role.AUDITOR.permissions()).doesNotContainAnyElementsOf(changes);
        Set<Permission> seen = new TreeSet<>(Role.ADMINISTRATOR.permissions());
        seen.removeAll(changes);
        assertThat(Role.AUDITOR.permissions()).containsExactlyInAnyOrderElementsOf(seen);
        table().forEach((route, permission) -> {
            boolean own = permission.equals(EVERYONE)
                    || permission.equals(SIGNED_IN)
                    || permission.equals(Permission.OWN_SIGN_IN.name());
            if (!own && !route.startsWith("GET ")) {
                assertThat(Role.AUDITOR.permissions()).as(route).doesNotContain(Permission.valueOf(permission));
            }
        });
    }
}
