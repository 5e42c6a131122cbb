package io.rapport.server.outreach;

import io.rapport.server.vocabulary.OneOf;
import io.rapport.server.web.Language;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// What routes show of incidents and campaigns.
final class OutreachViews {
    private OutreachViews() {}

    /// @param language `en` or `es`
    record NoticeText(String language, String happened, String doing, String subject, String words) {}

    record FaultView(String rule, String phrase, int from, String why, String better) {
        static FaultView of(WordFault fault) {
            return new FaultView(fault.rule(), fault.phrase(), fault.from(), fault.why(), fault.better());
        }
    }

    record FactIsView(String field, String value) {}

    record IdIsView(String system, String value) {}

    /// Whom it touches; a value with `*` at its end means whatever begins so.
    record WhomView(
            boolean everybody,
            List<String> teams,
            List<String> languages,
            @Nullable FactIsView fact,
            @Nullable IdIsView externalId,
            @Nullable String organisation,
            @Nullable String place) {
        static WhomView of(Whom whom) {
            Whom.FactIs fact = whom.fact();
            Whom.IdIs id = whom.externalId();
            Long organisation = whom.organisation();
            return new WhomView(
                    whom.everybody(),
                    whom.teams().stream().map(String::valueOf).toList(),
                    whom.languages(),
                    fact == null ? null : new FactIsView(Long.toString(fact.field()), fact.value()),
                    id == null ? null : new IdIsView(id.system(), id.value()),
                    organisation == null ? null : organisation.toString(),
                    whom.place());
        }
    }

    /// How far one campaign is.
    ///
    /// @param sent accepted by the next host
    /// @param failed refused, come back, or not known to have arrived
    /// @param rate messages a second just now
    /// @param secondsLeft at that rate; none while nothing leaves
    record ProgressView(
            int total,
            int waiting,
            int sending,
            int sent,
            int later,
            int failed,
            int unsure,
            int suppressed,
            int unreachable,
            int toCall,
            int stopped,
            double rate,
            @Nullable Long secondsLeft) {

        static ProgressView of(Map<AttemptState, Integer> counts, double rate) {
            int waiting = counts.getOrDefault(AttemptState.WAITING, 0);
            return new ProgressView(
                    counts.values().stream().mapToInt(Integer::intValue).sum(),
                    waiting,
                    counts.getOrDefault(AttemptState.SENDING, 0),
                    counts.getOrDefault(AttemptState.ACCEPTED, 0),
                    counts.getOrDefault(AttemptState.DEFERRED, 0),
                    counts.getOrDefault(AttemptState.FAILED, 0) + counts.getOrDefault(AttemptState.BOUNCED, 0),
                    counts.getOrDefault(AttemptState.UNSURE, 0),
                    counts.getOrDefault(AttemptState.SUPPRESSED, 0),
                    counts.getOrDefault(AttemptState.UNREACHABLE, 0),
                    counts.getOrDefault(AttemptState.TO_CALL, 0),
                    counts.getOrDefault(AttemptState.STOPPED, 0),
                    rate,
                    rate > 0 && waiting > 0 ? Long.valueOf((long) Math.ceil(waiting / rate)) : null);
        }
    }

    record CampaignView(
            String id,
            String name,
            boolean update,
            @OneOf(Campaign.State.class) String state,
            @Nullable String why,
            String author,
            boolean mine,
            @Nullable String approvedBy,
            @Nullable String returned,
            @Nullable Instant begun,
            @Nullable Instant ended,
            List<NoticeText> texts,
            ProgressView progress) {}

    record IncidentRow(
            String id,
            @OneOf(Incident.Kind.class) String kind,
            String name,
            @OneOf(Incident.State.class) String state,
            int people,
            int told,
            int known,
            Instant at) {}

    /// @param told accepted by their mail server, or said to them
    /// @param known they showed that they know
    record FiguresView(
            int people,
            int told,
            int known,
            int opinions,
            int fits,
            int doesNot,
            int callsWaiting,
            int callsOpen,
            int callsDone,
            int proposed,
            int approved,
            int done,
            int arrived) {}

    /// @param latestToTell of a change: until then they must have been told
    /// @param late whether that has passed
    /// @param listed lines of the file, and how many of them name a customer
    record IncidentView(
            String id,
            @OneOf(Incident.Kind.class) String kind,
            String name,
            @Nullable Instant since,
            @Nullable Instant until,
            @Nullable Instant effective,
            int leadDays,
            @Nullable Integer secondHours,
            @Nullable Instant latestToTell,
            boolean late,
            @OneOf(Way.class) List<String> ways,
            WhomView whom,
            int listed,
            int listedFound,
            @OneOf(Incident.State.class) String state,
            String author,
            boolean mine,
            @Nullable String approvedBy,
            @Nullable String returned,
            Instant created,
            @Nullable Instant submitted,
            @Nullable Instant approved,
            @Nullable Instant telling,
            @Nullable Instant told,
            @Nullable Instant resolved,
            @Nullable Instant published,
            List<NoticeText> texts,
            List<FaultView> faults,
            FiguresView figures,
            List<CampaignView> campaigns) {}

    /// Page and notice of each language, side by side.
    static List<NoticeText> texts(Map<Language, Incident.Text> pages, Map<Language, Campaign.Text> notices) {
        Map<Language, NoticeText> all = new EnumMap<>(Language.class);
        for (Language language : Language.values()) {
            Incident.Text page = pages.get(language);
            Campaign.Text notice = notices.get(language);
            if (page != null || notice != null) {
                all.put(
                        language,
                        new NoticeText(
                                language.tag(),
                                page == null ? "" : page.happened(),
                                page == null ? "" : page.doing(),
                                notice == null ? "" : notice.subject(),
                                notice == null ? "" : notice.words()));
            }
        }
        return List.copyOf(all.values());
    }

    static @Nullable Long orNull(OptionalLong number) {
        return number.isPresent() ? number.getAsLong() : null;
    }
}
