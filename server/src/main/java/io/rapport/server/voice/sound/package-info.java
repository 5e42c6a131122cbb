/// What callers and agents hear when nobody speaks: what ships with Rapport or a company puts in its place, and what
/// teams
/// record for their callers.
@NullMarked
package io.rapport.server.voice.sound;

import org.jspecify.annotations.NullMarked;
