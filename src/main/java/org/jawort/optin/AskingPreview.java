package org.jawort.optin;

import java.time.Duration;
import java.util.Map;

/**
 * What asking a group would come to at a moment.
 *
 * @param counts of all addresses and numbers of the members, by what would come of them
 * @param domain at which most of those are who would be asked; empty where there is none
 * @param there about how many of them
 */
public record AskingPreview(Map<String, Integer> counts, String domain, int there) {
  /** Of nobody. */
  public static final AskingPreview NONE = new AskingPreview(Map.of(), "", 0);

  /** Copies the counts. */
  public AskingPreview {
    counts = Map.copyOf(counts);
  }

  /** How many would be asked. */
  public int asked() {
    return counts.getOrDefault(MassRequest.REQUESTED, 0);
  }

  /** About how long that takes at a pace. */
  public Duration lasting(AskingPace pace) {
    return pace.lasting(asked(), Math.min(there, asked()));
  }
}
