package org.jawort.tenant.account;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import org.jawort.platform.InstallationKeys;
import org.jawort.platform.MasterSecret;
import org.jawort.tenant.AccountId;
import org.springframework.stereotype.Component;

/**
 * Seals and hashes what must outlive a change of the master secret: whoever only has the database
 * learns neither the secret of a device nor a recovery code.
 */
@Component
class AccountKeys {
  private static final String USE = "account";

  private final InstallationKeys keys;
  private volatile Optional<SecretKey> known = Optional.empty();

  AccountKeys(InstallationKeys keys) {
    this.keys = keys;
  }

  private SecretKey key() {
    if (known.isEmpty()) {
      known = Optional.of(keys.key(USE));
    }
    return known.get();
  }

  private MasterSecret seal() {
    return new MasterSecret(HexFormat.of().formatHex(key().getEncoded()));
  }

  byte[] sealed(AccountId account, byte[] secret) {
    return seal().seal("codes of " + account, secret);
  }

  Optional<byte[]> opened(AccountId account, byte[] sealed) {
    return seal().open("codes of " + account, sealed);
  }

  byte[] hash(AccountId account, String code) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key());
      mac.update(account.toString().getBytes(StandardCharsets.US_ASCII));
      return mac.doFinal(code.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HmacSHA256 is part of every JDK", e);
    }
  }
}
