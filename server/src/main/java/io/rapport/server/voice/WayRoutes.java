package io.rapport.server.voice;

import io.rapport.server.web.May;
import io.rapport.server.web.Permission;
import java.security.Principal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/phone/ways")
@May(Permission.TALK)
class WayRoutes {
    private final Ways ways;

    WayRoutes(Ways ways) {
        this.ways = ways;
    }

    /// By which ways my browser may reach the telephone.
    @GetMapping
    Ways.View findWays(Principal caller) {
        return ways.of("agent-" + caller.getName());
    }
}
