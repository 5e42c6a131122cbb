package io.rapport.server.journal;

/// The events of one module, as its sealed interface. Registered by the module's configuration.
public record EventFamily(Class<? extends JournalEvent> sealed) {
    public EventFamily {
        if (!sealed.isSealed()) {
            throw new IllegalArgumentException(sealed.getName() + " must be sealed, so that its events are known");
        }
    }
}
