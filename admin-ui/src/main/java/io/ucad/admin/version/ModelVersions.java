package io.ucad.admin.version;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
  List<Object[]> numbersAndParents(int last);

  /** The parent of every version up to one. */
  default Map<Integer, Optional<Integer>> parents(int last) {
    Map<Integer, Optional<Integer>> parents = new HashMap<>();
    for (Object[] row : numbersAndParents(last)) {
      parents.put((Integer) row[0], Optional.ofNullable((Integer) row[1]));
    }
    return parents;
  }
}
