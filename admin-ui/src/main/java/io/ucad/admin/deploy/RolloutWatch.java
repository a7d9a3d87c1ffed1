package io.ucad.admin.deploy;

import org.springframework.stereotype.Component;

/** Finds rollouts whose process is gone, which cannot say so itself. For the program itself. */
@Component
public class RolloutWatch {
  private final RolloutLedger ledger;

  RolloutWatch(RolloutLedger ledger) {
    this.ledger = ledger;
  }

  /** Looks at all that should be running. */
  public void check() {
    ledger.silent().forEach(ledger::lose);
  }
}
