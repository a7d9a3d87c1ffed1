package io.ucad.admin.testing;

import io.ucad.admin.AdminNode;
import io.ucad.admin.access.Role;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextHolderStrategy;

/** Does something as somebody. */
public final class As {
  /** Every node of the JVM has its own idea of where the current user is kept. */
  private static final List<SecurityContextHolderStrategy> STRATEGIES =
      new CopyOnWriteArrayList<>();

  private As() {}

  /** Lets users act on a node. */
  static void on(AdminNode node) {
    STRATEGIES.add(node.get(SecurityContextHolderStrategy.class));
  }

  /**
   * Makes a node that answers requests the one that the JVM knows: a program has one, and Spring
   * keeps in a static field where its current user is.
   */
  public static void mainly(AdminNode node) {
    SecurityContextHolder.setContextHolderStrategy(node.get(SecurityContextHolderStrategy.class));
  }

  /** As a user named after the role. */
  public static <T> T role(Role role, Supplier<T> work) {
    List<String> roles =
        Stream.of(Role.values()).filter(r -> r.compareTo(role) <= 0).map(Role::name).toList();
    return user(role.name().toLowerCase(java.util.Locale.ROOT), roles, work);
  }

  /** As an administrator. */
  public static <T> T admin(Supplier<T> work) {
    return role(Role.ADMIN, work);
  }

  /** As an administrator. */
  public static void admin(Runnable work) {
    admin(
        () -> {
          work.run();
          return true;
        });
  }

  /** As a user with exactly these roles. */
  public static <T> T user(String name, List<String> roles, Supplier<T> work) {
    var authorities = roles.stream().map(r -> new SimpleGrantedAuthority("ROLE_" + r)).toList();
    var context = SecurityContextHolder.createEmptyContext();
    context.setAuthentication(new UsernamePasswordAuthenticationToken(name, "", authorities));
    STRATEGIES.forEach(strategy -> strategy.setContext(context));
    SecurityContextHolder.setContext(context);
    try {
      return work.get();
    } finally {
      STRATEGIES.forEach(SecurityContextHolderStrategy::clearContext);
      SecurityContextHolder.clearContext();
    }
  }
}
