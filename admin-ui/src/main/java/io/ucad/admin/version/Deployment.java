package io.ucad.admin.version;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** That a version was put to work, or taken back to, under an alias. */
@Entity(name = "Deployment")
@Table(name = "deployment")
class Deployment {
  /** The alias was moved to a newer version than before, or for the first time. */
  static final String PROMOTE = "PROMOTE";

  /** The alias was moved to an older version than before. */
  static final String ROLL_BACK = "ROLL_BACK";

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private @Nullable Long id;

  private int version;
  private String target;
  private String action;
  private String actor;
  private Instant at;

  protected Deployment() {}

  Deployment(int version, String target, String action, String actor, Instant at) {
    this.version = version;
    this.target = target;
    this.action = action;
    this.actor = actor;
    this.at = at;
  }

  DeploymentRow toRow() {
    return new DeploymentRow(version, target, action.equals(ROLL_BACK), actor, at);
  }
}
