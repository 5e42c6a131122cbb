package io.rapport.server.knowledge;

import io.rapport.server.database.Sql;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.InteractionId;
import io.rapport.server.vocabulary.TeamId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

final class ArticleStore {
    /// A reply that was called back did not leave; one after which they wrote again about the matter failed.
    private static final String TOLD = """
            select a.*, coalesce(u.helped, 0) + coalesce(v.helped, 0) as helped,
                   coalesce(u.failed, 0) + coalesce(v.failed, 0) as failed
              from article a
              left join lateral (
                select count(*) filter (where not again) as helped, count(*) filter (where again) as failed
                  from (select exists (select from interaction r
                                        where r.matter = i.matter and r.direction = 'INBOUND'
                                          and r.at > o.written and r.at <= o.written + interval '3 days') as again
                          from article_use s join interaction i on i.id = s.interaction
                          join outbound o on o.interaction = i.id and o.state in ('ACCEPTED', 'SENDING', 'DEFERRED', 'QUEUED')
                         where s.article = a.id) uses) u on true
              left join lateral (
                select count(*) filter (where w.helped) as helped, count(*) filter (where not w.helped) as failed
                  from article_vote w where w.article = a.id) v on true
            """;

    private final JdbcTemplate jdbc;

    ArticleStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Article> find(long id) {
        return jdbc.query(TOLD + " where a.id = ?", (row, n) -> article(row), id).stream()
                .findFirst();
    }

    /// @param team theirs and everybody's; empty: the public ones of all
    List<Article> find(Optional<TeamId> team, Optional<String> words, Optional<String> language, int limit) {
        List<Object> arguments = new ArrayList<>();
        StringBuilder where = new StringBuilder(" where ");
        if (team.isPresent()) {
            where.append("(a.team is null or a.team = ?)");
            arguments.add(team.get().value());
        } else {
            where.append("a.public");
        }
        words.ifPresent(query -> {
            where.append(" and a.words @@ to_tsquery('words', ?)");
            arguments.add(query);
        });
        language.ifPresent(one -> {
            where.append(" and split_part(a.language, '-', 1) = ?");
            arguments.add(one);
        });
        arguments.add(limit);
        String order = team.isPresent() ? "a.review > current_date, " : "";
        return jdbc.query(
                TOLD + where + " order by " + order + "lower(a.title), a.id limit ?",
                (row, n) -> article(row),
                arguments.toArray());
    }

    /// By how rare the words are that text and article share, a word of the title counting twice. Words that every text
    /// has tell nothing; one single word of a body is too little.
    List<Article> suggest(TeamId team, String text, int limit) {
        List<Long> best = Sql.longs(jdbc, """
                with said as (
                    select lexeme from unnest(to_tsvector('words', translate(left(?, 6000), '<>', '  '))) as w
                     where length(lexeme) > 2 and lexeme ~ '^\\w+$'
                       and ts_lexize('english_stem', lexeme) <> '{}' and ts_lexize('spanish_stem', lexeme) <> '{}'
                       and ts_lexize('german_stem', lexeme) <> '{}' and ts_lexize('french_stem', lexeme) <> '{}'
                     limit 300),
                mine as (select id, words from article where team is null or team = ?),
                hits as (
                    select m.id, s.lexeme, m.words @@ (quote_literal(s.lexeme) || ':A')::tsquery as titled
                      from said s join mine m on m.words @@ quote_literal(s.lexeme)::tsquery),
                rare as (
                    select lexeme, ln(1.0 + (select count(*) from mine)::numeric / count(*)) as weight
                      from hits group by lexeme)
                select h.id from hits h join rare r using (lexeme)
                 group by h.id having sum(case when h.titled then 2 else 1 end) >= 2
                 order by sum(r.weight * case when h.titled then 2 else 1 end) desc, h.id limit ?
                """, text, team.value(), limit);
        return best.stream().flatMap(id -> find(id).stream()).toList();
    }

    List<Article.Complaint> complaints(long id, int limit) {
        return jdbc.query(
                """
                select words, at from article_vote where article = ? and not helped and words <> ''
                 order by at desc limit ?
                """, (row, n) -> new Article.Complaint(row.getString("words"), Sql.instant(row, "at")), id, limit);
    }

    long count() {
        return Sql.longs(jdbc, "select count(*) from article").getFirst();
    }

    long votes(long id) {
        return Sql.longs(jdbc, "select count(*) from article_vote where article = ?", id)
                .getFirst();
    }

    long insert(Article.Draft draft, Instant now) {
        return Objects.requireNonNull(jdbc.queryForObject(
                """
                insert into article (team, language, title, text, owner, review, public, origin, changed)
                values (?, ?, ?, ?, ?, ?, ?, (select id from interaction where id = ?), ?) returning id
                """,
                Long.class,
                draft.team().map(TeamId::value).orElse(null),
                draft.language(),
                draft.title(),
                draft.text(),
                draft.owner().value(),
                draft.review(),
                draft.isPublic(),
                draft.origin().map(InteractionId::value).orElse(null),
                Sql.time(now)));
    }

    void update(long id, Article.Draft draft, Instant now) {
        jdbc.update(
                """
                update article set team = ?, language = ?, title = ?, text = ?, owner = ?, review = ?, public = ?,
                       changed = ? where id = ?
                """,
                draft.team().map(TeamId::value).orElse(null),
                draft.language(),
                draft.title(),
                draft.text(),
                draft.owner().value(),
                draft.review(),
                draft.isPublic(),
                Sql.time(now),
                id);
    }

    void delete(long id) {
        jdbc.update("delete from article where id = ?", id);
    }

    void used(List<Long> articles, InteractionId interaction, AgentId by, Instant now) {
        jdbc.update("""
                insert into article_use (article, interaction, agent, at)
                select id, ?, ?, ? from article where id = any (?) on conflict do nothing
                """, interaction.value(), by.value(), Sql.time(now), articles.toArray(Long[]::new));
    }

    void vote(long id, boolean helped, String words, Instant now) {
        jdbc.update(
                "insert into article_vote (article, helped, words, at) values (?, ?, ?, ?)",
                id,
                helped,
                words,
                Sql.time(now));
    }

    private static Article article(ResultSet row) throws SQLException {
        return new Article(
                row.getLong("id"),
                Optional.ofNullable(Sql.numberOrNull(row, "team")).map(TeamId::new),
                row.getString("language"),
                row.getString("title"),
                row.getString("text"),
                new AgentId(row.getLong("owner")),
                row.getObject("review", LocalDate.class),
                row.getBoolean("public"),
                Sql.instant(row, "changed"),
                new Article.Tally(row.getLong("helped"), row.getLong("failed")));
    }
}
