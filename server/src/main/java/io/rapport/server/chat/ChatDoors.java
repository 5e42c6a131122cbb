package io.rapport.server.chat;

import io.rapport.server.access.Tokens;
import io.rapport.server.channel.Door;
import io.rapport.server.channel.Doors;
import io.rapport.server.vault.Sealer;
import io.rapport.server.vocabulary.Channel;
import io.rapport.server.vocabulary.DoorId;
import io.rapport.server.voice.PageDoors;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The doors at which visitors of a company's site chat: which sites may embed them, and by which secret those sites
/// sign
/// who somebody is.
public final class ChatDoors {
    /// Sites of one door.
    public static final int MAX_ORIGINS = 20;

    private static final String PURPOSE = "chat-secret";

    private final Doors doors;
    private final ChatStore store;
    private final Sealer sealer;
    private final PageDoors pages;

    ChatDoors(Doors doors, ChatStore store, Sealer sealer, PageDoors pages) {
        this.doors = doors;
        this.store = store;
        this.sealer = sealer;
        this.pages = pages;
        pages.allow(store.callDoors());
    }

    Optional<Door> at(String key) {
        return key.length() > 40 ? Optional.empty() : doors.at(Channel.CHAT, key);
    }

    Optional<Door> find(DoorId id) {
        return doors.find(id).filter(door -> door.channel() == Channel.CHAT);
    }

    /// Sites that may embed this door, as browsers name them.
    public List<String> origins(DoorId door) {
        return store.door(door).map(ChatStore.DoorRow::origins).orElse(List.of());
    }

    /// Says which sites may embed this door.
    ///
    /// @param origins each as [#origin] gives it
    public void allow(DoorId door, List<String> origins) {
        store.origins(door, origins.stream().distinct().limit(MAX_ORIGINS).toList());
    }

    /// Whether visitors may call from the page.
    boolean takesCalls(DoorId door) {
        return pages.allows(door);
    }

    /// Says whether visitors may call from the page.
    public void takeCalls(DoorId door, boolean yes) {
        store.calls(door, yes);
        pages.allow(store.callDoors());
    }

    /// The secret by which sites sign, where there is one.
    Optional<String> secret(DoorId door) {
        return store.door(door).flatMap(ChatStore.DoorRow::secret).map(stored -> sealer.openText(stored, PURPOSE));
    }

    /// Makes a new secret; the one before is worth nothing from now on.
    public String renewSecret(DoorId door) {
        String secret = Tokens.fresh();
        store.secret(door, sealer.sealText(secret, PURPOSE));
        return secret;
    }

    /// A site as browsers name it (RFC 6454 section 6.2): `https://www.example.com`, without a path; empty if it is
    /// none.
    public static Optional<String> origin(String text) {
        try {
            URI uri = new URI(text.strip().toLowerCase(Locale.ROOT));
            String scheme = uri.getScheme();
            boolean web = "https".equals(scheme) || "http".equals(scheme);
            if (!web || uri.getHost() == null || uri.getUserInfo() != null) {
                return Optional.empty();
            }
            boolean usual = uri.getPort() < 0 || uri.getPort() == ("https".equals(scheme) ? 443 : 80);
            return Optional.of(scheme + "://" + uri.getHost() + (usual ? "" : ":" + uri.getPort()));
        } catch (URISyntaxException wrong) {
            return Optional.empty();
        }
    }
}
