package io.rapport.server.insight;

/// The face after against the face before: of those who were asked again once what their vote had led to
/// was done, whose face is a better one than their first, as a share; whose is worse is told beside it.
/// Same person, same matter.
final class FaceAfter {
    static final Definition DEFINITION =
            Definition.share(Source.ASKED_AGAIN, "true", "face_after > face_before", "face_after < face_before");

    private FaceAfter() {}
}
