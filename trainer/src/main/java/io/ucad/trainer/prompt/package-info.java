/**
 * Learning prompts for a frozen ViT (method sections 3 and 10). Hides the optimiser, the losses,
 * the guard and the checkpoints.
 */
@NullMarked
package io.ucad.trainer.prompt;

import org.jspecify.annotations.NullMarked;
