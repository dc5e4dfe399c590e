package org.jawort.tenant.account;

import java.time.Instant;
import java.util.UUID;
import org.jawort.tenant.AccountId;
import org.jspecify.annotations.Nullable;

/**
 * A key that a device keeps for its owner (WebAuthn).
 *
 * @param credentialId as the device calls it
 * @param attested its public key, as WebAuthn section 6.5.1 lays it out
 * @param signCount how often it says that it has signed; 0 where it does not count
 */
public record Passkey(
    AccountId account,
    UUID id,
    String name,
    byte[] credentialId,
    byte[] attested,
    long signCount,
    Instant madeAt,
    @Nullable Instant lastUsedAt) {
  /** One that was never used. */
  static Passkey made(
      AccountId account,
      UUID id,
      String name,
      byte[] credentialId,
      byte[] attested,
      long signCount,
      Instant madeAt) {
    return new Passkey(account, id, name, credentialId, attested, signCount, madeAt, null);
  }
}
