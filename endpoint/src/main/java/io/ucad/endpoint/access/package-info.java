/** Who may ask what: scopes, tokens, and the rule for programs without tokens. */
@NullMarked
package io.ucad.endpoint.access;

import org.jspecify.annotations.NullMarked;
