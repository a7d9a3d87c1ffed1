/**
 * Programs that the engine runs as one native call. Hides the archive format that the engine wants.
 */
@NullMarked
package io.ucad.detector.script;

import org.jspecify.annotations.NullMarked;
