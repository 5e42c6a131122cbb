package io.rapport.server.desk;

import io.rapport.server.pointer.Pointer;
import io.rapport.server.pointer.Pointers;
import io.rapport.server.vocabulary.AgentId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What somebody should look at, with the names of whom it is about.
final class PointerRows {
    private final Pointers pointers;
    private final DeskStore store;

    PointerRows(Pointers pointers, DeskStore store) {
        this.pointers = pointers;
        this.store = store;
    }

    List<Wire.PointerRow> of(AgentId agent) {
        List<Pointer> open = pointers.of(agent);
        Map<Long, DeskStore.Named> people = store.named(
                open.stream().map(p -> p.customer().value()).distinct().toList());
        return open.stream()
                .flatMap(pointer ->
                        Optional.ofNullable(people.get(pointer.customer().value()))
                                .map(person -> row(pointer, person))
                                .stream())
                .toList();
    }

    private static Wire.PointerRow row(Pointer pointer, DeskStore.Named person) {
        return new Wire.PointerRow(
                Long.toString(pointer.id()),
                pointer.kind().name(),
                new Wire.CustomerBrief(
                        Long.toString(person.survivor()), person.name(), null, DeskStore.tint(person.survivor())),
                pointer.by().map(AgentId::toString).orElse(null),
                pointer.words(),
                pointer.at());
    }
}
