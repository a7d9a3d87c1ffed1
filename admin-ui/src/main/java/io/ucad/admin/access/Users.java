package io.ucad.admin.access;

import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Pageable;
import org.springframework.data.repository.Repository;

interface Users extends Repository<User, Long> {
  User save(User user);

  long count();

  Optional<User> findByName(String name);

  List<User> findAllByOrderByName(Pageable page);

  long countByRoleAndEnabledTrue(Role role);
}
