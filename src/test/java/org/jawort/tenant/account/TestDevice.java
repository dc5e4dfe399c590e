package org.jawort.tenant.account;

import java.io.ByteArrayOutputStream;
import java.time.Instant;

/** A device that has learnt the secret, and shows codes. */
public record TestDevice(String secret) {
  /** The code that it shows at a moment. */
  public String code(Instant at) {
    return Totp.code(bytes(), at);
  }

  private byte[] bytes() {
    var bytes = new ByteArrayOutputStream();
    int buffer = 0;
    int held = 0;
    for (char letter : secret.toCharArray()) {
      buffer = buffer << 5 | "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter);
      held += 5;
      if (held >= 8) {
        held -= 8;
        bytes.write(buffer >> held);
        buffer &= (1 << held) - 1;
      }
    }
    return bytes.toByteArray();
  }
}
