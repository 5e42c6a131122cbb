package io.rapport.server.facts;

import io.rapport.server.access.Accounts;
import io.rapport.server.vocabulary.AlwaysAnswered;
import io.rapport.server.web.May;
import io.rapport.server.web.Permission;
import io.rapport.server.web.Refusal;
import java.security.Principal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Which fields there are. A field's key, kind and whom it is about stay as they were made, so that what was written in
/// it stays true.
@RestController
@RequestMapping("/api/admin/fields")
@May(Permission.CHANGE_FIELDS)
class FieldRoutes {
    private static final int MAX_NAME = 60;
    private static final int MAX_CHOICES = 100;

    private final Fields fields;
    private final Accounts accounts;

    FieldRoutes(Fields fields, Accounts accounts) {
        this.fields = fields;
        this.accounts = accounts;
    }

    record FieldView(
            @Nullable String id,
            @AlwaysAnswered @Nullable About about,
            @AlwaysAnswered @Nullable String key,
            @AlwaysAnswered @Nullable String name,
            @AlwaysAnswered @Nullable FieldKind kind,
            @AlwaysAnswered @Nullable List<String> choices,
            @AlwaysAnswered @Nullable Boolean required,
            @AlwaysAnswered @Nullable SeenBy seenBy,
            @AlwaysAnswered @Nullable Boolean retired) {
        static FieldView of(Field field) {
            return new FieldView(
                    Long.toString(field.id()),
                    field.about(),
                    field.key(),
                    field.name(),
                    field.kind(),
                    field.choices(),
                    field.required(),
                    field.seenBy(),
                    field.retired());
        }
    }

    record FieldList(List<FieldView> fields) {}

    /// All fields that are asked about people and organisations, in their order.
    @May(Permission.SEE_SETTINGS)
    @GetMapping
    FieldList all() {
        return new FieldList(fields.all().stream().map(FieldView::of).toList());
    }

    /// Adds a field.
    @PostMapping
    FieldView add(@RequestBody FieldView given, Principal caller) {
        About about = given.about() == null ? About.PERSON : given.about();
        FieldKind kind = given.kind() == null ? FieldKind.TEXT : given.kind();
        if (fields.of(about).size() >= Fields.MOST) {
            throw Refusal.field("name", "There are " + Fields.MOST + " fields already. Retire one first.");
        }
        String name = name(given);
        Field draft = new Field(
                0,
                about,
                key(given, name),
                name,
                kind,
                choices(given, kind),
                Boolean.TRUE.equals(given.required()),
                seenBy(given),
                false);
        Field added = fields.add(draft)
                .orElseThrow(() -> Refusal.field("key", "Another field is called so for programs already."));
        accounts.audit(Long.parseLong(caller.getName()), "added field", added.key());
        return FieldView.of(added);
    }

    /// Changes a field.
    @PutMapping("/{id}")
    FieldView change(@PathVariable String id, @RequestBody FieldView given, Principal caller) {
        Field known = find(id);
        Field changed = new Field(
                known.id(),
                known.about(),
                known.key(),
                name(given),
                known.kind(),
                choices(given, known.kind()),
                Boolean.TRUE.equals(given.required()),
                seenBy(given),
                Boolean.TRUE.equals(given.retired()));
        fields.change(changed);
        accounts.audit(Long.parseLong(caller.getName()), "changed field", known.key());
        return FieldView.of(find(id));
    }

    /// Moves a field one place up.
    @PostMapping("/{id}/up")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void moveUp(@PathVariable String id, Principal caller) {
        Field known = find(id);
        fields.moveUp(known.id());
        accounts.audit(Long.parseLong(caller.getName()), "moved field", known.key());
    }

    private Field find(String id) {
        return Numbers.of(id).flatMap(fields::find).orElseThrow(() -> Refusal.notFound("There is no such field."));
    }

    private static String name(FieldView given) {
        String name = Numbers.line(given.name());
        if (name.isEmpty() || name.length() > MAX_NAME) {
            throw Refusal.field("name", "A field's name has 1 to " + MAX_NAME + " characters.");
        }
        return name;
    }

    private static String key(FieldView given, String name) {
        String typed = Optional.ofNullable(given.key()).orElse("").strip();
        String key = typed.isEmpty()
                ? name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_").replaceAll("^_+|_+$", "")
                : typed;
        if (!key.matches("[a-z][a-z0-9_]{0,39}")) {
            throw Refusal.field(
                    "key", "For programs, it is called by small letters, digits and underscores, a letter first.");
        }
        return key;
    }

    private static List<String> choices(FieldView given, FieldKind kind) {
        if (kind != FieldKind.CHOICE) {
            return List.of();
        }
        List<String> choices = Optional.ofNullable(given.choices()).orElse(List.of()).stream()
                .map(Numbers::line)
                .filter(choice -> !choice.isEmpty())
                .distinct()
                .toList();
        if (choices.isEmpty()
                || choices.size() > MAX_CHOICES
                || choices.stream().anyMatch(c -> c.length() > MAX_NAME)) {
            throw Refusal.field(
                    "choices", "From 1 to " + MAX_CHOICES + " choices, each of at most " + MAX_NAME + " characters.");
        }
        return choices;
    }

    private static SeenBy seenBy(FieldView given) {
        return given.seenBy() == null ? SeenBy.EVERYONE : given.seenBy();
    }
}
