package io.rapport.server.customer;

/// Why somebody is at home with a team.
public enum HomeWhy {
    /// They came by the team's own door.
    DOOR,
    POSTCODE,
    NUMBER,
    COUNTRY,
    LANGUAGE,
    /// No place told: the team with the fewest customers for its people.
    LOAD,
    /// One of us said so.
    MOVED
}
