package io.ucad.admin.demo;

import io.ucad.admin.access.ActingUser;
import io.ucad.admin.access.FirstUser;
import io.ucad.admin.access.Role;
import java.util.Arrays;
import java.util.function.Supplier;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.stereotype.Component;

/** Acts as the first administrator, by the same services and under the same rules as people. */
@Component
class DemoActor {
  private final ActingUser acting;

  DemoActor(ActingUser acting) {
    this.acting = acting;
  }

  <T> T act(Supplier<T> work) {
    var authorities =
        Arrays.stream(Role.values())
            .map(role -> new SimpleGrantedAuthority("ROLE_" + role.name()))
            .toList();
    return acting.as(
        UsernamePasswordAuthenticationToken.authenticated(FirstUser.NAME, "", authorities), work);
  }
}
