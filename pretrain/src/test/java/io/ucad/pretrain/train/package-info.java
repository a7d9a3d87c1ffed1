@NullMarked
package io.ucad.pretrain.train;

import org.jspecify.annotations.NullMarked;
