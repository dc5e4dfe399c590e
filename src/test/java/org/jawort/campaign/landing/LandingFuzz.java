package org.jawort.campaign.landing;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The text of a landing page. */
public final class LandingFuzz {
  private LandingFuzz() {}

  /** Any text is shown somehow. */
  public static void fuzzerTestOneInput(byte[] input) {
    String text = new String(input, StandardCharsets.UTF_8);
    LandingText.html(text, Map.of());
    LandingText.line(text, Map.of());
    LandingText.strangeLinks(text);
    LandingText.hasPictures(text);
  }
}
