package io.rapport.server.movein;

import io.rapport.server.channel.Content;
import io.rapport.server.email.OldMail;
import io.rapport.server.interaction.StoredFile;
import io.rapport.server.vault.BlobId;
import io.rapport.server.vault.Vault;
import io.rapport.server.vocabulary.AgentId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// One message, ready to be written: its words cleaned, its large files on the disk.
///
/// @param author who of us said it; empty: they did, or somebody who is none of us
record Prepared(
        Thing.Message message,
        String key,
        Content content,
        List<StoredFile> files,
        List<Vault.Written> written,
        Optional<AgentId> author,
        String authorName,
        String authorEmail) {
    private static final int INLINE_BYTES = 64 * 1024;

    static Prepared of(
            ThingStore.Kept kept,
            String key,
            Map<String, Thing.Person> people,
            Map<String, AgentId> agents,
            OldMail mail,
            Vault vault) {
        Thing.Message message = kept.message();
        Content content = kept.raw()
                .map(raw -> mail.content(vault.read(raw)))
                .orElseGet(() -> mail.words(message.subject(), message.text(), message.html()));
        List<StoredFile> files = new ArrayList<>();
        List<Vault.Written> written = new ArrayList<>();
        for (Content.Attached file : content.attachments()) {
            boolean large = file.bytes().length > INLINE_BYTES;
            List<Vault.Written> one = large ? vault.write(List.of(file.bytes())) : List.of();
            written.addAll(one);
            Optional<BlobId> blob = one.stream().map(Vault.Written::id).findFirst();
            files.add(new StoredFile(
                    file.name(), file.type(), file.bytes().length, file.contentId(), file.bytes(), blob));
        }
        Thing.Person person = people.get(message.author());
        String email = person != null && !person.email().isBlank() ? person.email() : message.authorEmail();
        String name = person != null && !person.name().isBlank() ? person.name() : message.authorName();
        Optional<AgentId> author = message.way() == Thing.Way.INBOUND
                ? Optional.empty()
                : Optional.ofNullable(agents.get(email.toLowerCase(Locale.ROOT)));
        return new Prepared(message, key, content, files, written, author, name.isBlank() ? email : name, email);
    }

    /// The words, headed by whoever of the old system wrote them where they are none of us, and followed by the names
    /// of
    /// files that stayed behind.
    String text() {
        boolean named = message.way() != Thing.Way.INBOUND && author.isEmpty() && !authorName.isBlank();
        String head = named ? authorName + " wrote:\n\n" : "";
        String foot = message.files().isEmpty()
                ? ""
                : "\n\nFiles that stayed in the old system: " + String.join(", ", message.files());
        String whole = head + content.text() + foot;
        return whole.length() > Content.MAX_TEXT ? whole.substring(0, Content.MAX_TEXT) : whole;
    }
}
