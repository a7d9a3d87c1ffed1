package io.ucad.admin.version;

import io.ucad.trainer.evaluate.TaskScore;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** A cell of the matrix of tasks over time: how well one version does on one task. */
@Entity(name = "Evaluation")
@Table(name = "evaluation")
@SuppressWarnings("UnusedVariable") // Hibernate and its queries read the fields
class Evaluation {
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private @Nullable Long id;

  private int version;
  private long taskId;
  private int images;
  private @Nullable Double imageAuroc;
  private @Nullable Double imageAp;
  private @Nullable Double pixelAp;
  private @Nullable Double aupro;
  private int routedRight;
  private Instant measuredAt;
  private @Nullable Long sheetId;

  protected Evaluation() {}

  Evaluation(int version, long taskId, Instant measuredAt) {
    this.measuredAt = measuredAt;
    this.version = version;
    this.taskId = taskId;
  }

  void measured(TaskScore score, Optional<Long> sheet, Instant now) {
    sheetId = sheet.orElse(null);
    images = score.images();
    imageAuroc = boxed(score.imageAuroc());
    imageAp = boxed(score.imageAp());
    pixelAp = boxed(score.pixelAp());
    aupro = boxed(score.aupro());
    routedRight = score.routedTo().getOrDefault(score.task(), 0L).intValue();
    measuredAt = now;
  }

  int version() {
    return version;
  }

  TaskMeasure toMeasure(String task) {
    return new TaskMeasure(
        task,
        images,
        plain(imageAuroc),
        plain(imageAp),
        plain(pixelAp),
        plain(aupro),
        routedRight,
        measuredAt);
  }

  private static @Nullable Double boxed(OptionalDouble value) {
    return value.isPresent() ? value.getAsDouble() : null;
  }

  private static OptionalDouble plain(@Nullable Double value) {
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }
}
