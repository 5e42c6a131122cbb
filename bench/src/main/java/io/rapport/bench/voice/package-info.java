/// What calls cost: sound passed on by our lines and by rtpengine under the same load, and calls that SIPp sets up.
/// Who relays runs as a process on a core of its own; the load runs on another.
@NullMarked
package io.rapport.bench.voice;

import org.jspecify.annotations.NullMarked;
