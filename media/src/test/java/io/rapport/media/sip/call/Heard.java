package io.rapport.media.sip.call;

import io.rapport.media.sdp.Sdp;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Writes down what becomes of a leg.
final class Heard implements LegWatcher {
    @Nullable
    Leg leg;

    final List<String> events = new ArrayList<>();
    boolean agreeable = true;

    @Nullable
    Referral referral;

    Leg leg() {
        return java.util.Objects.requireNonNull(leg);
    }

    private static String version(Optional<Sdp> sdp) {
        return sdp.map(s -> " " + s.origin().version()).orElse("");
    }

    @Override
    public void ringing(Optional<Sdp> early) {
        events.add("ringing" + version(early));
    }

    @Override
    public void up(Optional<Sdp> answer) {
        events.add("up" + version(answer));
    }

    @Override
    public void offered(Optional<Sdp> offer) {
        events.add("offered" + version(offer));
        if (agreeable) {
            leg().answer(LegTest.sdp(77));
        } else {
            leg().refuseOffer();
        }
    }

    @Override
    public void agreed(Sdp answer) {
        events.add("agreed" + version(Optional.of(answer)));
    }

    @Override
    public void disagreed(int status) {
        events.add("disagreed " + status);
    }

    @Override
    public void pressed(char key) {
        events.add("pressed " + key);
    }

    @Override
    public void referred(Referral asked) {
        referral = asked;
        events.add("referred " + asked.target().text());
    }

    @Override
    public void ended(Ending how) {
        events.add(
                switch (how) {
                    case Ending.ByThem() -> "ended by them";
                    case Ending.ByUs() -> "ended by us";
                    case Ending.Refused(int status, String reason) -> "refused " + status;
                    case Ending.Lost(String why) -> "lost";
                });
    }
}
