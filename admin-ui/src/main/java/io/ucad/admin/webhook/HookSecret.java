package io.ucad.admin.webhook;

import java.security.SecureRandom;
import java.util.Base64;

/** Secrets of webhooks: 256 random bits. */
final class HookSecret {
  private static final String PREFIX = "ucadhook_";
  private static final int BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  private HookSecret() {}

  static String random() {
    byte[] bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
