package io.rapport.server.settings;

import sun.misc.Signal;

/// Being asked to stop is no failure: after SIGTERM or Ctrl-C everything is closed in order and the exit code is 0,
/// not the JVM's 143 or 130. Asked again while closing, it goes on closing; `kill -9` remains.
final class CleanExit {

    CleanExit() {
        for (String name : new String[] {"TERM", "INT"}) {
            Signal.handle(
                    new Signal(name), _ -> Thread.ofPlatform().name("stop").start(() -> System.exit(0)));
        }
    }
}
