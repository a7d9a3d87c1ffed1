@NullMarked
package io.ucad.pretrain.compare;

import org.jspecify.annotations.NullMarked;
