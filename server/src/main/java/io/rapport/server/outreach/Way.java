package io.rapport.server.outreach;

/// By which way somebody is told; a call is made by their own team.
public enum Way {
    MAIL,
    SMS,
    CALL
}
