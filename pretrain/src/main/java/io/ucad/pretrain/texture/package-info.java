/**
 * Textures by formula and seed. Hides the formulas: what comes out is a bank of coloured tiles,
 * each of a class that is one formula with its parameters and colours.
 */
@NullMarked
package io.ucad.pretrain.texture;

import org.jspecify.annotations.NullMarked;
