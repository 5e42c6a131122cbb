package io.rapport.server.knowledge;

import io.rapport.server.journal.JournalEvent;

/// What happens to what we know. Desktops take it anew.
public sealed interface KnowledgeEvent extends JournalEvent {

    /// Written, changed or deleted.
    record TemplateChanged(long template) implements KnowledgeEvent {}

    /// Written, changed or deleted.
    record ArticleChanged(long article) implements KnowledgeEvent {}
}
