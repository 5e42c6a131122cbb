package io.rapport.server.access;

/// What somebody may do. Administrators and leads may do what agents may; auditors only look.
public enum Role {
    AGENT,
    LEAD,
    ADMINISTRATOR,
    AUDITOR
}
