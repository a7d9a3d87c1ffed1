package io.ucad.admin.webhook;

/** Where a delivery is. */
public enum DeliveryState {
  /** It is to be sent, for the first time or again. */
  WAITING,

  /** The receiver has it. */
  DELIVERED,

  /** It is given up. */
  FAILED
}
