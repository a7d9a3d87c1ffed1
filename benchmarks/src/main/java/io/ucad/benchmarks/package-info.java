@NullMarked
package io.ucad.benchmarks;

import org.jspecify.annotations.NullMarked;
