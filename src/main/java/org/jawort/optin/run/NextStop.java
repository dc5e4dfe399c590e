package org.jawort.optin.run;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jawort.optin.step.Flow;
import org.jawort.optin.step.Step;
import org.jspecify.annotations.Nullable;

/**
 * Where runs come to stand after the steps that take no time.
 *
 * @param dueAt when they go on; null where they end
 * @param confirmedStep see {@link Flow#confirmedStep}
 */
public record NextStop(String step, @Nullable Instant dueAt, @Nullable String confirmedStep) {
  /**
   * Where the given steps lead.
   *
   * @param way up to the pause or the end, both included
   * @param otherwise where they stand if there is no way at all
   * @param pace how long a day of waiting is for them
   */
  public static NextStop after(
      Flow flow, List<Step> way, String otherwise, Pace pace, Instant now, ZoneId zone) {
    return switch (way.isEmpty() ? null : way.getLast()) {
      case null -> new NextStop(otherwise, null, null);
      case Step.WaitForConfirmation wait ->
          new NextStop(wait.id(), pace.due(now, wait.days(), 0, zone), flow.confirmedStep(wait));
      case Step.Wait wait ->
          new NextStop(wait.id(), pace.due(now, wait.days(), wait.hours(), zone), null);
      case Step end -> new NextStop(end.id(), null, null);
    };
  }
}
