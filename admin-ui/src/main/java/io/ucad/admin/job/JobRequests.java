package io.ucad.admin.job;

import java.time.Instant;
import java.util.Optional;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface JobRequests extends Repository<JobRequest, Long> {
  JobRequest save(JobRequest request);

  Optional<JobRequest> findByActorAndRequestKey(String actor, String requestKey);

  @Modifying
  @Query("delete from JobRequest r where r.createdAt < :then")
  int deleteByCreatedAtBefore(Instant then);
}
