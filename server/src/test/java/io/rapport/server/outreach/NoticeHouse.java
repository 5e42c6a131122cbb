package io.rapport.server.outreach;

import io.rapport.outside.mail.Letterboxes;
import io.rapport.server.RunningRapport;
import io.rapport.server.access.Accounts;
import io.rapport.server.access.Http;
import io.rapport.server.access.Role;
import io.rapport.server.vocabulary.Channel;
import io.rapport.server.vocabulary.TeamId;
import io.rapport.server.workforce.Workforce;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A company with two teams, two leads and an agent, and the letterboxes of its customers.
final class NoticeHouse implements AutoCloseable {
    static final String PASSWORD = "a long enough one";
    static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern PAGE = Pattern.compile("/n/([A-Za-z0-9_-]+)");

    final Letterboxes world;
    final RunningRapport rapport;
    final TeamId harbourside;
    final TeamId castlegate;
    final Http siobhan;
    final Http omar;
    final Http nell;

    NoticeHouse(Predicate<String> missing, String... more) {
        world = new Letterboxes(recipient -> true, missing);
        String[] arguments = new String[more.length + 3];
        arguments[0] = "--rapport.email.relay.host=127.0.0.1";
        arguments[1] = "--rapport.email.relay.port=" + world.port();
        arguments[2] = "--rapport.email.relay.security=NONE";
        System.arraycopy(more, 0, arguments, 3, more.length);
        rapport = RunningRapport.start(arguments);
        harbourside = rapport.team("Harbourside");
        castlegate = rapport.team("Castlegate");
        rapport.door(Channel.MAIL, "help@brightline.example");
        siobhan = hire("siobhan", Role.LEAD, harbourside);
        omar = hire("omar", Role.LEAD, castlegate);
        nell = hire("nell", Role.AGENT, harbourside);
    }

    private Http hire(String name, Role role, TeamId team) {
        long account = rapport.bean(Accounts.class).create(name, role, PASSWORD);
        rapport.bean(Workforce.class).addAgent(account, name, "", Optional.empty(), team, role == Role.LEAD);
        return Http.signedIn(rapport, name, PASSWORD, "");
    }

    /// So many customers of a team, each with a letterbox at one of ten domains: `who0@d0.example`.
    void customers(String who, TeamId team, int count, String language) {
        rapport.jdbc().update("""
                        with who as (select n, ? || translate(n::text, '0123456789', 'abcdefghij') as name
                                       from generate_series(0, ? - 1) n),
                        made as (
                            insert into customer (name, home_team, language, created)
                            select name || ' Baker', ?, ?, now() from who returning id, name),
                        points as (
                            insert into contact_point (kind, value)
                            select 'EMAIL', lower(?) || n || '@d' || (n % 10) || '.example' from who returning id, value)
                        insert into customer_contact_point (contact_point, customer, proof, since)
                        select p.id, m.id, 'VERIFIED', now() from who w join made m on m.name = w.name || ' Baker'
                          join points p on p.value = lower(?) || w.n || '@d' || (w.n % 10) || '.example'
                        """, who, count, team.value(), language, who, who);
    }

    /// By whose address.
    long customer(String address) {
        return rapport.count(
                "select l.customer from customer_contact_point l join contact_point p on p.id = l.contact_point"
                        + " where p.value = ?",
                address);
    }

    /// An incident with English and Spanish words, as a lead writes it.
    static String incident(String kind, String whom, String words) {
        return """
                {"kind":"%s","name":"Bills with a wrong date","since":"2026-03-01T08:00:00Z","ways":["MAIL","CALL"],
                 "whom":%s,"texts":[
                  {"language":"en","happened":"On Sunday we sent bills with a wrong date.","doing":"You have until 30 March.",
                   "subject":"{first name}, your bill has a wrong date","words":"Hello {first name},\\n\\n%s"},
                  {"language":"es","happened":"El domingo enviamos facturas con una fecha equivocada.","doing":"Tiene hasta el 30 de marzo.",
                   "subject":"Su factura lleva una fecha equivocada","words":"Hola, {nombre}:\\n\\nPusimos una fecha equivocada. Lo sentimos."}]}
                """.formatted(kind, whom, words);
    }

    static final String WORDS = "we put a wrong date on your bill. We are sorry. You have until 30 March.";

    String whom(TeamId team) {
        return "{\"teams\":[\"" + team + "\"]}";
    }

    /// Written by Siobhan.
    String written(String whom) {
        return id(siobhan.ask("POST", "/api/incidents", incident("MISTAKE", whom, WORDS)));
    }

    /// Written by Siobhan and approved by Omar.
    String approved(String whom) {
        String id = written(whom);
        did(siobhan.ask("POST", "/api/incidents/" + id + "/submit", "{}"));
        did(omar.ask("POST", "/api/incidents/" + id + "/approve", "{}"));
        return id;
    }

    static String id(Http.Answer answer) {
        return did(answer).path("id").asString("");
    }

    static JsonNode did(Http.Answer answer) {
        if (answer.status() / 100 != 2) {
            throw new AssertionError(answer.status() + " " + answer.json());
        }
        return answer.json();
    }

    JsonNode look(String id) {
        return did(siobhan.get("/api/incidents/" + id));
    }

    String notice(String id) {
        return look(id).path("campaigns").path(0).path("id").asString("");
    }

    void tell(String id) {
        did(siobhan.ask("POST", "/api/incidents/" + id + "/tell", "{}"));
    }

    void told(String id) {
        rapport.until(
                Duration.ofSeconds(120),
                () -> look(id).path("state").asString("").equals("TOLD"));
    }

    /// The token in the link of what somebody was sent.
    String page(String recipient) {
        String message = world.message(recipient).orElseThrow().replaceAll("=\r\n", "");
        Matcher link = PAGE.matcher(message);
        if (!link.find()) {
            throw new AssertionError("no link in " + message);
        }
        return link.group(1);
    }

    @Override
    public void close() {
        rapport.close();
        world.close();
    }
}
