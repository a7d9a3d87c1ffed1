package io.ucad.admin.version;

import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface ModelVersions extends Repository<ModelVersion, Integer> {
  ModelVersion save(ModelVersion version);

  Optional<ModelVersion> findById(int number);

  long count();

  List<ModelVersion> findAllByOrderByNumberDesc(Pageable page);

  @Query("select v.number from ModelVersion v")
  List<Integer> numbers();

  /** Numbers and parents up to a version; light even for thousands. */
  @Query("select v.number, v.parent from ModelVersion v where v.number <= :last")
  List<Object[]> parentsUntil(int last);
}
