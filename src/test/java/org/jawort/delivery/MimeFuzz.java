package org.jawort.delivery;

import java.time.Instant;
import java.util.UUID;

/** A mail as it is kept, shown to staff. */
public final class MimeFuzz {
  private static final MessageId ID =
      new MessageId(UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8057"));

  private MimeFuzz() {}

  /** Any bytes are shown somehow. */
  public static void fuzzerTestOneInput(byte[] input) {
    ShownMail.of(ID, Instant.EPOCH, input);
  }
}
