package io.rapport.server.workforce;

import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.TeamId;
import java.util.Optional;

/// One of us.
///
/// @param account by which they sign in
/// @param face path of a picture, where they have one
/// @param onPage whether they agreed to be shown on their team's page and on receipts
public record Agent(
        AgentId id,
        long account,
        String firstName,
        String lastName,
        Optional<String> face,
        TeamId team,
        boolean lead,
        boolean enabled,
        boolean onPage) {

    public String fullName() {
        return lastName.isEmpty() ? firstName : firstName + " " + lastName;
    }
}
