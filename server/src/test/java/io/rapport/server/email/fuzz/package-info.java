/// What nobody thought of: bytes found by a fuzzer against the rules that hold for every mail. A usual test run goes
/// over the mails of our own and what was found before; `./rapport fuzz` searches on.
@NullMarked
package io.rapport.server.email.fuzz;

import org.jspecify.annotations.NullMarked;
