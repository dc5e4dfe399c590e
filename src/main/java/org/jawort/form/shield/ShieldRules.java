package org.jawort.form.shield;

/**
 * What a tenant decided about the shield of its forms.
 *
 * @param networks how much may come from one network
 * @param blocked from whom nothing is taken
 * @param alarm what happens where far more comes than usual
 */
public record ShieldRules(NetworkLimits networks, BlockList blocked, AlarmRule alarm) {
  /** Until a tenant decides otherwise. */
  public static final ShieldRules USUAL =
      new ShieldRules(NetworkLimits.USUAL, BlockList.EMPTY, AlarmRule.USUAL);

  /** The same with other limits. */
  public ShieldRules with(NetworkLimits limits) {
    return new ShieldRules(limits, blocked, alarm);
  }
}
