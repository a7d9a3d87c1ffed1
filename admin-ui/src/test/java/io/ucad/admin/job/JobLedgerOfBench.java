package io.ucad.admin.job;

import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** A ledger that tests bend; every statement is a transaction of its own, but for the last. */
class JobLedgerOfBench extends JobLedger {
  private final TransactionTemplate transaction;

  JobLedgerOfBench(Bench bench) {
    super(
        JdbcClient.create(bench.node().get(DataSource.class)),
        bench.node().get(JobNews.class),
        Clock.systemUTC());
    transaction = bench.node().get(TransactionTemplate.class);
  }

  @Override
  void end(Claim claim, JobState state, String problem) {
    transaction.executeWithoutResult(status -> super.end(claim, state, problem));
  }
}
