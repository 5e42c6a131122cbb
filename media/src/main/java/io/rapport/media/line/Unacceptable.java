package io.rapport.media.line;

/// A description that can't be agreed to: no sound in it, no codec of ours, no keys, or an address that media may not
/// go
/// to. A call is refused with 488 then.
public final class Unacceptable extends Exception {
    private static final long serialVersionUID = 1L;

    public Unacceptable(String why) {
        super(why);
    }
}
