package org.jawort.integration.web;

import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.jawort.contact.ChangePosition;

/** Where a reader of changes stands, as callers see it: opaque. */
final class ChangeCursor {
  private static final byte VERSION = 1;
  private static final int LENGTH = 2 + 8 + 8 + 16 + 4 + 8;

  private ChangeCursor() {}

  static String write(ChangePosition at) {
    ByteBuffer bytes = ByteBuffer.allocate(LENGTH);
    bytes
        .put(VERSION)
        .put((byte) (at.walking() ? 1 : 0))
        .putLong(at.system())
        .putLong(at.transaction())
        .putLong(at.place().getMostSignificantBits())
        .putLong(at.place().getLeastSignificantBits())
        .putInt(at.entry())
        .putLong(at.at().getEpochSecond());
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
  }

  /** Empty where the text is none. */
  static Optional<ChangePosition> read(String text) {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
      if (bytes.remaining() != LENGTH || bytes.get() != VERSION) {
        return Optional.empty();
      }
      boolean walking = bytes.get() == 1;
      long system = bytes.getLong();
      long transaction = bytes.getLong();
      var place = new UUID(bytes.getLong(), bytes.getLong());
      int entry = bytes.getInt();
      Instant at = Instant.ofEpochSecond(bytes.getLong());
      return transaction < 0 || entry < 0
          ? Optional.empty()
          : Optional.of(new ChangePosition(walking, system, transaction, place, entry, at));
    } catch (IllegalArgumentException | DateTimeException e) {
      return Optional.empty();
    }
  }
}
