package org.jawort.form.web;

import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Both readers of a submission's body, and the page that it says it comes from. */
public final class BodyFuzz {
  private BodyFuzz() {}

  /** Any bytes are entries or none. */
  public static void fuzzerTestOneInput(byte[] input) {
    JsonBody.entries(input).ifPresent(entries -> entries.forEach(Objects::requireNonNull));
    UrlEncodedBody.entries(input).ifPresent(entries -> entries.forEach(Objects::requireNonNull));
    String page = new String(input, StandardCharsets.UTF_8);
    PageAddress.of(page, page, null, "https://own.example", null);
  }
}
