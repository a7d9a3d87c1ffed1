package io.ucad.store;

/** The length of a file in bytes and its SHA-256. */
record FileDigest(long bytes, String sha256) {

  @Override
  public String toString() {
    return bytes + " bytes with sha256 " + sha256;
  }
}
