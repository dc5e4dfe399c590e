package org.jawort.platform;

import java.time.Duration;
import java.util.Optional;

/**
 * How a worker of this node goes on, for those who run it. By the machine's own clock, as it is
 * about threads and not about what is due.
 *
 * @param sinceBeat since it last showed that it lives
 * @param longest after which without a sign it hangs
 * @param faultsInARow turns that failed since the last one that did not
 * @param fault kind of the last one, also where it is over
 */
public record WorkerState(
    String name,
    boolean running,
    Duration sinceBeat,
    Duration longest,
    int faultsInARow,
    Optional<String> fault) {
  private static final int MOST_FAULTS = 3;

  /** Tells whether it does nothing any more, and only another start of the program helps. */
  public boolean hangs() {
    return running && sinceBeat.compareTo(longest) > 0;
  }

  /** Tells whether it tries again and again in vain. */
  public boolean failing() {
    return faultsInARow >= MOST_FAULTS;
  }
}
