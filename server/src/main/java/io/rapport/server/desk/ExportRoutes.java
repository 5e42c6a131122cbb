package io.rapport.server.desk;

import io.rapport.server.access.Accounts;
import io.rapport.server.customer.Customers;
import io.rapport.server.customer.Merges;
import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.web.May;
import io.rapport.server.web.Permission;
import io.rapport.server.web.Refusal;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// All that is known about a person, for that person: a file of JSON. Leads and administrators only, and audited.
@RestController
@RequestMapping("/api/customers/{id}/export")
@May(Permission.EXPORT_CUSTOMERS)
class ExportRoutes {
    private final ExportStore store;
    private final DeskParts parts;
    private final Customers customers;
    private final Merges merges;
    private final Accounts accounts;
    private final TransactionTemplate snapshot;

    ExportRoutes(
            ExportStore store,
            DeskParts parts,
            Customers customers,
            Merges merges,
            Accounts accounts,
            PlatformTransactionManager transactions) {
        this.store = store;
        this.parts = parts;
        this.customers = customers;
        this.merges = merges;
        this.accounts = accounts;
        this.snapshot = new TransactionTemplate(transactions);
        snapshot.setReadOnly(true);
        snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    }

    /// Collected first, so that no slow reader holds a transaction open; the file has no name any more while it is
    /// read.
    @GetMapping
    ResponseEntity<InputStreamResource> export(@PathVariable String id) throws IOException {
        List<CustomerId> records = merges.circle(new CustomerId(Ids.of(id)));
        CustomerId survivor = records.getFirst();
        if (customers.find(survivor).isEmpty()) {
            throw Refusal.notFound("There is no such customer.");
        }
        accounts.audit(parts.caller().session().account().id(), "exported customer", survivor.toString());
        Path file = Files.createTempFile("rapport-export", ".json");
        try {
            collect(records, file);
            return ResponseEntity.ok()
                    .contentType(MediaType.APPLICATION_JSON)
                    .cacheControl(CacheControl.noStore())
                    .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"customer-" + survivor + ".json\"")
                    .body(new InputStreamResource(Files.newInputStream(file)));
        } finally {
            Files.delete(file);
        }
    }

    private void collect(List<CustomerId> records, Path file) throws IOException {
        String head = "\"customer\": " + records.getFirst() + ",\n\"exported\": \""
                + parts.clock().instant() + "\"";
        try (Writer out = Files.newBufferedWriter(file)) {
            snapshot.executeWithoutResult(status -> store.write(records, head, out));
        }
    }
}
