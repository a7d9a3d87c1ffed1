package io.ucad.admin.job;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A request for a job under a key that its caller chose, and the job that came of it. */
@Entity(name = "JobRequest")
@Table(name = "job_request")
@SuppressWarnings("UnusedVariable") // Hibernate and its queries read the fields
class JobRequest {
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private @Nullable Long id;

  private String actor;
  private String requestKey;
  private String requestSha256;
  private long jobId;
  private Instant createdAt;

  protected JobRequest() {}

  JobRequest(String actor, String requestKey, String requestSha256, long jobId, Instant createdAt) {
    this.actor = actor;
    this.requestKey = requestKey;
    this.requestSha256 = requestSha256;
    this.jobId = jobId;
    this.createdAt = createdAt;
  }

  long job() {
    return jobId;
  }

  boolean is(String content) {
    return requestSha256.equals(content);
  }

  boolean since(Instant then) {
    return !createdAt.isBefore(then);
  }
}
