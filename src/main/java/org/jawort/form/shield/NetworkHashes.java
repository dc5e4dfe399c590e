package org.jawort.form.shield;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import org.jawort.optin.Passage;
import org.jawort.platform.MasterSecret;
import org.jawort.platform.Settings;
import org.jawort.platform.TenantId;
import org.springframework.stereotype.Component;

/**
 * Names networks without telling which: the first 24 bits of an IPv4 address and the first 48 of an
 * IPv6 address, which is what one customer of a provider has, by HMAC-SHA256 cut to 128 bits.
 */
@Component
public class NetworkHashes {
  private static final int IPV4_BYTES = 3;
  private static final int IPV6_BYTES = 6;
  private static final UUID ALL = new UUID(0, 0);

  private final SecretKey key;
  private final Settings settings;

  NetworkHashes(MasterSecret secret, Settings settings) {
    this.key = secret.keyFor("form-network");
    this.settings = settings;
  }

  /**
   * By which network somebody comes in. What seems to come from a proxy of the operator's own, or
   * from a private network, as a proxy does that nobody named in the settings, comes from somebody
   * whom it does not name; all of them together are no network.
   */
  public Passage of(TenantId tenant, InetAddress visitor) {
    return settings.reach().proxies().contain(visitor) || isPrivate(visitor)
        ? Passage.UNKNOWN
        : Passage.from(hash(tenant.value(), visitor), hash(ALL, visitor));
  }

  /** RFC 1918, RFC 4193, RFC 3927, and this machine. */
  private static boolean isPrivate(InetAddress visitor) {
    boolean uniqueLocal =
        visitor instanceof Inet6Address && (visitor.getAddress()[0] & 0xfe) == 0xfc;
    return uniqueLocal
        || visitor.isLoopbackAddress()
        || visitor.isSiteLocalAddress()
        || visitor.isLinkLocalAddress();
  }

  private UUID hash(UUID tenant, InetAddress visitor) {
    byte[] address = visitor.getAddress();
    byte[] network = Arrays.copyOf(address, address.length == 4 ? IPV4_BYTES : IPV6_BYTES);
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      mac.update(
          ByteBuffer.allocate(2 * Long.BYTES)
              .putLong(tenant.getMostSignificantBits())
              .putLong(tenant.getLeastSignificantBits())
              .array());
      ByteBuffer hash = ByteBuffer.wrap(mac.doFinal(network));
      return new UUID(hash.getLong(), hash.getLong());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HmacSHA256 is part of every JDK", e);
    }
  }
}
