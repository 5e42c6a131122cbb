package io.rapport.server.vault;

/// A blob could not be written or read: the disk is full or broken, or somebody changed its bytes.
public final class VaultException extends RuntimeException {
    public VaultException(String message, Throwable cause) {
        super(message, cause);
    }
}
