package io.ucad.trainer.sample;

/** What a part of a scene is to a defect. */
enum Role {
  /** Background and body: always there. */
  BASE,
  /** Can be missing or misplaced. */
  COMPONENT,
  /** Can be missing. */
  HOLE,
  /** Ink that can be shifted, smeared or missing. */
  PRINT
}
