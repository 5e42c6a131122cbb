package io.rapport.server.customer;

import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.vocabulary.TeamId;
import java.time.Instant;
import java.util.Optional;

/// A person we serve.
///
/// @param homeWhy why they are at home there; empty where nobody remembers
/// @param homeDetail by what ("+44117")
/// @param prospect not yet a customer: a sales enquiry
/// @param claims the customer they say to be, where they could not prove it
public record Customer(
        CustomerId id,
        String name,
        Optional<String> organisation,
        Optional<Long> organisationId,
        TeamId homeTeam,
        Optional<HomeWhy> homeWhy,
        String homeDetail,
        Optional<String> place,
        String language,
        boolean prospect,
        Optional<String> bestTime,
        Optional<CustomerId> claims,
        Instant since) {}
