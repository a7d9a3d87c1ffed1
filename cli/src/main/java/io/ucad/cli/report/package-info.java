/** Writes what was measured: JSON for machines, one HTML page for people. */
@NullMarked
package io.ucad.cli.report;

import org.jspecify.annotations.NullMarked;
