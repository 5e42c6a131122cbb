package io.rapport.server.desk;

/// In which order people come.
enum PeopleOrder {
    /// Who fits the words best; without words, who was spoken to last. One page.
    BEST,
    /// Who became a customer last, page by page to the first of all.
    NEWEST
}
