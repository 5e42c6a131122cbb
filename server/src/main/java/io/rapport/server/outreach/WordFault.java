package io.rapport.server.outreach;

/// A phrase that is not sent to many as it stands.
///
/// @param rule its short name: `NON_APOLOGY`
/// @param phrase as it stands in the text
/// @param from where it begins, in characters
/// @param why what it does to whoever reads it
/// @param better how else one could say it
record WordFault(String rule, String phrase, int from, String why, String better) {}
