package io.ucad.admin.inspect;

import io.ucad.detector.Verdict;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface Inspections extends Repository<KeptInspection, Long> {
  KeptInspection save(KeptInspection inspection);

  Optional<KeptInspection> findById(long id);

  long count();

  @Query(
      "select i from Inspection i where (:task = '' or i.task = :task)"
          + " and (:verdict is null or i.verdict = :verdict)"
          + " and (:feedback is null or i.feedback = :feedback) order by i.id desc")
  List<KeptInspection> page(
      String task, @Nullable Verdict verdict, @Nullable Feedback feedback, Pageable page);

  @Query(
      "select count(i) from Inspection i where (:task = '' or i.task = :task)"
          + " and (:verdict is null or i.verdict = :verdict)"
          + " and (:feedback is null or i.feedback = :feedback)")
  long count(String task, @Nullable Verdict verdict, @Nullable Feedback feedback);

  @Query("select distinct i.task from Inspection i order by i.task")
  List<String> tasks(Pageable page);

  List<KeptInspection> findByTaskAndProposalOrderById(
      String task, Proposal proposal, Pageable page);

  long countByTaskAndProposal(String task, Proposal proposal);

  List<KeptInspection> findByTaskAndProposalAndIdIn(
      String task, Proposal proposal, Collection<Long> ids);

  @Query("select i from Inspection i where i.feedback = NONE order by i.id")
  List<KeptInspection> oldestWithoutFeedback(Pageable page);

  @Modifying
  @Query("delete from Inspection i where i.id in :ids and i.feedback = NONE")
  int delete(Collection<Long> ids);
}
