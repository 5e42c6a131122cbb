package io.rapport.server.voice;

import io.rapport.media.line.BrowserLine;
import io.rapport.media.line.LineWatcher;
import io.rapport.media.line.Lines;
import io.rapport.media.line.Unacceptable;
import io.rapport.media.sdp.Sdp;
import io.rapport.server.vocabulary.AgentId;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/// The lines to the browsers of those who work here: one each, the one that was opened last. Thread-safe.
final class AgentLines {
    private final Map<AgentId, Line> lines = new ConcurrentHashMap<>();
    private volatile BiConsumer<AgentId, CallNews> listener = (agent, news) -> {};

    /// @param up whether sound goes both ways
    private record Line(BrowserLine browser, boolean up) {}

    /// Who hears when a line comes up or goes.
    void listen(BiConsumer<AgentId, CallNews> to) {
        listener = to;
    }

    /// Opens a line in place of the one there was.
    ///
    /// @return what the browser is answered
    Sdp open(AgentId agent, Sdp offer, Lines from) throws Unacceptable, IOException {
        BrowserLine browser = from.browser();
        Sdp answer;
        try {
            answer = browser.answer(offer);
        } catch (Unacceptable wrong) {
            browser.close();
            throw wrong;
        }
        Optional.ofNullable(lines.put(agent, new Line(browser, false))).ifPresent(before -> gone(agent, before));
        browser.watch(new LineWatcher() {
            @Override
            public void connected() {
                Line now = lines.computeIfPresent(
                        agent, (id, line) -> line.browser() == browser ? new Line(browser, true) : line);
                if (now != null && now.browser() == browser) {
                    listener.accept(agent, new CallNews.LineBack(agent));
                }
            }

            @Override
            public void unheard() {
                shut(agent, browser);
            }
        });
        return answer;
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

    /// Whose lines are up.
    Set<AgentId> up() {
        return lines.entrySet().stream()
                .filter(entry -> entry.getValue().up())
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }
}
