package io.ucad.admin.inspect;

import io.ucad.detector.Inspection;
import io.ucad.detector.Verdict;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Objects;
import java.util.OptionalDouble;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** What was found in an image, and what a person said to it. */
@Entity(name = "Inspection")
@Table(name = "inspection")
@SuppressWarnings("UnusedVariable") // Hibernate and its queries read the fields
class KeptInspection {
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private @Nullable Long id;

  private String sha256;
  private String name;
  private int width;
  private int height;
  private int version;
  private String task;
  private boolean asked;

  @Enumerated(EnumType.STRING)
  @JdbcTypeCode(SqlTypes.VARCHAR)
  private Verdict verdict;

  private @Nullable Double score;
  private @Nullable Double threshold;
  private @Nullable Double reviewThreshold;

  @Column(name = "p_value")
  private @Nullable Double pValue;

  private String actor;
  private Instant at;

  @Enumerated(EnumType.STRING)
  @JdbcTypeCode(SqlTypes.VARCHAR)
  private Feedback feedback = Feedback.NONE;

  private String note = "";
  private String feedbackActor = "";
  private @Nullable Instant feedbackAt;

  @Enumerated(EnumType.STRING)
  @JdbcTypeCode(SqlTypes.VARCHAR)
  private Proposal proposal = Proposal.NONE;

  protected KeptInspection() {}

  KeptInspection(Finding finding, String name, boolean asked, String actor, Instant at) {
    Inspection found = finding.inspection();
    this.sha256 = finding.sha256();
    this.name = name;
    this.width = found.width();
    this.height = found.height();
    this.version = finding.version();
    this.task = found.task();
    this.asked = asked;
    this.verdict = found.verdict();
    if (found.known()) {
      this.score = (double) found.score();
      this.threshold = (double) found.threshold();
      this.reviewThreshold = (double) found.reviewThreshold();
      this.pValue = found.pValue();
    }
    this.actor = actor;
    this.at = at;
  }

  long id() {
    return Objects.requireNonNull(id);
  }

  String sha256() {
    return sha256;
  }

  String task() {
    return task;
  }

  Verdict verdict() {
    return verdict;
  }

  Feedback feedback() {
    return feedback;
  }

  Proposal proposal() {
    return proposal;
  }

  /** Says something to the verdict, which offers the image to its task; or takes it back. */
  void feedback(Feedback said, String text, String who, Instant now) {
    feedback = said;
    note = text;
    feedbackActor = said == Feedback.NONE ? "" : who;
    feedbackAt = said == Feedback.NONE ? null : now;
    proposal = said == Feedback.NONE ? Proposal.NONE : Proposal.OPEN;
  }

  void decided(Proposal decision) {
    proposal = decision;
  }

  InspectionRow toRow() {
    return new InspectionRow(
        id(),
        sha256,
        name,
        width,
        height,
        version,
        task,
        asked,
        verdict,
        plain(score),
        plain(threshold),
        plain(reviewThreshold),
        plain(pValue),
        actor,
        at,
        feedback,
        note,
        feedbackActor,
        proposal);
  }

  private static OptionalDouble plain(@Nullable Double value) {
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }
}
