package io.rapport.server.voice;

import io.rapport.media.codec.Coding;
import io.rapport.media.line.BrowserLine;
import io.rapport.media.line.LineWatcher;
import io.rapport.media.line.Lines;
import io.rapport.media.line.Unacceptable;
import io.rapport.media.sdp.Sdp;
import io.rapport.server.vocabulary.AgentId;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/// The lines to the browsers of those who work here: one each, the one that was opened last. Thread-safe.
final class AgentLines {
    private final Map<AgentId, Line> lines = new ConcurrentHashMap<>();
    private volatile BiConsumer<AgentId, CallNews> listener = (agent, news) -> {};

    private final List<Runnable> changed = new CopyOnWriteArrayList<>();

    /// @param fingerprint of the browser's certificate: the same one is the same page
    /// @param up whether sound goes both ways
    private record Line(BrowserLine browser, String fingerprint, boolean up) {}

    /// Who hears when a line comes up or goes.
    void listen(BiConsumer<AgentId, CallNews> to) {
        listener = to;
    }

    /// Who hears when a browser had better speak otherwise; it must only wake somebody.
    void onChange(Runnable wake) {
        changed.add(wake);
    }

    /// Opens a line in place of the one there was; where the same page asks again, because its network
    /// changed, it keeps its line.
    ///
    /// @return what the browser is answered
    Sdp open(AgentId agent, Sdp offer, Lines from) throws Unacceptable, IOException {
        String fingerprint = fingerprint(offer);
        Line known = lines.get(agent);
        if (known != null && known.fingerprint().equals(fingerprint)) {
            return known.browser().answer(offer);
        }
        BrowserLine browser = from.browser();
        Sdp answer;
        try {
            answer = browser.answer(offer);
        } catch (Unacceptable wrong) {
            browser.close();
            throw wrong;
        }
        Optional.ofNullable(lines.put(agent, new Line(browser, fingerprint, false)))
                .ifPresent(before -> gone(agent, before));
        browser.watch(new LineWatcher() {
            @Override
            public void connected() {
                Line now = lines.computeIfPresent(
                        agent, (id, line) -> line.browser() == browser ? new Line(browser, fingerprint, true) : line);
                if (now != null && now.browser() == browser) {
                    listener.accept(agent, new CallNews.LineBack(agent));
                }
            }

            @Override
            public void otherwise() {
                changed.forEach(Runnable::run);
            }

            @Override
            public void unheard() {
                shut(agent, browser);
            }
        });
        return answer;
    }

    private static String fingerprint(Sdp offer) {
        return offer.attribute("fingerprint")
                .or(() -> offer.media().stream()
                        .flatMap(section -> section.attribute("fingerprint").stream())
                        .findFirst())
                .orElse("");
    }

    /// Ends the line of somebody who rings no more.
    void shut(AgentId agent) {
        Optional.ofNullable(lines.get(agent)).ifPresent(line -> shut(agent, line.browser()));
    }

    private void shut(AgentId agent, BrowserLine browser) {
        Line line = lines.get(agent);
        if (line != null && line.browser() == browser && lines.remove(agent, line)) {
            gone(agent, line);
        }
    }

    private void gone(AgentId agent, Line line) {
        line.browser().close();
        listener.accept(agent, new CallNews.LineAway(agent));
    }

    /// The line of somebody, if it is up.
    Optional<BrowserLine> of(AgentId agent) {
        return Optional.ofNullable(lines.get(agent)).filter(Line::up).map(Line::browser);
    }

    /// How the browser of somebody had better speak; empty without a line.
    Optional<Coding> speaks(AgentId agent) {
        return Optional.ofNullable(lines.get(agent))
                .flatMap(line -> line.browser().wanted());
    }

    /// Somebody muted themselves, or no more.
    void muted(AgentId agent, boolean now) {
        Optional.ofNullable(lines.get(agent)).ifPresent(line -> line.browser().muted(now));
    }

    /// Whose lines are up.
    Set<AgentId> up() {
        return lines.entrySet().stream()
                .filter(entry -> entry.getValue().up())
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }
}
