@NullMarked
package io.ucad.deployment;

import org.jspecify.annotations.NullMarked;
