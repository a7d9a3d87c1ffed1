/** Tests. */
@NullMarked
package io.ucad.cli.report;

import org.jspecify.annotations.NullMarked;
