package io.ucad.endpoint.access;

/** Decides who may do what. */
@FunctionalInterface
public interface AccessPolicy {
  /** Whether a caller may use what needs a scope. */
  Decision decide(Caller caller, Scope scope);

  /** Whether a caller may use what is open to anyone who reaches the endpoint at all. */
  default Decision decideOpen(Caller caller) {
    return Decision.ALLOWED;
  }

  /** What was decided. */
  enum Decision {
    ALLOWED,
    /** Nobody knows who that is. */
    UNKNOWN,
    /** It is known, but may not do this. */
    FORBIDDEN,
    /** It came under a name that this endpoint does not have. */
    WRONG_HOST,
    /** A fault of ours: nobody can be told from anybody else now. */
    UNDECIDED
  }
}
