package io.ucad.admin.deploy;

import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Pageable;
import org.springframework.data.repository.Repository;

interface ServingNodes extends Repository<ServingNode, Long> {
  ServingNode save(ServingNode node);

  Optional<ServingNode> findByName(String name);

  List<ServingNode> findAllByOrderByName(Pageable page);

  void delete(ServingNode node);
}
