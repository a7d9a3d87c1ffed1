package io.ucad.admin.task;

/** Why a file of an upload was not taken, or only with a remark. */
public enum IntakeFault {
  /** Damaged, truncated, too large, or no PNG or JPEG at all. */
  BROKEN(true),
  /** The same bytes are in the task already. */
  DUPLICATE(true),
  /** A side is shorter than the least that is useful. */
  TOO_SMALL(true),
  /** The place in the archive or the name is not one that is known. */
  MISPLACED(true),
  /** A mask of another size than its image. */
  MASK_SIZE(true),
  /** A mask whose image is not there. */
  MASK_ALONE(true),
  /** Taken, but of another size than most of the task. */
  OTHER_SIZE(false);

  private final boolean refused;

  IntakeFault(boolean refused) {
    this.refused = refused;
  }

  /** Whether the file was left out. */
  public boolean refused() {
    return refused;
  }
}
