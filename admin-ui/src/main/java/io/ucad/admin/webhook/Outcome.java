package io.ucad.admin.webhook;

/** What came of an attempt to deliver. */
public enum Outcome {
  /** The receiver has it: a status of 200 to 299. */
  DELIVERED,

  /** The receiver answered another status. */
  STATUS,

  /** The receiver wanted it to be sent elsewhere, which is never done. */
  REDIRECT,

  /** What answered does not speak HTTP. */
  NOT_HTTP,

  /** There was no answer in time. */
  TIMEOUT,

  /** Nobody answers there. */
  UNREACHABLE,

  /** The receiver is not who it should be, or does not speak TLS. */
  TLS,

  /** Nobody knows the host. */
  UNKNOWN_HOST,

  /** The host now points to where nothing may be sent. */
  REFUSED,

  /** The webhook was switched off meanwhile. */
  DISABLED,

  /** It got too old before it could be sent. */
  EXPIRED
}
