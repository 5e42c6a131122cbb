package io.rapport.server.web;

import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;

/// One thing that somebody may do. Routes name permissions, never roles; which role has which stands in one
/// place, beside the roles.
public enum Permission {
    /// Today, the team's board, who is in.
    SEE_DESK,
    /// Customers, their timelines, what they sent, and the junk lane.
    SEE_CUSTOMERS,
    /// Take all that is known about a customer out as a file.
    EXPORT_CUSTOMERS,
    /// Write to customers and about them: replies, notes, drafts, attachments.
    ANSWER,
    /// Take, make, keep, move, release and hand over promises; close and open matters.
    HOLD_PROMISES,
    /// Write templates and articles.
    WRITE_KNOWLEDGE,
    /// Decide what is junk.
    SORT_JUNK,
    /// Say where one is, and go home.
    SAY_PRESENCE,
    /// Answer calls and make them.
    TALK,
    /// Listen to calls of the team that one leads while they go on, whisper to whoever has them, and join.
    LISTEN,
    /// Hear recordings of one's own calls, and of those of the team that one leads.
    HEAR_RECORDINGS,
    /// Read how everything is set up; passwords and keys are never among it.
    SEE_SETTINGS,
    CHANGE_TEAMS,
    CHANGE_AGENTS,
    CHANGE_DOORS,
    /// Define what is asked about people and organisations.
    CHANGE_FIELDS,
    /// Bring customers in from files, and keep them in step with other systems.
    IMPORT_CUSTOMERS,
    /// Record what callers of one's own team hear.
    RECORD_PROMPTS,
    /// Give customers to another home team.
    MOVE_CUSTOMERS,
    /// Write what goes to many, and let it go once it is approved.
    TELL_CUSTOMERS,
    /// Approve what another wrote for many, and what another proposed to make good.
    APPROVE_NOTICES,
    /// Erase a person for good.
    ERASE_CUSTOMERS,
    /// Require a second step, reset it, and end other people's sessions.
    CHANGE_SIGN_IN,
    /// Say which other systems hear what happens, and look at what they answered.
    CHANGE_WEBHOOKS,
    /// Follow what happens, as a program does: events with ids, of all customers.
    SEE_EVENTS,
    /// Figures of all teams, and the lists behind them.
    SEE_FIGURES,
    /// Type in others' scores, to be held beside ours.
    CHANGE_FIGURES,
    /// Write and publish what the company promises to everybody.
    PUBLISH_PROMISES,
    /// Read the record of who did what.
    SEE_AUDIT,
    /// One's own sessions, second step, passkeys and tokens.
    OWN_SIGN_IN;

    /// Whether whoever calls has it; nobody has any before signing in.
    public boolean heldBy(@Nullable Principal caller) {
        return caller instanceof Authentication known
                && known.getAuthorities().stream().anyMatch(held -> name().equals(held.getAuthority()));
    }
}
