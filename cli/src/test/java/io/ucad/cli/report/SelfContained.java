package io.ucad.cli.report;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Finds in a page what would make a browser ask anybody for anything, or run anything. */
public final class SelfContained {
  private static final Pattern FOREIGN =
      Pattern.compile(
          "<script|<link|<iframe|<object|<embed|@import|url\\(|\\son\\w+=|(src|href)=(?!\"data:)[^ >]*",
          Pattern.CASE_INSENSITIVE);

  private SelfContained() {}

  public static List<String> problems(String page) {
    return FOREIGN.matcher(page).results().map(MatchResult::group).toList();
  }
}
