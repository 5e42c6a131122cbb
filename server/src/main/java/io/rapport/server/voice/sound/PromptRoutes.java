package io.rapport.server.voice.sound;

import io.rapport.media.line.Sound;
import io.rapport.server.access.Accounts;
import io.rapport.server.vocabulary.OneOf;
import io.rapport.server.vocabulary.TeamId;
import io.rapport.server.web.Language;
import io.rapport.server.web.May;
import io.rapport.server.web.Permission;
import io.rapport.server.web.Refusal;
import io.rapport.server.workforce.Agent;
import io.rapport.server.workforce.Workforce;
import java.io.IOException;
import java.security.Principal;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/// What callers of a team hear while nobody speaks with them: recorded by whoever leads the team, or an administrator.
@RestController
@RequestMapping("/api/admin/teams/{team}/prompts")
@May(Permission.SEE_SETTINGS)
class PromptRoutes {
    /// A minute of the best that browsers and studios write, in two channels.
    private static final long MOST_BYTES = 24L << 20;

    private final Prompts prompts;
    private final Sounds sounds;
    private final Workforce workforce;
    private final Accounts accounts;
    private final Clock clock;

    PromptRoutes(Prompts prompts, Sounds sounds, Workforce workforce, Accounts accounts, Clock clock) {
        this.prompts = prompts;
        this.sounds = sounds;
        this.workforce = workforce;
        this.accounts = accounts;
        this.clock = clock;
    }

    /// @param recorded false: callers hear ours, or for a greeting music at once
    /// @param seconds how long it lasts; 0: there is none
    /// @param by who recorded it; null: nobody of a team did
    record PromptView(
            @OneOf(Prompt.Kind.class) String kind,
            @OneOf(or = {"en", "es"}) String language,
            boolean recorded,
            double seconds,
            @Nullable String by,
            @Nullable Instant at) {}

    /// What callers of a team hear, for each occasion and language.
    @GetMapping
    List<PromptView> prompts(@PathVariable String team) {
        return views(known(team));
    }

    /// How one of them sounds: recorded, or else ours.
    @GetMapping("/{kind}/{language}/sound")
    ResponseEntity<byte[]> promptSound(
            @PathVariable String team, @PathVariable String kind, @PathVariable String language) {
        TeamId id = known(team);
        Prompt.Kind which = kind(kind);
        Language in = language(language);
        Sound sound = prompts.sound(id, which, in)
                .or(() -> ours(which, in))
                .orElseThrow(() -> Refusal.notFound("Nothing is recorded for it."));
        return ResponseEntity.ok()
                .contentType(new MediaType("audio", "wav"))
                .header("Cache-Control", "no-store")
                .body(sound.wav());
    }

    /// Keeps what was recorded, a WAV file of at most a minute, in place of what was there before.
    @May(Permission.RECORD_PROMPTS)
    @PostMapping("/{kind}/{language}")
    List<PromptView> keepPrompt(
            @PathVariable String team,
            @PathVariable String kind,
            @PathVariable String language,
            @RequestParam("file") MultipartFile file,
            Principal caller)
            throws IOException {
        TeamId id = theirs(team, caller);
        Prompt.Kind which = kind(kind);
        Language in = language(language);
        if (file.getSize() > MOST_BYTES) {
            throw Refusal.tooLarge("A recording may have at most 24 MB.");
        }
        Sound sound = WavFile.read(file.getBytes())
                .orElseThrow(() -> Refusal.field("file", "That is no WAV file that we can read."));
        if (sound.millis() > Prompts.MOST_MILLIS || sound.millis() < Prompts.LEAST_MILLIS) {
            throw Refusal.field("file", "A recording lasts from half a second to a minute.");
        }
        prompts.keep(id, which, in, sound, me(caller).map(Agent::id), clock.instant());
        audit(caller, "recorded prompt", id, which, in);
        return views(id);
    }

    /// Takes a recording back: callers hear ours again.
    @May(Permission.RECORD_PROMPTS)
    @DeleteMapping("/{kind}/{language}")
    List<PromptView> takePromptBack(
            @PathVariable String team, @PathVariable String kind, @PathVariable String language, Principal caller) {
        TeamId id = theirs(team, caller);
        Prompt.Kind which = kind(kind);
        Language in = language(language);
        prompts.takeBack(id, which, in);
        audit(caller, "took prompt back", id, which, in);
        return views(id);
    }

    private Optional<Sound> ours(Prompt.Kind kind, Language language) {
        TeamVoice voice = sounds.voice(language);
        return switch (kind) {
            case GREETING -> voice.greeting();
            case VOICEMAIL -> Optional.of(voice.voicemail());
            case CLOSED -> Optional.of(voice.closed());
        };
    }

    private List<PromptView> views(TeamId team) {
        List<Prompt> recorded = prompts.of(team);
        List<PromptView> views = new ArrayList<>();
        for (Prompt.Kind kind : Prompt.Kind.values()) {
            for (Language language : Language.values()) {
                views.add(recorded.stream()
                        .filter(one -> one.kind() == kind && one.language() == language)
                        .findFirst()
                        .map(this::view)
                        .orElseGet(() -> new PromptView(
                                kind.name(),
                                language.tag(),
                                false,
                                ours(kind, language)
                                        .map(sound -> sound.millis() / 1_000.0)
                                        .orElse(0.0),
                                null,
                                null)));
            }
        }
        return views;
    }

    private PromptView view(Prompt one) {
        return new PromptView(
                one.kind().name(),
                one.language().tag(),
                true,
                one.millis() / 1_000.0,
                one.by().flatMap(workforce::agent).map(Agent::firstName).orElse(null),
                one.at());
    }

    private TeamId known(String team) {
        return Optional.of(team)
                .filter(text -> text.matches("[1-9][0-9]{0,17}"))
                .map(text -> new TeamId(Long.parseLong(text)))
                .filter(id -> workforce.findTeam(id).isPresent())
                .orElseThrow(() -> Refusal.notFound("There is no such team."));
    }

    /// Administrators change every team's, leads their own team's.
    private TeamId theirs(String team, Principal caller) {
        TeamId id = known(team);
        boolean leads = me(caller).filter(me -> me.team().equals(id)).isPresent();
        if (!leads && !Permission.CHANGE_TEAMS.heldBy(caller)) {
            throw Refusal.forbidden("What callers of a team hear is recorded by whoever leads it.");
        }
        return id;
    }

    private Optional<Agent> me(Principal caller) {
        return workforce.agentOfAccount(Long.parseLong(caller.getName())).filter(Agent::enabled);
    }

    private void audit(Principal caller, String action, TeamId team, Prompt.Kind kind, Language language) {
        accounts.audit(Long.parseLong(caller.getName()), action, team + " " + kind + " " + language.tag());
    }

    private static Prompt.Kind kind(String text) {
        return Stream.of(Prompt.Kind.values())
                .filter(kind -> kind.name().equals(text))
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("There is no such prompt."));
    }

    private static Language language(String text) {
        return Stream.of(Language.values())
                .filter(language -> language.tag().equals(text))
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("There is no such prompt."));
    }
}
