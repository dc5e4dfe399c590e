package org.jawort.consent.filter;

import java.util.List;

/** What reading a condition led to. */
public sealed interface ConditionRead {
  /** It can be asked. */
  record Good(Condition condition) implements ConditionRead {}

  /** It cannot; all that is wrong with it. */
  record Bad(List<ConditionFault> faults) implements ConditionRead {
    /** Copies the faults. */
    public Bad {
      faults = List.copyOf(faults);
    }
  }
}
