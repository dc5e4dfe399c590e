package org.jawort.form.shield;

import java.util.Arrays;
import java.util.List;

/** What the shield did with a submission, and why; where several are true, the first is counted. */
public enum ShieldAct {
  /** Asked once more: a field is filled in that people do not see. */
  TRAP,
  /** Asked once more: it came back sooner than a person writes, or with a time that is not ours. */
  TOO_FAST,
  /** Asked once more: a text is full of links, or a name is one. */
  SPAM,
  /** Asked once more: many came from the same network before. */
  NETWORK,
  /** Asked once more: far more came from the form than usual. */
  ALARM,
  /** Turned away: far too many came from the same network. */
  FLOOD,
  /** Answered as always, and dropped: stands on the tenant's block list. */
  BLOCKED,
  /** Went on after it was asked. */
  PASSED;

  /** Whether going on takes work: there are more of these than people are. */
  public boolean takesWork() {
    return this == NETWORK || this == ALARM;
  }

  /** Those that are caught, in their order. */
  public static List<ShieldAct> catching() {
    return Arrays.stream(values()).filter(act -> act != PASSED).toList();
  }
}
