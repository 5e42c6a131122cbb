package io.rapport.server.journal;

/// Something that happened, as a record of ids, numbers and enumerations: never a customer's words or
/// addresses, so that a person can be erased without changing the journal. Its simple class name is its type
/// and stays for ever; fields may be added, not removed.
public interface JournalEvent {}
