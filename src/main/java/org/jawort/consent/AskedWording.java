package org.jawort.consent;

import java.time.Instant;
import java.util.UUID;
import org.jawort.consent.purpose.Wording;

/**
 * The words that somebody is asked to agree to who ticked no box: another system, staff or a group
 * asked them (law 15).
 *
 * @param since when this version is shown
 */
public record AskedWording(
    UUID id, int version, String language, String channel, String text, Instant since) {
  /** As evidence keeps it. */
  public static AskedWording of(Wording wording) {
    return new AskedWording(
        wording.id().value(),
        wording.version(),
        wording.language().code(),
        wording.channel().name(),
        wording.text(),
        wording.createdAt());
  }
}
