package io.rapport.server.feedback;

import io.rapport.server.access.Accounts;
import io.rapport.server.vocabulary.ContactPoint;
import io.rapport.server.web.Language;
import io.rapport.server.web.May;
import io.rapport.server.web.Permission;
import io.rapport.server.web.Refusal;
import io.rapport.server.workforce.Agent;
import io.rapport.server.workforce.Workforce;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/// What we ask people, as an administrator sets it up.
@RestController
@RequestMapping("/api/admin/surveys")
@May(Permission.SEE_SETTINGS)
class SurveyRoutes {
    /// As far back as a survey's tally looks.
    static final Duration TALLIED = Duration.ofDays(90);

    static final int MAX_PICTURE = 20_000;
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

    private final Surveys surveys;
    private final Trials trials;
    private final Links links;
    private final Workforce workforce;
    private final Accounts accounts;
    private final Clock clock;

    SurveyRoutes(Surveys surveys, Trials trials, Links links, Workforce workforce, Accounts accounts, Clock clock) {
        this.surveys = surveys;
        this.trials = trials;
        this.links = links;
        this.workforce = workforce;
        this.accounts = accounts;
        this.clock = clock;
    }

    record SurveyList(List<SurveyViews.SurveyView> surveys) {}

    /// All surveys that are not retired.
    @GetMapping
    SurveyList surveys() {
        return new SurveyList(surveys.all().stream().map(this::view).toList());
    }

    /// Adds one; it asks nobody before it is on.
    @May(Permission.CHANGE_FIELDS)
    @PostMapping
    SurveyViews.SurveyView addSurvey(@RequestBody SurveyViews.SurveyGiven given, Principal caller) {
        return changed(
                surveys.add(SurveyViews.read(0, Optional.empty(), given), clock.instant()), "added survey", caller);
    }

    /// Changes one. Other words for question or answers begin a new series.
    @May(Permission.CHANGE_FIELDS)
    @PutMapping("/{id}")
    SurveyViews.SurveyView changeSurvey(
            @PathVariable String id, @RequestBody SurveyViews.SurveyGiven given, Principal caller) {
        Survey known = known(id);
        return changed(
                surveys.change(SurveyViews.read(known.id(), Optional.of(known.scale()), given), clock.instant()),
                "changed survey",
                caller);
    }

    /// Shows a picture of our own for an answer, a PNG of at most 20 kB. A new series begins.
    @May(Permission.CHANGE_FIELDS)
    @PostMapping("/{id}/pictures/{answer}")
    SurveyViews.SurveyView putPicture(
            @PathVariable String id,
            @PathVariable int answer,
            @RequestParam("file") MultipartFile file,
            Principal caller)
            throws java.io.IOException {
        Survey known = known(id);
        if (file.getSize() > MAX_PICTURE) {
            throw Refusal.tooLarge("A picture may have at most 20 kB.");
        }
        byte[] png = file.getBytes();
        if (png.length < PNG.length || !java.util.Arrays.equals(png, 0, PNG.length, PNG, 0, PNG.length)) {
            throw Refusal.field("file", "That is no PNG picture.");
        }
        return changed(
                surveys.picture(known.id(), answer, Optional.of(png), clock.instant()),
                "changed picture of survey",
                caller);
    }

    /// Shows our drawn face again. A new series begins.
    @May(Permission.CHANGE_FIELDS)
    @DeleteMapping("/{id}/pictures/{answer}")
    SurveyViews.SurveyView removePicture(@PathVariable String id, @PathVariable int answer, Principal caller) {
        return changed(
                surveys.picture(known(id).id(), answer, Optional.empty(), clock.instant()),
                "changed picture of survey",
                caller);
    }

    private SurveyViews.SurveyView changed(Surveys.Change change, String what, Principal caller) {
        return switch (change) {
            case Surveys.Change.Done(var survey) -> {
                accounts.audit(Long.parseLong(caller.getName()), what, survey.name());
                yield view(survey);
            }
            case Surveys.Change.Unknown _ -> throw none();
            case Surveys.Change.SameName _ -> throw Refusal.field("name", "Another survey has that name.");
            case Surveys.Change.TooMany _ ->
                throw Refusal.field("name", "There are very many surveys already. Retire one.");
        };
    }

    /// The mail as it would be sent, for a frame without scripts.
    ///
    /// @param language `en` or `es`
    @GetMapping("/{id}/preview")
    ResponseEntity<String> previewSurvey(
            @PathVariable String id, @RequestParam(defaultValue = "en") String language, Principal caller) {
        Survey survey = known(id);
        Language in = Language.of(language);
        AskLetter.Words words = new AskLetter(survey, in, links)
                .words(links.trial(survey.id(), clock.instant()), Trials.occasion(in, firstName(caller)));
        String policy = "default-src 'none'; img-src 'self'; style-src 'unsafe-inline';"
                + " sandbox allow-popups allow-popups-to-escape-sandbox; frame-ancestors 'self'";
        return ResponseEntity.ok()
                .header("Content-Security-Policy", policy)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .contentType(new MediaType("text", "html", StandardCharsets.UTF_8))
                .body("<!doctype html><html lang=\"" + in.tag() + "\"><meta charset=\"utf-8\"><title>Preview</title>"
                        + "<base target=\"_blank\"><style>body{font:15px/1.5 system-ui,sans-serif;margin:16px;"
                        + "color:#15181e;background:#fff}</style>" + words.html() + "</html>");
    }

    record TrialGiven(String language) {}

    /// @param to at which address it is looked for
    record TrialSent(String to) {}

    /// Sends it to whoever asks, as a mail whose votes are not counted.
    @May(Permission.CHANGE_FIELDS)
    @PostMapping("/{id}/trial")
    TrialSent trySurvey(@PathVariable String id, @RequestBody TrialGiven given, Principal caller) {
        Survey survey = known(id);
        ContactPoint to = accounts.account(Long.parseLong(caller.getName()))
                .flatMap(account -> ContactPoint.email(account.name()))
                .orElseThrow(() -> Refusal.unprocessable(
                        "no-address", "Your sign-in name is no mail address, so it can't be sent to you."));
        return switch (trials.send(survey, Language.of(given.language()), to, firstName(caller))) {
            case Trials.Sent.Gone _ -> new TrialSent(to.value());
            case Trials.Sent.NoDoor _ ->
                throw Refusal.conflict(
                        "no-door",
                        "There is no mail address yet by which we could write. An administrator adds one under Doors.");
            case Trials.Sent.NotTaken _ ->
                throw Refusal.conflict("not-taken", "The mail server did not take it. Look under Doors.");
        };
    }

    private String firstName(Principal caller) {
        return workforce
                .agentOfAccount(Long.parseLong(caller.getName()))
                .map(Agent::firstName)
                .orElse("");
    }

    /// @param ownNetworks ours, in CIDR notation: votes from there are not counted
    /// @param staff addresses of ours, or `@` and a domain: they are not asked, and their votes are not counted
    /// @param dataCentres networks in which machines live, in CIDR notation
    record SurveyRules(List<String> ownNetworks, List<String> staff, List<String> dataCentres) {}

    /// Whose votes are not counted.
    @GetMapping("/rules")
    SurveyRules surveyRules() {
        Rules rules = surveys.rules();
        return new SurveyRules(rules.ownNetworks(), rules.staff(), rules.dataCentres());
    }

    /// Says whose votes are not counted.
    @May(Permission.CHANGE_FIELDS)
    @PutMapping("/rules")
    SurveyRules changeSurveyRules(@RequestBody SurveyRules given, Principal caller) {
        Rules rules = new Rules(
                lines("ownNetworks", given.ownNetworks()),
                lines("staff", given.staff()),
                lines("dataCentres", given.dataCentres()));
        rules.staff().stream()
                .filter(one -> !one.matches("[^\\s@]*@[^\\s@]+\\.[^\\s@]+"))
                .findFirst()
                .ifPresent(wrong -> {
                    throw Refusal.field("staff", "\"" + wrong + "\" is neither an address nor @ and a domain.");
                });
        networks("ownNetworks", rules.ownNetworks());
        networks("dataCentres", rules.dataCentres());
        surveys.rules(rules);
        accounts.audit(Long.parseLong(caller.getName()), "changed whose votes are not counted", "");
        return surveyRules();
    }

    private static List<String> lines(String field, List<String> given) {
        List<String> lines = given.stream()
                .map(SurveyViews::line)
                .filter(line -> !line.isEmpty())
                .distinct()
                .toList();
        if (lines.size() > Rules.MOST || lines.stream().anyMatch(line -> line.length() > 320)) {
            throw Refusal.field(field, "At most " + Rules.MOST + " of them, please.");
        }
        return lines;
    }

    private static void networks(String field, List<String> given) {
        try {
            new io.rapport.server.vocabulary.Networks(given);
        } catch (IllegalArgumentException wrong) {
            throw Refusal.field(field, "Each is a network such as 10.0.0.0/8, or one address.");
        }
    }

    record KeyMade(int number, Instant at) {}

    /// Signs links with a new key from now on. Links that are out there open as before.
    @May(Permission.CHANGE_FIELDS)
    @PostMapping("/key")
    @ResponseStatus(HttpStatus.CREATED)
    KeyMade makeSurveyKey(Principal caller) {
        int number = trials.newKey();
        accounts.audit(Long.parseLong(caller.getName()), "made a new key for survey links", Integer.toString(number));
        return new KeyMade(number, clock.instant());
    }

    private SurveyViews.SurveyView view(Survey survey) {
        return SurveyViews.of(survey, surveys.tally(survey.id(), clock.instant().minus(TALLIED)));
    }

    private Survey known(String id) {
        return Optional.of(id)
                .filter(text -> text.matches("[1-9][0-9]{0,17}"))
                .flatMap(text -> surveys.find(Long.parseLong(text)))
                .filter(survey -> survey.state() != Survey.State.RETIRED)
                .orElseThrow(SurveyRoutes::none);
    }

    private static Refusal none() {
        return Refusal.notFound("There is no such survey.");
    }
}
