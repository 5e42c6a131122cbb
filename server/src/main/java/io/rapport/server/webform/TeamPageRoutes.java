package io.rapport.server.webform;

import io.rapport.server.channel.ConfiguredDoors;
import io.rapport.server.channel.Door;
import io.rapport.server.page.Company;
import io.rapport.server.page.CustomerPages;
import io.rapport.server.page.Page;
import io.rapport.server.vocabulary.Channel;
import io.rapport.server.web.ForEveryone;
import io.rapport.server.web.Language;
import io.rapport.server.workforce.Agent;
import io.rapport.server.workforce.Team;
import io.rapport.server.workforce.Workforce;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/// The page of a team that customers see, and the pictures on it. Nothing on it is about a customer.
@RestController
@ForEveryone
class TeamPageRoutes {
    private final Workforce workforce;
    private final ConfiguredDoors doors;
    private final Company company;
    private final Clock clock;

    TeamPageRoutes(Workforce workforce, ConfiguredDoors doors, Company company, Clock clock) {
        this.workforce = workforce;
        this.doors = doors;
        this.company = company;
        this.clock = clock;
    }

    @GetMapping("/team/{slug}")
    ResponseEntity<String> page(
            @PathVariable String slug,
            @RequestHeader(name = "Accept-Language", required = false) @Nullable String accepted) {
        Language language = Language.of(accepted);
        Optional<Team> team = workforce.teamWithPage(slug);
        if (team.isEmpty()) {
            String sentence = language.say("There is no such page.", "No existe esa página.");
            return answer(
                    HttpStatus.NOT_FOUND, sentence, "<div class=\"card\"><h1>" + sentence + "</h1></div>", language);
        }
        List<Agent> shown = workforce.seenOf(team.get().id());
        String body = TeamPageHtml.of(team.get(), shown, form(team.get()), clock.instant(), language);
        return answer(HttpStatus.OK, team.get().name(), body, language);
    }

    /// The team's own form, else everybody's.
    private Optional<String> form(Team team) {
        return doors.all().stream()
                .filter(door -> door.channel() == Channel.FORM && door.enabled())
                .filter(door -> door.team().filter(t -> !t.equals(team.id())).isEmpty())
                .min(Comparator.comparing((Door door) -> door.team().isEmpty())
                        .thenComparing(door -> door.id().value()))
                .map(door -> "/form/" + door.address());
    }

    private ResponseEntity<String> answer(HttpStatus status, String title, String body, Language language) {
        return CustomerPages.answer(status, false, Page.of(title, company.name(), false, body, language));
    }

    /// Pictures have names that can't be guessed, and never change.
    @GetMapping("/faces/own/{key}")
    ResponseEntity<byte[]> face(@PathVariable String key) {
        Optional<byte[]> found = key.length() > 40 ? Optional.empty() : workforce.portrait(key);
        return found.map(jpeg -> ResponseEntity.ok()
                        .contentType(MediaType.IMAGE_JPEG)
                        .cacheControl(CacheControl.maxAge(Duration.ofHours(1)).cachePrivate())
                        .body(jpeg))
                .orElseGet(() -> ResponseEntity.notFound().build());
    }
}
