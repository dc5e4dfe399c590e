package org.jawort.platform;

import java.nio.charset.StandardCharsets;

/** What comes behind a personal link. */
public final class TokenFuzz {
  private static final Tokens TOKENS =
      new Tokens(new MasterSecret("a secret of the tests, long enough"));

  private TokenFuzz() {}

  /** Any text is a token of ours or none. */
  public static void fuzzerTestOneInput(byte[] input) {
    String token = new String(input, StandardCharsets.UTF_8);
    for (Tokens.Kind kind : Tokens.Kind.values()) {
      TOKENS.read(kind, token);
    }
  }
}
