package io.rapport.server.interaction;

import io.rapport.server.vault.BlobId;
import java.util.Optional;

/// An attachment as it is kept: small ones inline, others in the vault.
///
/// @param type as the sender calls it; only ever given back as a download
public record StoredFile(
        String name, String type, long bytes, Optional<String> contentId, byte[] inline, Optional<BlobId> blob) {}
