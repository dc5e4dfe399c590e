package org.jawort.erasure;

import java.time.Duration;
import org.jawort.platform.RecurringWork;
import org.springframework.stereotype.Component;

/** Looks every hour for kept proof whose day has come. */
@Component
class ErasureWork implements RecurringWork {
  private final KeptProofs proofs;

  ErasureWork(KeptProofs proofs) {
    this.proofs = proofs;
  }

  @Override
  public String name() {
    return "erase-kept-proof";
  }

  @Override
  public Duration pause() {
    return Duration.ofHours(1);
  }

  @Override
  public void run() {
    proofs.eraseDue();
  }
}
