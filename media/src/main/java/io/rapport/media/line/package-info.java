/// The sound of calls: lines to telephones and browsers, rooms in which lines hear each other, what is played into them
/// and taken from them. One thread reads all packets and beats every 20 milliseconds; what others ask of a line happens
/// on it, in order.
@NullMarked
package io.rapport.media.line;

import org.jspecify.annotations.NullMarked;
