package io.ucad.admin.access;

import java.util.List;
import java.util.stream.Stream;

/** What a user may do. Each role may do what those before it may. */
public enum Role {
  /** Looks. */
  VIEWER,
  /** Registers tasks, adds images, learns, moves aliases. */
  OPERATOR,
  /** Manages users, forgets tasks, reads the audit log. */
  ADMIN;

  /** The role of somebody who has to choose a password before anything else. */
  public static final String NEWCOMER = "NEWCOMER";

  /** Names of this role and of all below it. */
  List<String> included() {
    return Stream.of(values()).filter(r -> r.compareTo(this) <= 0).map(Role::name).toList();
  }
}
