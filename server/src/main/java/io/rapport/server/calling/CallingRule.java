package io.rapport.server.calling;

import java.time.LocalDate;

/// When people of a country may be called, and where that stands. Nothing here is legal advice: who runs this looks
/// it up and says when they did.
///
/// @param country two capital letters (ISO 3166-1); [#HOUSE]: our own, for everybody
/// @param scope for which calls
/// @param hours on the called person's clock
/// @param source where the rule stands; at most 300 characters
/// @param checked when somebody last looked
record CallingRule(String country, Scope scope, Hours hours, String source, LocalDate checked) {
    static final String HOUSE = "*";
    static final int MAX_SOURCE = 300;

    enum Scope {
        /// Every call of ours: a law that nobody's wish sets aside.
        EVERY_CALL,
        /// A call that nobody asked for: a customer may choose another time.
        UNASKED,
        /// A call that sells, or asks for an opinion.
        SELLING
    }
}
