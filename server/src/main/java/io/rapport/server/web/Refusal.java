package io.rapport.server.web;

import java.util.Map;

/// A request that is answered with a problem (RFC 9457): thrown by routes, turned into problem+json once.
public final class Refusal extends RuntimeException {
    private final int status;
    private final String code;
    private final Map<String, String> fields;

    private Refusal(int status, String code, String detail, Map<String, String> fields) {
        super(detail, null, false, false);
        this.status = status;
        this.code = code;
        this.fields = fields;
    }

    /// 404: there is no such thing, or not for you.
    public static Refusal notFound(String detail) {
        return new Refusal(404, "not-found", detail, Map.of());
    }

    /// 409: somebody or something was quicker; `code` says what.
    public static Refusal conflict(String code, String detail) {
        return new Refusal(409, code, detail, Map.of());
    }

    /// 422: a field can't be taken as it is.
    public static Refusal field(String field, String sentence) {
        return new Refusal(422, "field", sentence, Map.of(field, sentence));
    }

    /// 422: it can't be done as it is asked; `code` says why.
    public static Refusal unprocessable(String code, String detail) {
        return new Refusal(422, code, detail, Map.of());
    }

    /// 400: it is not understood; `code` says what.
    public static Refusal unreadable(String code, String detail) {
        return new Refusal(400, code, detail, Map.of());
    }

    /// 403: not with this role.
    public static Refusal forbidden(String detail) {
        return new Refusal(403, "forbidden", detail, Map.of());
    }

    /// 401: sign in first.
    public static Refusal signIn(String detail) {
        return new Refusal(401, "sign-in", detail, Map.of());
    }

    /// 401: name and password were right; a code of the second step is missing or wrong.
    public static Refusal secondFactor(String detail) {
        return new Refusal(401, "second-factor", detail, Map.of());
    }

    /// 413: too large.
    public static Refusal tooLarge(String detail) {
        return new Refusal(413, "too-large", detail, Map.of());
    }

    /// 429: too often.
    public static Refusal tooOften(String detail) {
        return new Refusal(429, "too-often", detail, Map.of());
    }

    /// 503: not now, try again.
    public static Refusal unavailable(String detail) {
        return new Refusal(503, "unavailable", detail, Map.of());
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }

    public Map<String, String> fields() {
        return fields;
    }
}
