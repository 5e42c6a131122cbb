package io.rapport.server.voice.sound;

import io.rapport.media.line.Sound;
import io.rapport.server.vault.BlobId;
import io.rapport.server.vault.Vault;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.TeamId;
import io.rapport.server.web.Language;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/// What teams have recorded for their callers. Where there is nothing, callers hear ours. Thread-safe.
public final class Prompts {
    static final int MOST_MILLIS = 60_000;
    static final int LEAST_MILLIS = 500;
    /// So many sounds of one minute each take some 16 MB; and of so many teams it is known without the database what
    /// their callers hear.
    public static final int REMEMBERED = 16;

    private static final Logger log = LoggerFactory.getLogger(Prompts.class);

    private final PromptStore store;
    private final Vault vault;
    private final Sounds sounds;
    private final TransactionTemplate transaction;
    private final Map<BlobId, Sound> remembered = new LinkedHashMap<>(REMEMBERED, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<BlobId, Sound> eldest) {
            return size() > REMEMBERED;
        }
    };

    /// As they were heard last.
    private final Map<Heard, TeamVoice> lately = new LinkedHashMap<>(REMEMBERED, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Heard, TeamVoice> eldest) {
            return size() > REMEMBERED;
        }
    };

    private record Heard(TeamId team, Language language) {}

    public Prompts(PromptStore store, Vault vault, Sounds sounds, TransactionTemplate transaction) {
        this.store = store;
        this.vault = vault;
        this.sounds = sounds;
        this.transaction = transaction;
    }

    public List<Prompt> of(TeamId team) {
        return store.of(team);
    }

    /// Keeps what was recorded; what was there before can't be heard any more.
    public void keep(TeamId team, Prompt.Kind kind, Language language, Sound sound, Optional<AgentId> by, Instant now) {
        List<Vault.Written> written = vault.write(List.of(sound.wav()));
        transaction.executeWithoutResult(status -> {
            Optional<Prompt> before = find(team, kind, language);
            vault.record(written);
            store.put(new Prompt(team, kind, language, written.getFirst().id(), sound.millis(), by, now));
            before.ifPresent(one -> vault.shred(List.of(one.sound())));
        });
        voice(team, language);
    }

    /// Takes it back: callers hear ours again.
    public void takeBack(TeamId team, Prompt.Kind kind, Language language) {
        transaction.executeWithoutResult(status -> find(team, kind, language).ifPresent(one -> {
            store.remove(team, kind, language);
            vault.shred(List.of(one.sound()));
        }));
        voice(team, language);
    }

    private Optional<Prompt> find(TeamId team, Prompt.Kind kind, Language language) {
        return store.of(team).stream()
                .filter(one -> one.kind() == kind && one.language() == language)
                .findFirst();
    }

    /// What was recorded.
    public Optional<Sound> sound(TeamId team, Prompt.Kind kind, Language language) {
        return find(team, kind, language).flatMap(this::sound);
    }

    /// A caller is never lost because a file is.
    private Optional<Sound> sound(Prompt prompt) {
        synchronized (remembered) {
            Sound known = remembered.get(prompt.sound());
            if (known != null) {
                return Optional.of(known);
            }
        }
        try {
            Optional<Sound> read = WavFile.read(vault.read(prompt.sound()));
            synchronized (remembered) {
                read.ifPresent(sound -> remembered.put(prompt.sound(), sound));
            }
            return read;
        } catch (RuntimeException away) {
            log.warn("prompt not read team={} kind={} cause={}", prompt.team(), prompt.kind(), away.toString());
            return Optional.empty();
        }
    }

    /// The same as it was lately, without a look at the database; ours where it is not known.
    public TeamVoice remembered(TeamId team, Language language) {
        synchronized (lately) {
            return Optional.ofNullable(lately.get(new Heard(team, language))).orElseGet(() -> sounds.voice(language));
        }
    }

    /// What a caller of this team hears.
    public TeamVoice voice(TeamId team, Language language) {
        TeamVoice now = recorded(team, language);
        synchronized (lately) {
            lately.put(new Heard(team, language), now);
        }
        return now;
    }

    private TeamVoice recorded(TeamId team, Language language) {
        List<Prompt> theirs = store.of(team).stream()
                .filter(one -> one.language() == language)
                .toList();
        TeamVoice ours = sounds.voice(language);
        return new TeamVoice(
                language,
                heard(theirs, Prompt.Kind.GREETING).or(ours::greeting),
                heard(theirs, Prompt.Kind.VOICEMAIL).map(Sounds::beforeTone).orElse(ours.voicemail()),
                heard(theirs, Prompt.Kind.CLOSED).map(Sounds::beforeTone).orElse(ours.closed()));
    }

    private Optional<Sound> heard(List<Prompt> prompts, Prompt.Kind kind) {
        return prompts.stream().filter(one -> one.kind() == kind).findFirst().flatMap(this::sound);
    }
}
