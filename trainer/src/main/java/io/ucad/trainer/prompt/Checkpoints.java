package io.ucad.trainer.prompt;

import java.util.Optional;

/** Where a training run keeps its state between epochs. */
interface Checkpoints {
  /** The newest complete checkpoint of this very run. */
  Optional<Checkpoint> latest();

  /** Makes a checkpoint durable; an older one stays readable until this one is complete. */
  void write(Checkpoint checkpoint);
}
