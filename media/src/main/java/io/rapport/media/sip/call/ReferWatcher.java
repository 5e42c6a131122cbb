package io.rapport.media.sip.call;

/// Hears what becomes of a REFER of ours.
public interface ReferWatcher {

    /// They try it.
    default void accepted() {}

    /// Nothing comes after this.
    ///
    /// @param status 200 to 299: the call is with whom we named; 300 to 699: why it is not; 408 where they said
    ///     nothing in time
    void done(int status);
}
