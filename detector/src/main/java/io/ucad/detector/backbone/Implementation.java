package io.ucad.detector.backbone;

/** How a backbone is computed; both give the same values. */
public enum Implementation {
  /** One native call of a TorchScript program with fused attention: the fast one. */
  TORCH_SCRIPT,
  /**
   * Array operation by array operation, as the papers write it: the readable one, and the oracle of
   * the tests.
   */
  ND_ARRAY
}
