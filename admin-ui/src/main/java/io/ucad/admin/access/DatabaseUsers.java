package io.ucad.admin.access;

import java.util.List;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Finds users for the login. A newcomer may do nothing but choose a password. */
@Component
class DatabaseUsers implements UserDetailsService {
  private final Users users;

  DatabaseUsers(Users users) {
    this.users = users;
  }

  @Override
  @Transactional(readOnly = true)
  public UserDetails loadUserByUsername(String name) {
    User user = users.findByName(name).orElseThrow(() -> new UsernameNotFoundException(name));
    List<String> roles =
        user.mustChangePassword() ? List.of(Role.NEWCOMER) : user.role().included();
    return org.springframework.security.core.userdetails.User.withUsername(name)
        .password(user.passwordHash())
        .disabled(!user.enabled())
        .roles(roles.toArray(String[]::new))
        .build();
  }
}
