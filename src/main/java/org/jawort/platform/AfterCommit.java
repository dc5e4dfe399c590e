package org.jawort.platform;

import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Work for when what the running transaction wrote can be seen by others. */
public final class AfterCommit {
  private AfterCommit() {}

  /** Does it then, and never where the transaction is rolled back. */
  public static void run(Runnable work) {
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            work.run();
          }
        });
  }
}
