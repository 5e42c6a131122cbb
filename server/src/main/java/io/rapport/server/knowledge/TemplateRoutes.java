package io.rapport.server.knowledge;

import io.rapport.server.access.Accounts;
import io.rapport.server.web.May;
import io.rapport.server.web.Permission;
import io.rapport.server.web.Refusal;
import io.rapport.server.workforce.Agent;
import io.rapport.server.workforce.Workforce;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Templates, read and written by the agents who use them.
@RestController
@RequestMapping("/api/templates")
@May(Permission.SEE_DESK)
class TemplateRoutes {
    private final Templates templates;
    private final Accounts accounts;
    private final Author author;

    TemplateRoutes(Templates templates, Accounts accounts, Workforce workforce) {
        this.templates = templates;
        this.accounts = accounts;
        this.author = new Author(workforce);
    }

    /// @param team null: everybody's
    record TemplateView(
            String id,
            @Nullable String team,
            String language,
            String title,
            String shortcut,
            String text,
            String by,
            Instant changed) {}

    record TemplateList(List<TemplateView> templates) {}

    record Given(
            boolean company,
            @Nullable String language,
            @Nullable String title,
            @Nullable String shortcut,
            @Nullable String text) {}

    /// My team's templates and everybody's.
    @GetMapping
    TemplateList list(Principal caller) {
        return new TemplateList(templates.of(author.of(caller).team()).stream()
                .map(TemplateRoutes::view)
                .toList());
    }

    /// Writes a template.
    @May(Permission.WRITE_KNOWLEDGE)
    @PostMapping
    TemplateView add(@RequestBody Given given, Principal caller) {
        Agent me = author.of(caller);
        return kept(templates.add(draft(given, me), me.team(), me.id()), "wrote template", caller);
    }

    /// Changes a template.
    @May(Permission.WRITE_KNOWLEDGE)
    @PutMapping("/{id}")
    TemplateView change(@PathVariable String id, @RequestBody Given given, Principal caller) {
        Agent me = author.of(caller);
        return kept(templates.change(Typed.id(id), draft(given, me), me.team(), me.id()), "changed template", caller);
    }

    /// Removes a template.
    @May(Permission.WRITE_KNOWLEDGE)
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable String id, Principal caller) {
        Template gone = templates
                .remove(Typed.id(id), author.of(caller).team())
                .orElseThrow(() -> Refusal.notFound("There is no such template."));
        accounts.audit(Long.parseLong(caller.getName()), "deleted template", gone.title());
    }

    private TemplateView kept(Templates.Kept kept, String what, Principal caller) {
        return switch (kept) {
            case Templates.Kept.Done(var template) -> {
                accounts.audit(Long.parseLong(caller.getName()), what, template.title());
                yield view(template);
            }
            case Templates.Kept.ShortcutTaken _ ->
                throw Refusal.field("shortcut", "Another template in this language has this shortcut.");
            case Templates.Kept.NotTheirs _ -> throw Refusal.notFound("There is no such template in your team.");
            case Templates.Kept.TooMany _ ->
                throw Refusal.conflict(
                        "too-many", "There are " + Templates.MOST + " templates. Delete one that nobody needs.");
        };
    }

    private static Template.Draft draft(Given given, Agent me) {
        return new Template.Draft(
                given.company() ? Optional.empty() : Optional.of(me.team()),
                Typed.language(given.language()),
                Typed.line("title", given.title(), Template.MAX_TITLE),
                Typed.shortcut(given.shortcut()),
                Typed.block("text", given.text(), Template.MAX_TEXT));
    }

    private static TemplateView view(Template template) {
        return new TemplateView(
                Long.toString(template.id()),
                template.team().map(Object::toString).orElse(null),
                template.language(),
                template.title(),
                template.shortcut(),
                template.text(),
                template.by().toString(),
                template.changed());
    }
}
