package org.jawort.platform;

import java.time.Duration;

/**
 * Work that is done again and again, each time on one node of the cluster. Each room that has some
 * gives a bean of this type.
 */
public interface RecurringWork {
  /** Names it for good; what the database remembers about it hangs on the name. */
  String name();

  /** From the end of one time until the next. */
  Duration pause();

  /** Does all that is due now; may be called on several nodes at once and must bear it. */
  void run();
}
