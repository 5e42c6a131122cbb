package io.rapport.server.desk;

import io.rapport.server.access.Accounts;
import io.rapport.server.customer.Customers;
import io.rapport.server.customer.Merges;
import io.rapport.server.facts.SeenBy;
import io.rapport.server.vault.BlobId;
import io.rapport.server.vault.Vault;
import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.web.May;
import io.rapport.server.web.Permission;
import io.rapport.server.web.Refusal;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Principal;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
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

/// All that is known about a person, for that person: a ZIP with `customer.json`, the files that came and went, and the
/// mails as they arrived. Leads and administrators only, and audited.
@RestController
@RequestMapping("/api/customers/{id}/export")
@May(Permission.EXPORT_CUSTOMERS)
class ExportRoutes {
    private final ExportStore store;
    private final Vault vault;
    private final DeskParts parts;
    private final Customers customers;
    private final Merges merges;
    private final Accounts accounts;
    private final TransactionTemplate snapshot;

    ExportRoutes(
            ExportStore store,
            Vault vault,
            DeskParts parts,
            Customers customers,
            Merges merges,
            Accounts accounts,
            PlatformTransactionManager transactions) {
        this.store = store;
        this.vault = vault;
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
    ResponseEntity<InputStreamResource> export(@PathVariable String id, Principal caller) throws IOException {
        List<CustomerId> records = merges.circle(new CustomerId(Ids.of(id)));
        CustomerId survivor = records.getFirst();
        if (customers.find(survivor).isEmpty()) {
            throw Refusal.notFound("There is no such customer.");
        }
        accounts.audit(parts.caller().session().account().id(), "exported customer", survivor.toString());
        Path file = Files.createTempFile("rapport-export", ".zip");
        try {
            collect(records, SeenBy.of(caller), file);
            return ResponseEntity.ok()
                    .contentType(MediaType.parseMediaType("application/zip"))
                    .cacheControl(CacheControl.noStore())
                    .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"customer-" + survivor + ".zip\"")
                    .body(new InputStreamResource(Files.newInputStream(file)));
        } finally {
            Files.delete(file);
        }
    }

    private void collect(List<CustomerId> records, List<SeenBy> seen, Path file) throws IOException {
        String head = "\"customer\": " + records.getFirst() + ",\n\"exported\": \""
                + parts.clock().instant() + "\"";
        try (ZipOutputStream zip = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
            Writer json = new OutputStreamWriter(zip, StandardCharsets.UTF_8);
            snapshot.executeWithoutResult(status -> {
                entry(zip, "customer.json");
                store.write(records, seen, head, json);
                store.files(records, bytes -> add(zip, bytes));
            });
        }
    }

    private void add(ZipOutputStream zip, ExportStore.Bytes bytes) {
        try {
            entry(zip, bytes.path());
            zip.write(bytes.blob().map(blob -> vault.read(new BlobId(blob))).orElse(bytes.inline()));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void entry(ZipOutputStream zip, String path) {
        try {
            zip.putNextEntry(new ZipEntry(path));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
