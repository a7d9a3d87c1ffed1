@NullMarked
package io.ucad.pretrain.stop;

import org.jspecify.annotations.NullMarked;
