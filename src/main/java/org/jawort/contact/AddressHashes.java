package org.jawort.contact;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import org.jawort.contact.address.Channel;
import org.jawort.platform.InstallationKeys;
import org.jawort.platform.TenantId;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Keyed hashes by which an address is recognised without being kept: HMAC-SHA256 over tenant,
 * channel and address. Of one address they differ from tenant to tenant.
 */
@Component
public class AddressHashes {
  /** For what the key is, which outlives the master secret. */
  static final String KEY = "suppression";

  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKey key;
  private final ThreadLocal<Mac> macs = ThreadLocal.withInitial(this::mac);

  @Autowired
  AddressHashes(InstallationKeys keys) {
    this(keys.key(KEY));
  }

  AddressHashes(SecretKey key) {
    this.key = key;
  }

  /**
   * The hash of an address.
   *
   * @param addressKey normalised address, see {@code CheckedAddress}
   */
  public byte[] of(TenantId tenant, Channel channel, String addressKey) {
    Mac mac = macs.get();
    mac.update(
        ByteBuffer.allocate(16)
            .putLong(tenant.value().getMostSignificantBits())
            .putLong(tenant.value().getLeastSignificantBits())
            .flip());
    mac.update(channel.name().getBytes(StandardCharsets.US_ASCII));
    mac.update((byte) 0);
    return mac.doFinal(addressKey.getBytes(StandardCharsets.UTF_8));
  }

  private Mac mac() {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(ALGORITHM + " is part of every JDK", e);
    }
  }
}
