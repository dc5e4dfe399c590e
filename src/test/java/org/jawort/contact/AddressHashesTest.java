package org.jawort.contact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.UUID;
import javax.crypto.SecretKey;
import org.jawort.contact.address.Channel;
import org.jawort.contact.address.CheckedAddress;
import org.jawort.platform.MasterSecret;
import org.jawort.platform.TenantId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** By what an address is recognised that nobody keeps. */
class AddressHashesTest {
  private static final TenantId ADA = new TenantId(new UUID(1, 2));
  private static final String ADDRESS = "nie@example.org";

  private final AddressHashes hashes = new AddressHashes(secret('a'));

  private static SecretKey secret(char letter) {
    return new MasterSecret("a secret of at least thirty-two letters, " + letter).keyFor("test");
  }

  private String of(TenantId tenant, Channel channel, String address) {
    return HexFormat.of().formatHex(hashes.of(tenant, channel, address));
  }

  @Test
  @DisplayName(
      "B-09 One address has another hash with every tenant, so that lists cannot be joined")
  void perTenant() {
    String hash = of(ADA, Channel.EMAIL, ADDRESS);
    assertThat(of(new TenantId(new UUID(1, 3)), Channel.EMAIL, ADDRESS))
        .as("the hash with a tenant whose id ends otherwise")
        .isNotEqualTo(hash);
    assertThat(of(new TenantId(new UUID(2, 2)), Channel.EMAIL, ADDRESS))
        .as("the hash with a tenant whose id begins otherwise")
        .isNotEqualTo(hash);
  }

  @Test
  @DisplayName("B-09 Channel and address are told apart, and so are installations")
  void told() {
    String hash = of(ADA, Channel.EMAIL, ADDRESS);
    assertThat(hash).as("a whole HMAC-SHA256").hasSize(64);
    assertThat(of(ADA, Channel.SMS, ADDRESS)).as("of another channel").isNotEqualTo(hash);
    assertThat(of(ADA, Channel.EMAIL, "ni@example.org")).as("of another").isNotEqualTo(hash);
    assertThat(new AddressHashes(secret('b')).of(ADA, Channel.EMAIL, ADDRESS))
        .as("with another key")
        .isNotEqualTo(hashes.of(ADA, Channel.EMAIL, ADDRESS));
  }

  @Test
  @DisplayName("B-09 However it is written, one address has one hash, today and tomorrow")
  void same() {
    String key = CheckedAddress.parse(Channel.EMAIL, "Nie@Example.ORG").orElseThrow().key();
    assertThat(of(ADA, Channel.EMAIL, key)).isEqualTo(of(ADA, Channel.EMAIL, ADDRESS));
    assertThat(new AddressHashes(secret('a')).of(ADA, Channel.EMAIL, ADDRESS))
        .as("after a restart")
        .isEqualTo(hashes.of(ADA, Channel.EMAIL, ADDRESS));
  }
}
