package io.rapport.server.voice;

import io.rapport.server.vocabulary.AgentId;
import java.time.Instant;

/// As whom the telephone on the desk of one of us registers here.
///
/// @param user digits, easily typed at a telephone
/// @param password nobody may log it
/// @param preferred whether it rings first when its owner calls somebody from the desktop
record DeskPhone(AgentId agent, String user, String password, boolean preferred, Instant made) {

    DeskPhone preferred(boolean now) {
        return new DeskPhone(agent, user, password, now, made);
    }

    @Override
    public String toString() {
        return "DeskPhone[" + agent + " " + user + "]";
    }
}
