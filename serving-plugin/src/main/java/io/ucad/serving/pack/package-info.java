/**
 * Writes model directories that DJL Serving loads (docs/formats/package-v1.md). Hides where the
 * plugin's classes come from, and that a directory is never seen half written.
 */
@NullMarked
package io.ucad.serving.pack;

import org.jspecify.annotations.NullMarked;
