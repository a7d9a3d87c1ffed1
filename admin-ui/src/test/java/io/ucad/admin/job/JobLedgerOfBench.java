package io.ucad.admin.job;

import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A ledger that tests bend; every statement is a transaction of its own. */
class JobLedgerOfBench extends JobLedger {
  JobLedgerOfBench(Bench bench) {
    super(JdbcClient.create(bench.node().get(DataSource.class)), Clock.systemUTC());
  }
}
