/**
 * Telling other programs what happened: what is to be told is written down together with what it
 * tells of, then sent, signed, again and again until it arrives or is too old. Hides how.
 */
@NullMarked
package io.ucad.admin.webhook;

import org.jspecify.annotations.NullMarked;
