package io.rapport.server.outreach;

import io.rapport.server.channel.MassPost;
import io.rapport.server.vocabulary.Channel;
import io.rapport.server.vocabulary.ContactPoint;
import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.web.Language;
import io.rapport.server.workforce.Team;
import java.util.Optional;

/// Writes what one customer is told.
record Letters(Links links) {

    MassPost.Letter letter(
            Campaign campaign, long attempt, CustomerId customer, AttemptStore.Claimed claimed, Team home) {
        Campaign.Text text = campaign.text(claimed.language()).orElseThrow();
        Language in = claimed.language();
        String page = links.page(new NoticeTokens.Page(campaign.incident().orElse(0), customer));
        String stop = links.unsubscribe(new NoticeTokens.Stop(campaign.id(), claimed.contactPoint()));
        String subject = Wording.filled(text.subject(), claimed.name());
        String words = Wording.filled(text.words(), claimed.name());
        boolean mail = claimed.way() == Way.MAIL;
        String name = Wording.firstName(claimed.name()).isEmpty() ? "" : claimed.name();
        return new MassPost.Letter(
                "campaign-" + campaign.id() + "-" + attempt,
                mail ? Channel.MAIL : Channel.SMS,
                claimed.point(),
                claimed.contactPoint(),
                name,
                claimed.matter(),
                subject,
                home.name(),
                subject,
                mail ? Wording.mail(words, page, stop, in) : Wording.shortly(subject, page),
                mail ? Optional.of(Wording.html(words, page, stop, in)) : Optional.empty(),
                mail ? Optional.of(stop) : Optional.empty());
    }

    /// The same for one of us who looks at it: its links lead nowhere.
    MassPost.Letter sample(Campaign campaign, Language in, ContactPoint to, String name, Team home) {
        return letter(
                campaign,
                0,
                new CustomerId(1),
                new AttemptStore.Claimed(in, Way.MAIL, 1, to, name, Optional.empty(), false),
                home);
    }
}
