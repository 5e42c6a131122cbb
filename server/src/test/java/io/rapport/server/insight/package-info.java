@org.jspecify.annotations.NullMarked
package io.rapport.server.insight;
