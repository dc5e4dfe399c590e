package org.jawort.consent.log;

import org.springframework.stereotype.Component;

/** Whether the log is as it should be, as far as this node knows. */
@Component
public class LogState {
  private final Sealer sealer;
  private final Cosignatures cosignatures;

  LogState(Sealer sealer, Cosignatures cosignatures) {
    this.sealer = sealer;
    this.cosignatures = cosignatures;
  }

  /** Tells whether events are sealed and no witness refuses the log. */
  public boolean isWell() {
    return sealer.stopped().isEmpty() && !cosignatures.isRefused();
  }
}
