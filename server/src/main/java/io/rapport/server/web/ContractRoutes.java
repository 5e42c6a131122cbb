package io.rapport.server.web;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// The contract of all routes under `/api`, as it stands in docs/api; a test holds it against the routes.
@RestController
@ForSignedIn
class ContractRoutes {
    private static final Resource CONTRACT = new ClassPathResource("api/openapi.json");

    /// This contract.
    @GetMapping("/api/openapi.json")
    ResponseEntity<Resource> contract() {
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(CONTRACT);
    }
}
