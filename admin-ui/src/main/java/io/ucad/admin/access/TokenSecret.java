package io.ucad.admin.access;

import java.security.SecureRandom;
import java.util.Base64;

/** Secrets of tokens: 256 random bits, so that a plain hash of them is enough. */
final class TokenSecret {
  private static final String PREFIX = "ucad_";
  private static final int BYTES = 32;
  private static final int LONGEST = 100;
  private static final SecureRandom RANDOM = new SecureRandom();

  private TokenSecret() {}

  static String random() {
    byte[] bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  static boolean wellFormed(String text) {
    return text.startsWith(PREFIX) && text.length() <= LONGEST;
  }
}
