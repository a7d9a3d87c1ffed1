package io.ucad.admin.problem;

import java.util.Locale;

/** The sentences that the program can say. */
public interface Phrases {
  /**
   * A sentence in a language that is spoken here, with parameters put into it.
   *
   * @param wanted the language that is wanted; another one if it is not spoken
   */
  String phrase(Locale wanted, String key, Object... parameters);
}
