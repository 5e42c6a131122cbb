package io.rapport.server.facts;

import io.rapport.server.web.Permission;
import java.security.Principal;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Who sees a field, and finds people by it.
public enum SeenBy {
    EVERYONE(Permission.SEE_CUSTOMERS),
    /// Leads, and whoever else may look at how everything is set up.
    LEADS(Permission.SEE_SETTINGS),
    /// Administrators and auditors.
    ADMINISTRATORS(Permission.SEE_AUDIT);

    private final Permission needed;

    SeenBy(Permission needed) {
        this.needed = needed;
    }

    boolean includes(@Nullable Principal caller) {
        return needed.heldBy(caller);
    }

    /// All circles to which the caller belongs.
    public static List<SeenBy> of(@Nullable Principal caller) {
        return Arrays.stream(values()).filter(one -> one.includes(caller)).toList();
    }
}
