/**
 * Synthetic defects, drawn into normal images so that prompts can be learned and judged without a
 * single real defect (method section 10). Hides shapes and fillings.
 */
@NullMarked
package io.ucad.trainer.defect;

import org.jspecify.annotations.NullMarked;
