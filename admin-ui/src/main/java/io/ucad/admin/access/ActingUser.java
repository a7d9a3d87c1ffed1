package io.ucad.admin.access;

import java.util.Objects;
import java.util.function.Supplier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextHolderStrategy;
import org.springframework.stereotype.Component;

/**
 * Lets work that goes on in the background be done under the name and the rules of whoever asked
 * for it. For the program itself, not for people.
 */
@Component
public class ActingUser {
  private final SecurityContextHolderStrategy strategy;

  ActingUser(ObjectProvider<SecurityContextHolderStrategy> strategy) {
    this.strategy = strategy.getIfAvailable(SecurityContextHolder::getContextHolderStrategy);
  }

  /** Who is logged in here. */
  public Authentication current() {
    return Objects.requireNonNull(strategy.getContext().getAuthentication(), "nobody is logged in");
  }

  /** Does something on a thread of nobody as somebody. */
  public <T> T as(Authentication who, Supplier<T> work) {
    var context = strategy.createEmptyContext();
    context.setAuthentication(who);
    strategy.setContext(context);
    SecurityContextHolder.setContext(context);
    try {
      return work.get();
    } finally {
      strategy.clearContext();
      SecurityContextHolder.clearContext();
    }
  }
}
