/// Where calls are kept on this machine while the database is away: files that are on the disk before anybody is told
/// that we have them, sealed, in their order, and few enough.
@NullMarked
package io.rapport.server.voice.spool;

import org.jspecify.annotations.NullMarked;
