/// Telephones and carriers as they are outside: real programs on the loopback address, told apart by the tones they
/// speak.
package io.rapport.outside.phone;
