package io.rapport.server.access;

import static io.rapport.server.web.Permission.ANSWER;
import static io.rapport.server.web.Permission.APPROVE_NOTICES;
import static io.rapport.server.web.Permission.CHANGE_FIGURES;
import static io.rapport.server.web.Permission.EXPORT_CUSTOMERS;
import static io.rapport.server.web.Permission.HEAR_RECORDINGS;
import static io.rapport.server.web.Permission.HOLD_PROMISES;
import static io.rapport.server.web.Permission.LISTEN;
import static io.rapport.server.web.Permission.MOVE_CUSTOMERS;
import static io.rapport.server.web.Permission.OWN_SIGN_IN;
import static io.rapport.server.web.Permission.PUBLISH_PROMISES;
import static io.rapport.server.web.Permission.RECORD_PROMPTS;
import static io.rapport.server.web.Permission.SAY_PRESENCE;
import static io.rapport.server.web.Permission.SEE_AUDIT;
import static io.rapport.server.web.Permission.SEE_CUSTOMERS;
import static io.rapport.server.web.Permission.SEE_DESK;
import static io.rapport.server.web.Permission.SEE_EVENTS;
import static io.rapport.server.web.Permission.SEE_FIGURES;
import static io.rapport.server.web.Permission.SEE_SETTINGS;
import static io.rapport.server.web.Permission.SORT_JUNK;
import static io.rapport.server.web.Permission.TALK;
import static io.rapport.server.web.Permission.TELL_CUSTOMERS;
import static io.rapport.server.web.Permission.WRITE_KNOWLEDGE;

import io.rapport.server.web.Permission;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// What somebody is here for. The one place that says which role may do what.
public enum Role {
    AGENT(EnumSet.of(
            SEE_DESK,
            SEE_CUSTOMERS,
            ANSWER,
            HOLD_PROMISES,
            WRITE_KNOWLEDGE,
            SORT_JUNK,
            SAY_PRESENCE,
            TALK,
            HEAR_RECORDINGS,
            OWN_SIGN_IN)),
    /// What agents may; see how all is set up; give customers what is known about them, and give them another team;
    /// record what callers of their team hear, and listen to its calls; write what goes to many, and approve what
    /// others wrote; see figures, and say what the company promises.
    LEAD(with(
            AGENT.permissions,
            SEE_SETTINGS,
            EXPORT_CUSTOMERS,
            MOVE_CUSTOMERS,
            RECORD_PROMPTS,
            LISTEN,
            TELL_CUSTOMERS,
            APPROVE_NOTICES,
            SEE_FIGURES,
            CHANGE_FIGURES,
            PUBLISH_PROMISES)),
    ADMINISTRATOR(EnumSet.allOf(Permission.class)),
    /// Sees all and changes nothing but how they themselves sign in.
    AUDITOR(EnumSet.of(SEE_DESK, SEE_CUSTOMERS, SEE_SETTINGS, SEE_FIGURES, SEE_AUDIT, SEE_EVENTS, OWN_SIGN_IN));

    private final Set<Permission> permissions;

    Role(EnumSet<Permission> permissions) {
        this.permissions = Collections.unmodifiableSet(permissions);
    }

    private static EnumSet<Permission> with(Set<Permission> some, Permission... more) {
        EnumSet<Permission> all = EnumSet.copyOf(some);
        all.addAll(List.of(more));
        return all;
    }

    public Set<Permission> permissions() {
        return permissions;
    }
}
