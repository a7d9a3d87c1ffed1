/**
 * What can be asked: the inference contract, health, metadata, and the administration of versions.
 */
@NullMarked
package io.ucad.endpoint.api;

import org.jspecify.annotations.NullMarked;
