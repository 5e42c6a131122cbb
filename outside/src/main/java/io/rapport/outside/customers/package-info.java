/// Customers of the demo company, by scenario: people of its cities who write mails and fill in forms, wait for
/// answers, and say thanks or something else. They know the company's addresses and nothing of its insides.
@NullMarked
package io.rapport.outside.customers;

import org.jspecify.annotations.NullMarked;
