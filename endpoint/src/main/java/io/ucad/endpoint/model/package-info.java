/**
 * Which versions answer: loading, warming, switching under load, draining. Hides who still uses an
 * old version.
 */
@NullMarked
package io.ucad.endpoint.model;

import org.jspecify.annotations.NullMarked;
