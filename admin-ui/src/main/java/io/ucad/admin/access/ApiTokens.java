package io.ucad.admin.access;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.EntityGraph;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface ApiTokens extends Repository<ApiToken, Long> {
  ApiToken save(ApiToken token);

  Optional<ApiToken> findById(long id);

  @EntityGraph(attributePaths = "user")
  Optional<ApiToken> findBySecretSha256(String secretSha256);

  @EntityGraph(attributePaths = "user")
  List<ApiToken> findAllByOrderByIdDesc(Pageable page);

  long count();

  @Modifying
  @Query("update ApiToken t set t.lastUsedAt = :now where t.id = :id")
  int used(long id, Instant now);
}
