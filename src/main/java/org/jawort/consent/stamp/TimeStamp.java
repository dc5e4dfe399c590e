package org.jawort.consent.stamp;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jawort.consent.log.Checkpoint;
import org.jawort.consent.log.SignedNote;

/**
 * A checkpoint of the log and the token of an authority: that it existed at the latest then.
 *
 * @param size number of entries of the checkpoint
 * @param checkpoint as it was signed when it was stamped
 * @param token the TimeStampToken (RFC 3161 section 2.4.2) in DER
 * @param authority address that it came from, without user and password
 * @param at the time in the token
 */
public record TimeStamp(long size, String checkpoint, byte[] token, String authority, Instant at) {
  /**
   * What the authority is shown by its SHA-256: the checkpoint's text in UTF-8, three lines or more
   * with origin, size and root, each with its newline, up to the empty line; never the signatures
   * behind it, to which others may be added.
   */
  public static byte[] stamped(String checkpoint) {
    return SignedNote.parse(checkpoint).text().getBytes(StandardCharsets.UTF_8);
  }

  static long size(String checkpoint) {
    return Checkpoint.parse(SignedNote.parse(checkpoint).text()).size();
  }
}
