package org.jawort.desk.dossier;

import java.util.List;
import java.util.Map;
import org.jawort.consent.EventId;
import org.jawort.consent.stamp.TimeStamp;

/**
 * The time stamps that back a dossier, and for each event the first that covers it.
 *
 * @param stamps the oldest first
 * @param proofs that an event stands in the checkpoint of its time stamp
 */
public record StampedEvents(List<TimeStamp> stamps, Map<EventId, Proof> proofs) {
  /** Copies both. */
  public StampedEvents {
    stamps = List.copyOf(stamps);
    proofs = Map.copyOf(proofs);
  }

  /**
   * Where an event stood when a time stamp was given.
   *
   * @param file c2sp.org/tlog-proof@v1 against the checkpoint that was stamped
   */
  public record Proof(TimeStamp stamp, String file) {}
}
