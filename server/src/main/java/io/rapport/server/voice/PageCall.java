package io.rapport.server.voice;

import io.rapport.media.line.BrowserLine;
import io.rapport.media.line.Unacceptable;
import io.rapport.media.sdp.SdpReader;
import io.rapport.media.sdp.SdpReading;
import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.web.Language;
import io.rapport.server.web.Refusal;

/// One call from a page, in the hand of whoever made it. Thread-safe.
public final class PageCall {
    /// Of a session description, in characters.
    public static final int MAX_OFFER = 20_000;

    private final PageCalls calls;
    private final Call call;
    private final BrowserLine line;
    private final PageEnd end;
    private final Language language;
    private final String answer;

    PageCall(PageCalls calls, Call call, BrowserLine line, PageEnd end, Language language, String answer) {
        this.calls = calls;
        this.call = call;
        this.line = line;
        this.end = end;
        this.language = language;
        this.answer = answer;
    }

    Call call() {
        return call;
    }

    /// Whose record it stands in.
    public CustomerId customer() {
        return call.record();
    }

    /// What the browser is answered: a session description.
    public String answer() {
        return answer;
    }

    public PageStanding standing() {
        return end.standing();
    }

    public boolean isOver() {
        return end.standing().stand() == PageStanding.Stand.ENDED;
    }

    /// Takes up another way to the same browser, whose network has changed.
    ///
    /// @param offer by the same certificate
    /// @return what it is answered
    public String again(String offer) {
        if (isOver()) {
            throw Refusal.conflict("ended", language.say("The call is over.", "La llamada ha terminado."));
        }
        return answer(line, offer, language);
    }

    static String answer(BrowserLine line, String offer, Language language) {
        if (offer.length() > MAX_OFFER || !(SdpReader.read(offer) instanceof SdpReading.Whole(var sdp))) {
            throw unheardOf(language);
        }
        try {
            return line.answer(sdp).text();
        } catch (Unacceptable otherwise) {
            throw unheardOf(language);
        }
    }

    private static Refusal unheardOf(Language language) {
        return Refusal.field(
                "offer",
                language.say(
                        "This browser can't call us. Please write to us here.",
                        "Este navegador no puede llamarnos. Escríbanos aquí."));
    }

    /// They hang up.
    public void hangUp() {
        calls.hangUp(this, end);
    }

    /// They said what they are called; whoever it rings at sees it.
    public void named(String name) {
        calls.named(this, name);
    }

    /// They said how they are reached: what is promised because of this call says so.
    public void reachable() {
        calls.reachable(this);
    }
}
