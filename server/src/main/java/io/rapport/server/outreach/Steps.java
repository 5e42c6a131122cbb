package io.rapport.server.outreach;

import io.rapport.server.web.Refusal;

/// Refuses a step that was not made, in a sentence.
final class Steps {
    private Steps() {}

    static void done(Incidents.Step step) {
        switch (step) {
            case Incidents.Step.Done _ -> {}
            case Incidents.Step.Elsewhere _ ->
                throw Refusal.conflict("elsewhere", "It is further, or was given back meanwhile. Look at it again.");
            case Incidents.Step.OwnWords _ ->
                throw Refusal.forbidden("You wrote it. Somebody else reads it and approves it.");
            case Incidents.Step.Faults(var faults) ->
                throw Refusal.unprocessable(
                        "words",
                        "\"" + faults.getFirst().phrase() + "\" can't go to many: "
                                + faults.getFirst().why());
            case Incidents.Step.Missing(var sentence) -> throw Refusal.unprocessable("missing", sentence);
        }
    }
}
