package io.ucad.admin.task;

/** Why a file of an upload was not taken. */
public enum IntakeFault {
  /** Damaged, truncated, too large, or no PNG or JPEG at all. */
  BROKEN,
  /** The same bytes are in the task already. */
  DUPLICATE,
  /** A side is shorter than the least that is useful. */
  TOO_SMALL,
  /** The place in the archive or the name is not one that is known. */
  MISPLACED,
  /** A mask of another size than its image. */
  MASK_SIZE,
  /** A mask whose image is not there. */
  MASK_ALONE
}
