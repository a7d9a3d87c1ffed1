/** The command that trains the built-in backbone, and the one that compares backbones. */
@NullMarked
package io.ucad.pretrain;

import org.jspecify.annotations.NullMarked;
