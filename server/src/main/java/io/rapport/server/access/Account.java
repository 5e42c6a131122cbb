package io.rapport.server.access;

/// Somebody who may sign in.
///
/// @param name what they type: usually their e-mail address; compared without case
public record Account(long id, String name, Role role, boolean enabled) {}
