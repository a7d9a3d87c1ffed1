package io.ucad.admin.job;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/** A point of a loss curve. */
@Entity(name = "LossPoint")
@Table(name = "loss_point")
@SuppressWarnings("UnusedVariable") // Hibernate and its queries read the fields
class LossPoint {
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private @Nullable Long id;

  private long jobTaskId;
  private int epoch;
  private int epochs;
  private double loss;

  protected LossPoint() {}

  LossRow toRow() {
    return new LossRow(jobTaskId, epoch, epochs, loss);
  }
}
