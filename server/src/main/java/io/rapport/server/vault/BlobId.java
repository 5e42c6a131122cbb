package io.rapport.server.vault;

import java.util.UUID;

/// Names one blob.
public record BlobId(UUID value) {}
