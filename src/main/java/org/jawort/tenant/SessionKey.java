package org.jawort.tenant;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jawort.platform.Sha256;
import org.jawort.platform.TenantId;

/**
 * A secret of one tenant that opens something: the tenant's number in base 36, a dot, and 256
 * random bits in base64url. The database holds only the hash of the random part.
 */
public record SessionKey(TenantId tenant, byte[] hash) {
  private static final Pattern FORM = Pattern.compile("([0-9a-z]{1,6})\\.([A-Za-z0-9_-]{43})");
  private static final SecureRandom RANDOM = new SecureRandom();

  /** A new one: as text for whoever holds it, and as it is kept. */
  public record Fresh(String text, byte[] hash) {
    @Override
    public String toString() {
      return "Fresh[…]";
    }
  }

  /** Makes a new one. */
  public static Fresh make(int tenantNumber) {
    byte[] random = new byte[32];
    RANDOM.nextBytes(random);
    String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    return new Fresh(Integer.toString(tenantNumber, 36) + "." + secret, hashed(secret));
  }

  /** Reads one; empty where it is none, or no tenant has the number. */
  public static Optional<SessionKey> parse(String text, Tenants tenants) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    long number = Long.parseLong(matcher.group(1), 36);
    return number > Integer.MAX_VALUE
        ? Optional.empty()
        : tenants.byNumber((int) number).map(t -> new SessionKey(t, hashed(matcher.group(2))));
  }

  private static byte[] hashed(String secret) {
    return Sha256.of(secret.getBytes(StandardCharsets.US_ASCII));
  }
}
