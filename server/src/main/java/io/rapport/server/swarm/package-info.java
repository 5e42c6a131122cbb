/// The team room: a question about a customer that its owner puts to colleagues without giving the customer away, and
/// their answers. Both stay on the customer's timeline.
@NullMarked
@ApplicationModule(
        displayName = "swarm",
        allowedDependencies = {"vocabulary", "database", "journal", "customer"})
package io.rapport.server.swarm;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
