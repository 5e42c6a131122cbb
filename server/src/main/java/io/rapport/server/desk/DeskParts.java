package io.rapport.server.desk;

import io.rapport.server.workforce.Workforce;
import java.time.Clock;
import org.springframework.transaction.support.TransactionTemplate;

/// What the desk's routes stand on together.
///
/// @param publicUrl under which customers open our pages, without a slash at its end
record DeskParts(
        DeskStore store,
        StreamHub hub,
        Workforce workforce,
        Caller caller,
        TransactionTemplate transaction,
        Clock clock,
        String publicUrl) {}
