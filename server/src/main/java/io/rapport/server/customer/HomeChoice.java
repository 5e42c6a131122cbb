package io.rapport.server.customer;

import io.rapport.server.vocabulary.TeamId;

/// The team that somebody new is at home with, and why.
///
/// @param detail by what: `GB BS1`, `+44117`, `ES`; empty where there is nothing to add
public record HomeChoice(TeamId team, HomeWhy why, String detail) {}
