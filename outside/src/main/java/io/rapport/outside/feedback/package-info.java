/// Who opens the links of a survey: people who vote, and machines that open everything.
@NullMarked
package io.rapport.outside.feedback;

import org.jspecify.annotations.NullMarked;
