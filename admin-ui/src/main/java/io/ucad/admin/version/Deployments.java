package io.ucad.admin.version;

import java.util.List;
import org.springframework.data.domain.Pageable;
import org.springframework.data.repository.Repository;

interface Deployments extends Repository<Deployment, Long> {
  Deployment save(Deployment deployment);

  List<Deployment> findAllByOrderByIdDesc(Pageable page);
}
