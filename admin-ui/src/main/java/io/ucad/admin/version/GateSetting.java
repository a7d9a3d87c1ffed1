package io.ucad.admin.version;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** The one row that says how much a task may lose on the way to production. */
@Entity(name = "GateSetting")
@Table(name = "promotion_gate")
class GateSetting {
  static final int ONLY = 1;

  @Id private int id;
  private double largestDrop;

  protected GateSetting() {}

  double largestDrop() {
    return largestDrop;
  }

  void largestDrop(double limit) {
    largestDrop = limit;
  }
}
