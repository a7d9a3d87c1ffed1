package io.ucad.admin.access;

import io.ucad.admin.problem.UserProblem;
import java.security.SecureRandom;

/** What a password must be, and new random ones. */
final class Passwords {
  static final int SHORTEST = 12;

  /** What bcrypt takes into account. */
  static final int LONGEST = 72;

  private static final String ALPHABET = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
  private static final int RANDOM_LENGTH = 20;
  private static final SecureRandom RANDOM = new SecureRandom();

  private Passwords() {}

  /** Twenty letters and digits that cannot be mistaken for each other: 116 bits. */
  static String random() {
    var password = new StringBuilder();
    for (int i = 0; i < RANDOM_LENGTH; i++) {
      password.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
    }
    return password.toString();
  }

  static void require(String password, String user) {
    if (password.length() < SHORTEST
        || password.getBytes(java.nio.charset.StandardCharsets.UTF_8).length > LONGEST) {
      throw new UserProblem("problem.password.length", SHORTEST, LONGEST);
    }
    if (password.contains(user) || password.chars().distinct().count() < 5) {
      throw new UserProblem("problem.password.simple");
    }
  }
}
