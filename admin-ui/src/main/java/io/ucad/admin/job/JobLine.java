package io.ucad.admin.job;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A line of a job's log. */
@Entity(name = "JobLine")
@Table(name = "job_line")
@SuppressWarnings("UnusedVariable") // Hibernate and its queries read the fields
class JobLine {
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private @Nullable Long id;

  private long jobId;
  private Instant at;

  @Enumerated(EnumType.STRING)
  @JdbcTypeCode(SqlTypes.VARCHAR)
  private LogLevel level;

  private String text;

  protected JobLine() {}

  LogLine toLine() {
    return new LogLine(at, level, text);
  }
}
