package io.rapport.server.desk;

import io.rapport.server.vocabulary.CustomerId;
import java.util.List;

/// Drafts as screens show them.
record Drafts(DraftStore store, DeskStore desk) {

    List<Wire.DraftView> views(List<CustomerId> records) {
        return store.of(records).stream().map(this::view).toList();
    }

    Wire.DraftView view(DraftStore.Draft draft) {
        return new Wire.DraftView(
                draft.kind(),
                draft.matter() == null ? null : draft.matter().toString(),
                draft.text(),
                draft.promisedWhat(),
                draft.promisedBy(),
                desk.files(draft.attachments()),
                draft.recipient() == null ? null : draft.recipient().toString(),
                draft.sendAt(),
                draft.signs(),
                draft.quotes(),
                draft.articles().stream().map(String::valueOf).toList(),
                draft.agent().toString(),
                draft.at());
    }
}
