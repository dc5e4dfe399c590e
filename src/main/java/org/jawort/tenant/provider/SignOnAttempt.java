package org.jawort.tenant.provider;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the browser keeps while its person is at the provider: three random values, of which the
 * provider is shown one as it is and two by their hashes (OpenID Connect Core 3.1.2.1, RFC 7636).
 *
 * @param state comes back with the answer: only the browser that asked can use it
 * @param nonce comes back in the ID token: it was made for this question
 * @param verifier goes along with the code: only we can use that
 */
public record SignOnAttempt(String state, String nonce, String verifier) {
  private static final Pattern FORM =
      Pattern.compile("[A-Za-z0-9_-]{43}(?:\\.[A-Za-z0-9_-]{43}){2}");
  private static final SecureRandom RANDOM = new SecureRandom();

  /** A new one. */
  public static SignOnAttempt begin() {
    return new SignOnAttempt(random(), random(), random());
  }

  private static String random() {
    byte[] random = new byte[32];
    RANDOM.nextBytes(random);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
  }

  /** Reads what {@link #text} wrote. */
  public static Optional<SignOnAttempt> parse(String text) {
    if (!FORM.matcher(text).matches()) {
      return Optional.empty();
    }
    String[] parts = text.split("\\.");
    return Optional.of(new SignOnAttempt(parts[0], parts[1], parts[2]));
  }

  /** As the browser keeps it. */
  public String text() {
    return state + "." + nonce + "." + verifier;
  }

  @Override
  public String toString() {
    return "SignOnAttempt[…]";
  }
}
