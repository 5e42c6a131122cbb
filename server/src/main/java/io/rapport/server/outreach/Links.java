package io.rapport.server.outreach;

/// Where the links of what goes to many lead.
record Links(String publicUrl, NoticeTokens tokens) {

    String page(NoticeTokens.Page page) {
        return publicUrl + "/n/" + tokens.of(page);
    }

    String unsubscribe(NoticeTokens.Stop stop) {
        return publicUrl + "/u/" + tokens.of(stop);
    }
}
