package io.rapport.server.facts;

import java.util.List;
import java.util.Optional;

/// The fields that administrators defined. Thread-safe.
public final class Fields {
    /// Fields of people, and of organisations, at the most.
    static final int MOST = 60;

    private final FieldStore store;

    Fields(FieldStore store) {
        this.store = store;
    }

    /// Every field, those of people first, in the order in which pages show them; retired ones last.
    public List<Field> all() {
        return store.all();
    }

    /// Those that are shown.
    public List<Field> of(About about) {
        return store.all().stream()
                .filter(field -> field.about() == about && !field.retired())
                .toList();
    }

    Optional<Field> find(long id) {
        return store.find(id);
    }

    /// Empty if the key is taken.
    public Optional<Field> add(Field draft) {
        return store.add(draft).flatMap(store::find);
    }

    void change(Field field) {
        store.change(field);
    }

    void moveUp(long id) {
        store.moveUp(id);
    }
}
