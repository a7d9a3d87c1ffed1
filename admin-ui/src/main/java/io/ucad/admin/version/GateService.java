package io.ucad.admin.version;

import io.ucad.admin.audit.AuditLog;
import io.ucad.admin.problem.UserProblem;
import io.ucad.store.VersionId;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The gate before production, for those who look at it and those who set it. */
@Service
public class GateService {
  private final Gate gate;
  private final GateSettings settings;
  private final AuditLog audit;

  GateService(Gate gate, GateSettings settings, AuditLog audit) {
    this.gate = gate;
    this.settings = settings;
    this.audit = audit;
  }

  /** Whether a version may go to production, and what stands against it. */
  @PreAuthorize("hasRole('VIEWER')")
  @Transactional(readOnly = true)
  public GateReport check(int number) {
    return gate.check(new VersionId(number));
  }

  /**
   * Says at once what {@link VersionService#point} would say in the end.
   *
   * @throws UserProblem if something stands against the version
   */
  @PreAuthorize("hasRole('VIEWER')")
  @Transactional(readOnly = true)
  public void require(int number) {
    gate.require(new VersionId(number));
  }

  /** How much image AUROC a task may lose on the way to production. */
  @PreAuthorize("hasRole('VIEWER')")
  @Transactional(readOnly = true)
  public double largestDrop() {
    return settings.get().largestDrop();
  }

  /**
   * Changes how much a task may lose on the way to production.
   *
   * @param limit 0 to 1; 1 lets everything pass but a task that is gone
   * @throws UserProblem if it is not
   */
  @PreAuthorize("hasRole('ADMIN')")
  @Transactional
  public void change(double limit) {
    if (!(limit >= 0 && limit <= 1)) {
      throw new UserProblem("problem.gate.limit", String.valueOf(limit));
    }
    GateSetting setting = settings.locked();
    double before = setting.largestDrop();
    if (before != limit) {
      setting.largestDrop(limit);
      audit.record("gate.limit", "production", String.valueOf(before), String.valueOf(limit));
    }
  }
}
