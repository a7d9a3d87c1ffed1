package io.ucad.admin.inspect;

import io.ucad.admin.audit.AuditLog;
import io.ucad.admin.files.ImageFiles;
import io.ucad.admin.problem.UserProblem;
import io.ucad.admin.task.ImageService;
import io.ucad.admin.task.IntakeFault;
import io.ucad.admin.task.IntakeReport;
import io.ucad.admin.task.Split;
import java.util.Collection;
import java.util.List;
import org.springframework.data.domain.PageRequest;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Inspected images that are offered to their tasks: false alarms to learn from, missed defects to
 * test with. Accepted ones are images of the task like any other.
 */
@Service
public class ProposalService {
  /** The kind of defect of an image whose defect was missed, until somebody names it. */
  public static final String MISSED = "missed";

  private static final int MOST = 500;

  private final Inspections inspections;
  private final ImageService images;
  private final ImageFiles files;
  private final AuditLog audit;
  private final TransactionTemplate transaction;

  ProposalService(
      Inspections inspections,
      ImageService images,
      ImageFiles files,
      AuditLog audit,
      TransactionTemplate transaction) {
    this.inspections = inspections;
    this.images = images;
    this.files = files;
    this.audit = audit;
    this.transaction = transaction;
  }

  /**
   * A page of what is offered to a task, oldest first.
   *
   * @param page from 0
   * @param size of a page, at most 500
   */
  @PreAuthorize("hasRole('VIEWER')")
  @Transactional(readOnly = true)
  public List<InspectionRow> list(String task, int page, int size) {
    return inspections
        .findByTaskAndProposalOrderById(
            task, Proposal.OPEN, PageRequest.of(page, Math.min(size, MOST)))
        .stream()
        .map(KeptInspection::toRow)
        .toList();
  }

  /** How much is offered to a task. */
  @PreAuthorize("hasRole('VIEWER')")
  @Transactional(readOnly = true)
  public long count(String task) {
    return inspections.countByTaskAndProposal(task, Proposal.OPEN);
  }

  /**
   * Takes offered images into a task. Asked for twice, or after it broke off, it does what is left.
   */
  @PreAuthorize("hasRole('OPERATOR')")
  public Accepted accept(String task, Collection<Long> ids) {
    int taken = 0;
    int there = 0;
    for (InspectionRow row : open(task, ids)) {
      if (take(task, row)) {
        taken++;
      } else {
        there++;
      }
      decide(task, row.id(), Proposal.ACCEPTED);
    }
    return new Accepted(taken, there);
  }

  /** Leaves offered images out. */
  @PreAuthorize("hasRole('OPERATOR')")
  public int decline(String task, Collection<Long> ids) {
    List<InspectionRow> rows = open(task, ids);
    rows.forEach(row -> decide(task, row.id(), Proposal.DECLINED));
    return rows.size();
  }

  private List<InspectionRow> open(String task, Collection<Long> ids) {
    if (ids.size() > MOST) {
      throw new UserProblem("problem.image.many", MOST);
    }
    if (ids.isEmpty()) {
      return List.of();
    }
    return inspections.findByTaskAndProposalAndIdIn(task, Proposal.OPEN, ids).stream()
        .map(KeptInspection::toRow)
        .toList();
  }

  /** False if the task has the same bytes already; where they are there, they stay. */
  private boolean take(String task, InspectionRow row) {
    boolean good = row.feedback() == Feedback.FALSE_ALARM;
    IntakeReport report =
        images.add(
            task,
            "inspection-" + row.id() + ending(row.name()),
            files.read(row.sha256()),
            good ? Split.TRAIN : Split.TEST,
            good ? "good" : MISSED);
    if (report.images() == 0 && !report.counts().containsKey(IntakeFault.DUPLICATE)) {
      String why = report.remarks().isEmpty() ? "" : report.remarks().get(0).detail();
      throw new UserProblem("problem.inspect.refused", row.name(), why);
    }
    return report.images() > 0;
  }

  private static String ending(String name) {
    return name.toLowerCase(java.util.Locale.ROOT).endsWith(".png") ? ".png" : ".jpg";
  }

  private void decide(String task, long id, Proposal decision) {
    transaction.executeWithoutResult(
        status ->
            inspections
                .findById(id)
                .filter(found -> found.proposal() == Proposal.OPEN)
                .ifPresent(
                    found -> {
                      found.decided(decision);
                      audit.record(
                          decision == Proposal.ACCEPTED ? "proposal.accept" : "proposal.decline",
                          task,
                          "",
                          "inspection " + id + ": " + found.feedback());
                    }));
  }

  /**
   * What became of offered images.
   *
   * @param taken into the task
   * @param there whose bytes the task had already
   */
  public record Accepted(int taken, int there) {}
}
