package io.ucad.store;

import java.time.Instant;

/**
 * A promise that a version stays until its owner releases it. Unlike a {@link Pin} it outlives the
 * process: a deployment runs for months on a machine that the store never sees.
 *
 * @param reason for people, at most 512 characters
 * @param since when it was taken
 */
public record Hold(VersionId version, HoldOwner owner, String reason, Instant since) {

  static final int MAX_REASON = 512;

  public Hold {
    if (reason.length() > MAX_REASON) {
      throw new StoreException.Refused(
          "the reason of a hold is longer than " + MAX_REASON + " characters");
    }
  }
}
