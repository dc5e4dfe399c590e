package org.jawort.transfer.imports;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Contacts on their way in from another system.
 *
 * @param id also of the import as whose rows they are laid down
 * @param body SHA-256 of all of it, or null while it comes in
 * @param taken up to which row they are taken over
 */
record Batch(
    ImportId id, byte @Nullable [] body, int total, int taken, boolean done, Instant begunAt) {
  /** One that is about to come in. */
  static Batch begun(ImportId id, Instant now) {
    return new Batch(id, null, 0, 0, false, now);
  }

  /** The same, here whole. */
  Batch read(int rows, byte[] digest) {
    return new Batch(id, digest.clone(), rows, 0, false, begunAt);
  }
}
